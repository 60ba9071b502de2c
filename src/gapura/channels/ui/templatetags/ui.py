"""Small words that every page needs: a picture, a text in the reader's language, a date, a size."""

from datetime import date, datetime, timedelta

from django import template
from django.forms import BaseForm
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from gapura.channels.ui.forms import form_problems
from gapura.channels.ui.icons import ICONS
from gapura.channels.ui.problems import Problem
from gapura.engines.rules.text import Text, in_language
from gapura.kernel import money

register = template.Library()


@register.simple_tag
def icon(name: str) -> SafeString:
    """A picture beside a word, never instead of one: readers do not hear it."""
    inside = mark_safe(ICONS[name])  # noqa: S308 - our own constants
    return format_html('<svg class="ico" aria-hidden="true" viewBox="0 0 24 24">{}</svg>', inside)


@register.filter
def in_words(text: Text | str) -> str:
    """A text of a package in the language of the page."""
    return text if isinstance(text, str) else in_language(text, get_language() or "id")


@register.filter
def day(value: date | None) -> str:
    """17 Agustus 2026."""
    return date_format(_local(value), "j F Y") if value else ""


@register.filter
def weekday(value: date | None) -> str:
    """Senin, 17 Agustus 2026."""
    return date_format(_local(value), "l, j F Y") if value else ""


@register.filter
def until(value: datetime | None) -> str:
    """Kamis, 26 November 2026: the last day of a limit that ends at 24:00; else with its hour."""
    if value is None:
        return ""
    local = timezone.localtime(value)
    if (local.hour, local.minute) == (0, 0):
        return date_format(local - timedelta(days=1), "l, j F Y")
    return date_format(local, "l, j F Y, H.i")


@register.filter
def moment(value: datetime | None) -> str:
    """17 Agustus 2026, 09.20."""
    return date_format(_local(value), "j F Y, H.i") if value else ""


@register.filter
def clock(value: datetime | None) -> str:
    """09.20."""
    return date_format(_local(value), "H.i") if value else ""


@register.filter
def rupiah(amount: int) -> str:
    return money.rupiah(amount)


@register.filter
def file_size(count: int) -> str:
    """820 KB, 1,2 MB: as telephones say it."""
    if count < 1_000_000:
        return f"{max(1, round(count / 1000))} KB"
    megabytes = round(count / 1_000_000, 1)
    return f"{number_format(int(megabytes) if megabytes.is_integer() else megabytes)} MB"


@register.filter
def digits(number: str) -> str:
    return "".join(character for character in number if character.isdigit())


@register.filter
def phone(number: str) -> str:
    """+628111272206 is read as 0811-1272-206."""
    national = "0" + number[3:] if number.startswith("+62") else number
    if len(national) < 9:
        return national
    return "-".join(part for part in (national[:4], national[4:8], national[8:]) if part)


@register.filter
def problems(form: BaseForm) -> list[Problem]:
    """What is wrong in a Django form, for the summary above it."""
    return form_problems(form)


def _local(value: date) -> date:
    if isinstance(value, datetime) and timezone.is_aware(value):
        return timezone.localtime(value)
    return value
