"""Standard times and promises in minutes of working time, for comparing them with each other."""

import re

from gapura.engines.rules.text import say
from gapura.engines.workflow.actors import WorkflowError

WORKING_DAY_MINUTES = 450  # what one P1WD is taken to hold when an office's hours are not known

_FORMS = re.compile(
    r"P(?:(?P<working_days>\d{1,4})WD"
    r"|T(?=\d)(?:(?P<hours>\d{1,5})H)?(?:(?P<minutes>\d{1,5})M)?"
    r"|(?P<days>\d{1,4})D"
    r"|(?P<times>\d{1,4})X(?P<each>\d{1,3})H"
    r"|(?P<months>\d{1,3})M"
    r"|(?P<years>\d{1,2})Y)",
    re.ASCII,
)


def working_minutes(duration: str, *, working_day: int = WORKING_DAY_MINUTES) -> int:
    """PT4H and P2WD as written; P10D, P3X24H, P1M and P1Y by the working days surely in them."""
    match = _FORMS.fullmatch(duration.strip())
    if match is None:
        raise WorkflowError(
            say(
                f"Lama “{duration}” tidak dapat dibaca. Tulis misalnya PT4H (jam kerja), P5WD "
                "(hari kerja), P10D (hari kalender), atau P3X24H.",
                f"The duration “{duration}” cannot be read. Write for example PT4H (working "
                "hours), P5WD (working days), P10D (calendar days) or P3X24H.",
            )
        )
    part = {name: int(digits) for name, digits in match.groupdict("0").items()}
    calendar_days = (
        part["days"]
        + part["times"] * part["each"] // 24
        + part["months"] * 28
        + part["years"] * 365
    )
    working_days = part["working_days"] + _surely_working(calendar_days)
    return working_days * working_day + part["hours"] * 60 + part["minutes"]


def _surely_working(calendar_days: int) -> int:
    weeks, days = divmod(calendar_days, 7)
    return weeks * 5 + max(0, days - 2)


def in_words(minutes: int, *, working_day: int = WORKING_DAY_MINUTES) -> tuple[str, str]:
    """Indonesian and English, rounded to what a person compares."""
    days, rest = divmod(minutes, working_day)
    hours = round(rest / 60, 1)
    indonesian = [f"{days} hari kerja"] if days else []
    english = [f"{days} working days"] if days else []
    if hours or not days:
        indonesian.append(f"{hours:g} jam".replace(".", ","))
        english.append(f"{hours:g} hours")
    return " ".join(indonesian), " ".join(english)
