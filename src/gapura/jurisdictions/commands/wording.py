"""What an engine refuses, said in the language of the person at the desk."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.utils.translation import get_language

from gapura.engines.deadlines.errors import DeadlineError
from gapura.engines.rules.text import in_language
from gapura.kernel.errors import Refused


@contextmanager
def refusing_unreadable_hours() -> Iterator[None]:
    try:
        yield
    except DeadlineError as error:
        language = (get_language() or "id").partition("-")[0]
        raise Refused(in_language(error.sentence, language), code="unreadable-hours") from error
