"""What a request costs: before it is sent, by the tariff of the day; afterwards, as it was fixed."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

from gapura.cases.queries.answers import Answers
from gapura.cases.queries.words import in_reader_language
from gapura.engines.definitions.schema import ServicePackage
from gapura.engines.fees.charging import FeeRefused, fee_on
from gapura.engines.fees.lines import Fee
from gapura.engines.forms.answers import to_rules
from gapura.jurisdictions import queries as jurisdictions
from gapura.kernel.errors import Refused


def tariff_day(jurisdiction: str, at: datetime) -> date:
    """A tariff changes at midnight where the city is."""
    return timezone.localdate(at, ZoneInfo(jurisdictions.get_jurisdiction(jurisdiction).timezone))


def quote(package: ServicePackage, answers: Answers, *, jurisdiction: str, at: datetime) -> Fee:
    """By the tariff of that moment's day; Refused, with the sentence, when no amount can be said."""
    day = tariff_day(jurisdiction, at)
    try:
        return fee_on(package.fees, to_rules(package.full_form(), answers, today=day), today=day)
    except FeeRefused as refusal:
        raise Refused(in_reader_language(refusal.sentence), code="no-fee") from refusal
