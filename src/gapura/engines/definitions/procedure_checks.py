"""SOP, clocks and tariffs of a package, judged by the engines that will run them."""

from collections.abc import Iterator

from gapura.engines.deadlines.calendars import WorkingCalendar
from gapura.engines.deadlines.limits import LimitError, parse_limit
from gapura.engines.definitions.calendars import working_calendar
from gapura.engines.definitions.findings import Finding, Path, Places
from gapura.engines.definitions.jurisdiction import JurisdictionDefinition
from gapura.engines.definitions.schema import ServicePackage
from gapura.engines.fees.checking import check_fees
from gapura.engines.rules.text import Text, say
from gapura.engines.workflow.checking import check_workflow
from gapura.engines.workflow.times import WORKING_DAY_MINUTES

WITH_AREA = {"area", "address", "location"}


def check_procedure(
    package: ServicePackage, jurisdiction: JurisdictionDefinition | None, places: Places
) -> list[Finding]:
    return [
        *_limits(package, places),
        *_workflow(package, jurisdiction, places),
        *_tariffs(package, places),
    ]


def _workflow(
    package: ServicePackage, jurisdiction: JurisdictionDefinition | None, places: Places
) -> Iterator[Finding]:
    with_area = [q.id for q in package.full_form().questions() if q.kind in WITH_AREA]
    found = check_workflow(
        package.workflow,
        question_ids=with_area,
        promise=package.service.promise.within
        if _readable(package.service.promise.within)
        else None,
        working_day=_working_day(jurisdiction),
        legal_resources=[law.title for law in package.service.legal_resources],
        roles=[role.code for role in jurisdiction.roles] if jurisdiction else None,
        office_kinds=jurisdiction.office_kinds() if jurisdiction else None,
        office_codes=[office.code for office in jurisdiction.offices] if jurisdiction else None,
    )
    for finding in found:
        yield places.finding(
            "workflow.yaml", finding.path, "workflow", finding.sentence, finding.remedy
        )


def _tariffs(package: ServicePackage, places: Places) -> Iterator[Finding]:
    proofs = package.evidence.requirements if package.evidence else ()
    found = check_fees(
        package.fees,
        evidence=[proof.id for proof in proofs],
        since=package.service.valid_from,
    )
    for finding in found:
        yield places.finding("fees.yaml", finding.path, "tariff", finding.sentence, finding.remedy)


def _limits(package: ServicePackage, places: Places) -> Iterator[Finding]:
    written: list[tuple[str, Path, str]] = [
        ("service.yaml", ("promise", "within"), package.service.promise.within)
    ]
    if package.output and package.output.valid_for:
        written.append(("output.yaml", ("valid_for",), package.output.valid_for))
    for file, path, limit in written:
        try:
            parse_limit(limit)
        except LimitError as error:
            yield places.finding(file, path, "limit", error.sentence, _LIMIT)


def _readable(limit: str) -> bool:
    try:
        parse_limit(limit)
    except LimitError:
        return False
    return True


def _working_day(jurisdiction: JurisdictionDefinition | None) -> int:
    """Minutes of the shortest working day: a promise must hold on that one too."""
    if jurisdiction is None:
        return WORKING_DAY_MINUTES
    calendar = working_calendar(jurisdiction, years=())
    days = [_minutes(calendar, day) for day in calendar.weekly]
    return min((minutes for minutes in days if minutes), default=WORKING_DAY_MINUTES)


def _minutes(calendar: WorkingCalendar, weekday: int) -> int:
    spans = calendar.weekly.get(weekday, ())
    return sum(
        ((closes.hour or 24) * 60 + closes.minute) - (opens.hour * 60 + opens.minute)
        for opens, closes in spans
    )


_LIMIT: Text = say(
    "Tulis misalnya P3WD (tiga hari kerja).", "Write for instance P3WD (three working days)."
)
