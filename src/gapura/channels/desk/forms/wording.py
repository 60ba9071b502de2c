"""What a field says when nothing readable was typed."""

from typing import TypeVar

T = TypeVar("T")  # a sentence, or one that is translated when it is shown


def says(sentence: T) -> dict[str, T]:
    """One sentence that says what to do, for an empty field and for an unreadable one."""
    return {"required": sentence, "invalid": sentence}
