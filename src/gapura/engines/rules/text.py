"""A text by language: the one shape for everything a resident may read."""

from typing import Annotated

from pydantic import AfterValidator

Text = dict[str, str]
"""Language code to text, `{"id": …, "en": …}`; Indonesian is always present."""


def say(indonesian: str, english: str) -> Text:
    return {"id": indonesian, "en": english}


def in_language(text: Text, language: str) -> str:
    """The text in `language`, else in Indonesian."""
    return text.get(language) or text["id"]


def _has_indonesian(text: Text) -> Text:
    if not text.get("id", "").strip():
        raise ValueError("has no Indonesian text; add `id: …`")
    return text


WrittenText = Annotated[Text, AfterValidator(_has_indonesian)]
"""A text that an agency wrote in a package: Indonesian is required, other languages are checked
against what the jurisdiction promises."""
