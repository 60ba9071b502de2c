"""Enough to recognise, too little to learn."""

import pytest

from gapura.documents.masking import masked_name, masked_text


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Ratna Puspitasari", "R**** P**********"),
        ("  Ni   Made D. ", "N* M*** D."),
        ("Nur'aini", "N**'a***"),
        ("", ""),
    ],
)
def test_a_name_keeps_its_first_letters(name, shown):
    assert masked_name(name) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("3171234567890123", "*" * 16),
        ("Jalan Serdang Raya 1A RT 02/05", "J**** S****** R*** ** R* **/**"),
        ("14 Maret 2026", "** M**** ****"),
    ],
)
def test_a_text_keeps_first_letters_and_no_digit(text, shown):
    assert masked_text(text) == shown
