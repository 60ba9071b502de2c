"""`gapura doctor`: each thing that is wrong is a sentence that says what to do."""

import os
import subprocess
import sys

from gapura.channels.cli import doctor
from gapura.channels.cli.main import main


def examined(tmp_path, **environ):
    """The command as somebody starts it, with nothing of ours in the environment."""
    ours = ("DATABASE_", "GAPURA_", "DJANGO_")
    clean = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    done = subprocess.run(
        [sys.executable, "-m", "gapura.channels.cli.main", "doctor"],
        capture_output=True,
        text=True,
        check=False,
        env=clean
        | {"GAPURA_VAR": str(tmp_path), "GAPURA_LANGUAGE": "en", "GAPURA_DEMO": "1"}
        | environ,
    )
    return done.returncode, done.stdout + done.stderr


def test_a_machine_without_a_database_is_told_how_to_get_one(tmp_path):
    code, said = examined(tmp_path)

    assert code == 1
    assert "✗ There is no database yet. Run `gapura demo`" in said
    assert "To be mended: 1." in said


def test_a_database_that_does_not_answer_is_named(tmp_path):
    url = f"postgresql://gapura_app@/gone?host={tmp_path}"

    code, said = examined(tmp_path, DATABASE_URL=url, DATABASE_OWNER_URL=url)

    assert code == 1
    assert "✗ The database cannot be reached:" in said
    assert "Check DATABASE_URL." in said


def test_a_role_that_owns_the_tables_is_refused(tmp_path, django_db_setup):
    owner = os.environ["DATABASE_OWNER_URL"]

    code, said = examined(tmp_path, DATABASE_URL=owner, DATABASE_OWNER_URL=owner)

    assert code == 1
    assert "owns tables or is a superuser, so the wall between cities does not hold" in said


def test_tables_keys_and_a_missing_worker_are_said(db, settings, tmp_path, monkeypatch, capsys):
    monkeypatch.delenv("GAPURA_LANGUAGE", raising=False)
    monkeypatch.delenv("LC_ALL", raising=False)
    monkeypatch.setenv("LANG", "id_ID.UTF-8")
    monkeypatch.setattr(doctor, "_database", lambda: iter(()))
    settings.GAPURA_KEYS_FILE = str(tmp_path / "keys.json")

    code = main(["doctor"])

    said = capsys.readouterr().out
    assert code == 1
    assert "✓ Tabel mutakhir." in said
    assert f"✗ Berkas kunci {tmp_path}/keys.json tidak ada" in said
    assert "Tidak ada worker." in said or "worker bekerja." in said


def test_a_key_file_that_others_can_read_is_a_note(db, settings, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("GAPURA_LANGUAGE", "en")
    monkeypatch.setattr(doctor, "_database", lambda: iter(()))
    keys = tmp_path / "keys.json"
    keys.write_text("{}")
    keys.chmod(0o644)
    settings.GAPURA_KEYS_FILE = str(keys)

    main(["doctor"])

    assert f"· Others can read the key file {keys}. Run `chmod 600 {keys}`." in (
        capsys.readouterr().out
    )
