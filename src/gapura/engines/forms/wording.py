"""How forms speak: labels inside sentences, dates and amounts as people write them."""

from datetime import date
from decimal import Decimal

from gapura.engines.forms.schema import Question
from gapura.engines.rules.text import Text, in_language, say

MONTHS = {
    "id": (
        "Januari", "Februari", "Maret", "April", "Mei", "Juni",
        "Juli", "Agustus", "September", "Oktober", "November", "Desember",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
}  # fmt: skip


def about(question: Question, indonesian: str, english: str, **words: object) -> Text:
    """A sentence about a question: `{Label}` begins it, `{label}` stands inside it."""
    return say(
        indonesian.format(**_labels(question, "id"), **words),
        english.format(**_labels(question, "en"), **words),
    )


def about_both(question: Question, indonesian: str, english: str, words: Text) -> Text:
    """The same, with one more word that differs by language: `{word}`."""
    return say(
        indonesian.format(**_labels(question, "id"), word=in_language(words, "id")),
        english.format(**_labels(question, "en"), word=in_language(words, "en")),
    )


def _labels(question: Question, language: str) -> dict[str, str]:
    label = in_language(question.label, language).strip().rstrip(":.")
    if label.endswith("?"):
        return {"Label": f"“{label}”", "label": f"“{label}”"}
    return {"Label": label, "label": _inside(label)}


def _inside(label: str) -> str:
    """ "Nama ibu" becomes "nama ibu"; "NIK ibu" and "F-2.03" stay."""
    if len(label) > 1 and label[0].isupper() and label[1].islower():
        return label[0].lower() + label[1:]
    return label


def date_in_words(day: date, language: str) -> str:
    """17 Agustus 2026."""
    months = MONTHS.get(language, MONTHS["id"])
    return f"{day.day} {months[day.month - 1]} {day.year}"


def number_in_words(number: int | Decimal, language: str) -> str:
    """1.234,5 in Indonesian, 1,234.5 in English."""
    plain = f"{Decimal(number):,f}"
    if "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    if language == "en":
        return plain
    return plain.replace(",", "_").replace(".", ",").replace("_", ".")


def rupiah(amount: int) -> str:
    """Rp10.000: the same in every language, as on the bill."""
    return "Rp" + f"{amount:,}".replace(",", ".")


def date_text(day: date) -> Text:
    return say(date_in_words(day, "id"), date_in_words(day, "en"))


def number_text(number: int | Decimal) -> Text:
    return say(number_in_words(number, "id"), number_in_words(number, "en"))
