"""How long a document holds: an ISO 8601 period of years, months, weeks or days."""

import calendar
import re
from datetime import date, timedelta

from gapura.documents.rendering.mistakes import PackageMistake
from gapura.engines.rules.text import say

_PERIOD = re.compile(r"P(?=\d)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?")


def valid_until(period: str | None, *, issued_on: date) -> date | None:
    """The last day on which it holds; None when it holds for good."""
    if period is None:
        return None
    found = _PERIOD.fullmatch(period)
    if found is None:
        raise PackageMistake(
            "output.yaml",
            "unknown_period",
            say(
                f"`valid_for` berisi “{period}”, yang bukan jangka waktu.",
                f"`valid_for` is “{period}”, which is not a period.",
            ),
            say("Tulis misalnya P3M, P1Y, atau P90D.", "Write for example P3M, P1Y or P90D."),
        )
    years, months, weeks, days = (int(part or 0) for part in found.groups())
    return _months_later(issued_on, 12 * years + months) + timedelta(weeks=weeks, days=days)


def _months_later(day: date, months: int) -> date:
    """31 January plus a month is the last day of February."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))
