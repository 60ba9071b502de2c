"""What a request costs: before it is sent, by the tariff of the day; afterwards, as it was fixed."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

from gapura.cases.models import Case
from gapura.cases.queries import often
from gapura.cases.queries.answers import Answers, unseal_json
from gapura.cases.queries.words import in_reader_language
from gapura.engines.definitions.schema import ServicePackage
from gapura.engines.fees.charging import FeeRefused, fee_on, tariff_on
from gapura.engines.fees.lines import Fee
from gapura.engines.forms.answers import to_rules
from gapura.jurisdictions import queries as jurisdictions
from gapura.kernel.errors import Refused


@dataclass(frozen=True)
class FeeOfCase:
    fee: Fee
    fixed_at: datetime


def find_fee(case: Case) -> FeeOfCase | None:
    """As it was fixed last; None for a case from before fees were fixed line by line."""
    row = often.newest_fee.first(case.jurisdiction_id, case.id)
    if row is None:
        return None
    written = unseal_json(row.lines, bound_to=case.bound_to(f"fee:{row.revision}"))
    return FeeOfCase(Fee.model_validate(written), row.fixed_at)


def has_another_tariff(case: Case, package: ServicePackage, *, at: datetime) -> bool:
    """Whether a correction that comes in at this moment is charged by a later tariff."""
    fixed = find_fee(case)
    if fixed is None:
        return False
    try:
        tariff = tariff_on(package.fees, tariff_day(case.jurisdiction_id, at))
    except FeeRefused:
        return True
    return tariff.valid_from != fixed.fee.tariff_from


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
