"""What a case costs is fixed when it is received complete: midnight is where the city is."""

from datetime import date

import pytest
import time_machine
from django.utils import translation

from gapura.cases.commands import correcting, working
from gapura.cases.commands.working import Given
from gapura.cases.models import Case, FixedFee
from gapura.cases.queries.fees import find_fee
from gapura.kernel.errors import Refused
from gapura.kernel.scope import scope
from tests.harness import factories, tariffs

KELURAHAN = "kel-31.71.03.1001"
# New year in Jakarta is at 17.00 UTC of the day before.
EVENING, JUST_BEFORE, JUST_AFTER, MORNING = (
    "2026-12-31T12:00:00Z", "2026-12-31T16:59:00Z", "2026-12-31T17:01:00Z", "2027-01-04T03:00:00Z",
)  # fmt: skip
OLD, NEW = date(2026, 1, 1), date(2027, 1, 1)


@pytest.fixture
def verifier(db):
    return factories.officer("jakarta", "verifier", KELURAHAN)


@pytest.fixture
def new_year_tariff(db, tmp_path):
    """The letter costs Rp10.000 until the last of December and Rp20.000 from the first of January."""
    with time_machine.travel(EVENING):
        fees = tariffs.changing_on("2027-01-01", "2026-12-31")
        tariffs.publish(tariffs.package_on_disk(tmp_path, fees))


def send_at(moment, **answers):
    with time_machine.travel(moment, tick=False):
        return factories.submit(**answers)


def fee_of(sent):
    with scope("jakarta"):
        return find_fee(Case.objects.of("jakarta").get(id=sent.case_id)).fee


def rows_of(sent):
    with scope("jakarta"):
        rows = FixedFee.objects.of("jakarta").filter(case_id=sent.case_id).order_by("revision")
        return [(row.revision, row.amount, row.tariff_from) for row in rows]


def test_a_tariff_changes_at_midnight_for_the_cases_of_the_new_day_only(new_year_tariff):
    before = send_at(JUST_BEFORE)
    after = send_at(JUST_AFTER)

    assert (fee_of(before).amount, fee_of(before).tariff_from) == (12_000, OLD)
    assert (fee_of(after).amount, fee_of(after).tariff_from) == (22_000, NEW)


def test_an_open_case_keeps_its_fee_after_midnight_and_when_an_officer_looks_late(
    new_year_tariff, verifier
):
    sent = send_at(JUST_BEFORE)

    with time_machine.travel(MORNING, tick=False):
        working.take_step(sent.case_id, officer=verifier, seen_step="verify", action="complete")

    with scope("jakarta"):
        case = Case.objects.of("jakarta").get(id=sent.case_id)
    assert case.complete_at.isoformat() == "2027-01-04T03:00:00+00:00"
    assert (case.fee, rows_of(sent)) == (12_000, [(1, 12_000, OLD)])


def test_every_line_is_kept_with_its_quantity_its_law_and_its_ground(new_year_tariff):
    sent = send_at(JUST_BEFORE, name="correction")  # for a court hearing, with its proof

    letter, copies, court, rounding = fee_of(sent).lines
    assert [letter.amount, copies.amount, court.amount, rounding.amount] == [
        10_000, 7_500, -5_000, -500,
    ]  # fmt: skip
    assert (copies.quantity, copies.unit["id"], copies.legal_reference) == (
        3, "lembar", "Perda 2/2024",
    )  # fmt: skip
    assert (court.label["en"], court.proof) == ("for a court hearing", "purpose_proof")


def test_why_somebody_pays_less_is_not_readable_in_the_database(new_year_tariff):
    sent = send_at(JUST_BEFORE, name="correction")

    with scope("jakarta"):
        row = FixedFee.objects.of("jakarta").get(case_id=sent.case_id)
    assert b"pengadilan" not in bytes(row.lines)


def ask_for_correction(sent, verifier, **marks):
    working.take_step(
        sent.case_id,
        officer=verifier,
        seen_step="verify",
        action="request_correction",
        given=Given(message="Perjelas.", marks=marks),
    )


def correct(sent, **posted):
    return correcting.submit_correction(
        sent.case_id, by=sent.by, posted={name: [value] for name, value in posted.items()}
    )


def test_a_case_that_was_not_complete_pays_the_tariff_of_the_day_it_was_mended(
    new_year_tariff, verifier
):
    with time_machine.travel(EVENING, tick=False):
        sent = factories.submit()
        ask_for_correction(sent, verifier, statement="kurang jelas")
    with time_machine.travel(JUST_AFTER, tick=False):
        mended = correct(sent, statement="Saya tinggal di sini sejak 2019.")

    with scope("jakarta"):
        case = Case.objects.of("jakarta").get(id=sent.case_id)
    assert mended.errors == {}
    assert rows_of(sent) == [(1, 12_000, OLD), (2, 22_000, NEW)]
    assert (fee_of(sent).amount, case.fee) == (22_000, 22_000)


def test_a_correction_that_changes_no_amount_writes_no_new_fee(new_year_tariff, verifier):
    with time_machine.travel(EVENING, tick=False):
        sent = factories.submit()
        ask_for_correction(sent, verifier, statement="kurang jelas")
        correct(sent, statement="Saya tinggal di sini sejak 2019.")

    assert rows_of(sent) == [(1, 12_000, OLD)]


def test_without_a_tariff_of_the_day_nothing_is_stored_and_the_sentence_says_why(db, tmp_path):
    ended = tariffs.changing_on("2026-12-01", "2026-11-30").replace(
        "valid_from: 2026-12-01", "valid_from: 2026-12-01\n    valid_until: 2026-12-31"
    )
    with time_machine.travel(EVENING):
        tariffs.publish(tariffs.package_on_disk(tmp_path, ended))

    why = "No tariff of this service is in force on 2027-01-01"
    with (
        time_machine.travel(JUST_AFTER),
        translation.override("en"),
        pytest.raises(Refused, match=why),
    ):
        factories.submit()

    with scope("jakarta"):
        assert not Case.objects.of("jakarta").exists()


def test_what_is_free_is_fixed_with_the_law_that_says_so(db):
    sent = factories.submit()

    (line,) = fee_of(sent).lines
    assert (line.amount, line.legal_reference) == (0, "SE Sekda DKI Jakarta 38/SE/2022")
