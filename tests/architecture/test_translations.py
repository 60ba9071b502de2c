"""Every sentence has its English, and says the same with the same blanks."""

import re

import pytest

from tools import translations

OFFICE_WORDS = ("Anda dapat melakukan", "dimohon", "silahkan", "agar supaya", "terkait dengan")


@pytest.fixture(scope="module")
def sentences():
    return [
        message if isinstance(message, str) else message[0]
        for message, _context, _place in translations.found()
    ]


def test_nothing_lacks_its_english():
    missing = translations.missing()

    assert missing == []


def test_every_translation_fills_in_what_the_indonesian_fills_in():
    mismatched = translations.mismatched()

    assert mismatched == []


def test_the_list_holds_nothing_that_nobody_says(sentences):
    listed = {
        entry.id if isinstance(entry.id, str) else entry.id[0]
        for entry in translations.read()
        if entry.id
    }

    assert listed - set(sentences) == set()


def test_no_translation_is_a_guess():
    guesses = [entry.id for entry in translations.read() if entry.id and entry.fuzzy]

    assert guesses == []


def test_a_translation_with_another_blank_is_found():
    blanks = translations.blanks("%(day)s, 5 %% of {number} and {{ that }} for %s")

    assert blanks == ["%(day)s", "%s", "{number}"]


def test_sentences_are_said_to_anda_with_a_capital(sentences):
    small = [sentence for sentence in sentences if re.search(r"\banda\b", sentence)]

    assert small == []


def test_sentences_are_free_of_office_words(sentences):
    stiff = [sentence for sentence in sentences for word in OFFICE_WORDS if word in sentence]

    assert stiff == []
