"""`gapura rules try`: through the command itself."""

from pathlib import Path

import pytest

from gapura.channels.cli.main import main

KJP_PLUS = Path(__file__).resolve().parents[5] / "services" / "id.jakarta" / "kjp-plus"
FEES = """
inputs:
  - {rule: umur}
outputs:
  - {name: biaya, type: number}
rows:
  - {when: ["< 17"], then: [0]}
  - {when: [">= 17"], then: [5000]}
"""


@pytest.fixture(autouse=True)
def indonesian(monkeypatch):
    monkeypatch.setenv("GAPURA_LANGUAGE", "id")


@pytest.fixture
def table(tmp_path):
    """`table("< 17", "<= 17")`: the fees, with something else in place of something."""

    def written(old="", new=""):
        file = tmp_path / "biaya.yaml"
        file.write_text(FEES.replace(old, new) if old else FEES)
        return str(file)

    return written


def test_the_place_that_cannot_be_read_is_underlined(capsys):
    code = main(["rules", "try", "1 + umur_anak", "umur anak=4"])

    assert code == 1
    assert capsys.readouterr().err.splitlines() == [
        "1:5: umur_anak tidak dikenal; maksud Anda umur anak?",
        "    1 + umur_anak",
        "        ^^^^^^^^^",
        "    → Pakai nama pertanyaan yang ada.",
    ]


def test_the_answer_stands_alone_and_its_type_beside_it(capsys):
    code = main(
        ["rules", "try", "lahir + duration(lama)", "lama=P2Y", "--value", 'lahir=@"2020-02-29"']
    )

    said = capsys.readouterr()
    assert (code, said.out, said.err) == (0, "2022-02-28\n", "jenis: apa saja (Any)\n")


def test_a_value_that_is_no_feel_is_refused(capsys):
    code = main(["rules", "try", "umur", "--value", "umur=dua puluh"])

    assert code == 1
    assert capsys.readouterr().err.startswith("--value umur=dua puluh: ")


def test_the_names_and_decisions_of_a_service_are_known(capsys):
    service = ["--service", str(KJP_PLUS)]

    right = main(["rules", "try", "total_amount", "stage=sd", "school_kind=private", *service])
    answer = capsys.readouterr().out
    wrong = main(["rules", "try", 'stage = "smu"', *service])
    said = capsys.readouterr().err

    assert (right, answer) == (0, "380000\n")
    assert wrong == 0  # it reads, and is never true
    assert "“smu” tidak ada di antara pilihannya" in said


def test_a_folder_that_is_no_service_is_refused(tmp_path, capsys):
    code = main(["rules", "try", "1", "--service", str(tmp_path)])

    assert code == 1
    assert "bukan layanan yang terbaca" in capsys.readouterr().err


def test_nothing_to_try_is_said(capsys):
    code = main(["rules", "try"])

    assert code == 1
    assert "Tulis sebuah ekspresi" in capsys.readouterr().err


def test_rows_that_fire_and_why_the_others_do_not(table, capsys):
    code = main(["rules", "try", "--table", table(), "umur=17"])

    said = capsys.readouterr()
    assert (code, said.err) == (0, "jenis: angka (number)\n")
    assert said.out.splitlines() == [
        "umur = 17",
        "✗ baris 1: syarat 1 tidak terpenuhi: umur harus < 17, nilainya 17",
        "✓ baris 2: semua syaratnya terpenuhi",
        "5000",
    ]


def test_a_cell_that_cannot_be_read_is_underlined(table, capsys):
    code = main(["rules", "try", "umur=17", "--table", table("< 17", "< umr")])

    assert code == 1
    assert capsys.readouterr().err.splitlines()[:3] == [
        "biaya.yaml, baris 1, syarat 1: umr tidak dikenal; maksud Anda umur?",
        "    < umr",
        "      ^^^",
    ]


def test_rows_that_overlap_are_said_and_their_answer_is_none(table, capsys):
    code = main(["rules", "try", "umur=17", "--table", table("< 17", "<= 17")])

    said = capsys.readouterr().err
    assert code == 1
    assert "biaya.yaml, baris 2: baris 1 dan 2 sama-sama berlaku bila umur = 17" in said


def test_a_file_that_is_no_table_is_said_with_its_place(table, capsys):
    code = main(["rules", "try", "--table", table("outputs:", "output:")])

    said = capsys.readouterr().err
    assert code == 1
    assert "biaya.yaml:4:1: `output` tidak dikenal. Mungkin maksudnya `outputs`?" in said


def test_a_file_that_is_not_there_is_said(tmp_path, capsys):
    code = main(["rules", "try", "--table", str(tmp_path / "biaya.yaml")])

    assert code == 1
    assert "biaya.yaml tidak ada." in capsys.readouterr().err
