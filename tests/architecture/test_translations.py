"""Every sentence has its English, and says the same with the same blanks."""

import re

import pytest

from gapura.engines.definitions.readability import office_words
from tools import translations

TEMPLATES = sorted(translations.SOURCE.rglob("templates/**/*.html"))
# Names, keys, citations and marks of money are the same in every language.
THE_SAME_EVERYWHERE = (
    r"\b(?:Gapura|GAPURA|WhatsApp|PIN|RT|RW|Rp|Esc|Enter|OpenAPI|JSON)\b",
    r"\bUU \d+/\d+ Pasal \d+",
    r"<code>.*?</code>",  # a command is typed as it is
)
CALLED_SO_BY_LAW = {"pemohon", "permohonan"}
STIFF = ("dimohon", "silahkan", "agar supaya", "terkait dengan", "telah", "merupakan")


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


def bare_words(template):
    """What a template says by itself: no tag, no variable, no translation."""
    for pattern in (
        r"{#.*?#}",
        r"{%\s*blocktranslate\b.*?{%\s*endblocktranslate\s*%}",
        r"{%\s*block width\s*%}.*?{%\s*endblock\s*%}",  # a class, not a word
        r"{%.*?%}|{{.*?}}",
        r"<(script|style)\b.*?</\1>",
        *THE_SAME_EVERYWHERE,
    ):
        template = re.sub(pattern, "", template, flags=re.DOTALL)
    template = re.sub(r'\s?aria-(?:invalid|describedby)="[^"]*"', "", template)
    spoken = re.findall(r'(?:aria-label|title|alt|placeholder)="([^"]*)"', template)
    texts = [*spoken, *re.sub(r"<[^>]*>", "\n", template).split("\n")]
    return [text.strip() for text in texts if re.search(r"[A-Za-z]{2,}", text)]


@pytest.mark.parametrize(
    "path", [path for path in TEMPLATES if "gallery" not in path.parts], ids=lambda path: path.name
)
def test_a_template_says_nothing_but_what_is_translated(path):
    said = bare_words(path.read_text())

    assert said == []


def test_a_bare_word_in_a_template_is_found():
    template = '<p title="Judul">{% translate "Ya" %} Tidak {{ name }}<kbd>Esc</kbd></p>'

    said = bare_words(template)

    assert said == ["Judul", "Tidak"]


def test_a_translation_with_another_blank_is_found():
    blanks = translations.blanks("%(day)s, 5 %% of {number} and {{ that }} for %s")

    assert blanks == ["%(day)s", "%s", "{number}"]


def test_sentences_are_said_to_anda_with_a_capital(sentences):
    small = [sentence for sentence in sentences if re.search(r"\banda\b", sentence)]

    assert small == []


def test_sentences_are_free_of_office_words(sentences):
    stiff = [
        sentence
        for sentence in sentences
        if set(office_words(sentence)) - CALLED_SO_BY_LAW
        or any(re.search(rf"\b{word}\b", sentence, re.IGNORECASE) for word in STIFF)
    ]

    assert stiff == []
