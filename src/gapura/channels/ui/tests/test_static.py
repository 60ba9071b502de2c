"""The static files as they are shipped: collected with real names, hashed, compressed, small."""

import gzip
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[5]
STATIC = ROOT / "src/gapura/channels/ui/static/ui"


def test_static_files_are_collected_with_hashes_and_compressed(tmp_path):
    run = subprocess.run(
        [sys.executable, "-W", "ignore", "manage.py", "collectstatic", "--noinput", "-v0"],
        cwd=ROOT, env=os.environ | {"GAPURA_VAR": str(tmp_path), "GAPURA_DEMO": "1",
                                    "DJANGO_SETTINGS_MODULE": "config.settings"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip

    made = {path.name.split(".")[0] + path.suffix for path in (tmp_path / "static/ui").iterdir()}
    assert (run.returncode, run.stderr) == (0, "")
    assert {
        "gapura.css",
        "gapura.br",
        "desk.css",
        "pjs.woff2",
        "gapura.js",
        "gapura-mark.svg",
    } <= made
    assert (tmp_path / "static/staticfiles.json").exists()


def test_the_licence_of_the_font_travels_with_it():
    assert "SIL OPEN FONT LICENSE" in (STATIC / "pjs-OFL.txt").read_text()


@pytest.mark.parametrize(
    ("name", "most"),
    [("gapura.css", 9_000), ("desk.css", 8_000), ("gapura.js", 2_500), ("pjs.woff2", 12_000)],
)
def test_every_file_stays_within_its_share_of_the_forty_kilobytes(name, most):
    content = (STATIC / name).read_bytes()

    assert len(content if name.endswith("woff2") else gzip.compress(content)) <= most
