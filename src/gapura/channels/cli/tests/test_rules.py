"""`gapura rules tck`: through the command itself."""

from gapura.channels.cli.main import main
from gapura.engines.decisions.tests.models import DISCOUNT
from gapura.engines.decisions.tests.test_conformance import CASES


def test_a_line_for_each_group_and_last_the_sum(tmp_path, capsys):
    (tmp_path / "satu").mkdir()
    (tmp_path / "satu" / "keringanan.dmn").write_bytes(DISCOUNT)
    (tmp_path / "satu" / "uji.xml").write_text(CASES)

    code = main(["rules", "tck", str(tmp_path), "--failed"])

    lines = capsys.readouterr().out.splitlines()
    assert code == 0
    assert [line.split() for line in lines] == [
        ["3", "/", "4", "satu"],
        ["uji.xml", "keliru"],
        ["3", "of", "4", "passed"],
    ]


def test_a_folder_without_cases_is_refused(tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("GAPURA_LANGUAGE", "id")

    code = main(["rules", "tck", str(tmp_path)])

    said = capsys.readouterr()
    assert (code, said.out) == (1, "")
    assert said.err.startswith("Tidak ada kasus uji di bawah")
