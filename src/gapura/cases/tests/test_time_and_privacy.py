"""Clocks act at the legal moment; reporters stay hidden; supervisors share out work."""

from datetime import date, timedelta

import pytest
import time_machine
from django.utils import timezone

from gapura.access import commands as access
from gapura.cases.commands import correcting, pins, timing, working
from gapura.cases.commands.working import Given
from gapura.cases.models import Case, Clock, Task
from gapura.cases.queries import board, cases, detail, queue, timeline
from gapura.jurisdictions import commands as jurisdictions
from gapura.jurisdictions import queries as jurisdiction_queries
from gapura.kernel import actors
from gapura.kernel.errors import Conflict, Forbidden, NotFound, Refused
from gapura.kernel.events import list_events
from gapura.kernel.scope import scope
from gapura.notifications import queries as notifications
from tests.harness import factories

KELURAHAN = "kel-31.71.03.1001"
FRIDAY = "2026-11-20T02:00:00Z"


def case_of(sent):
    with scope(sent.by.jurisdiction):
        return Case.objects.of(sent.by.jurisdiction).get(id=sent.case_id)


def happened(sent):
    with scope(sent.by.jurisdiction):
        return [event.type for event in list_events(sent.by.jurisdiction, sent.case_id)]


@pytest.fixture
def friday(db):
    with time_machine.travel(FRIDAY, tick=False):
        yield factories.submit()


def test_one_working_day_from_friday_ends_when_monday_ends(friday):
    due = timezone.localtime(case_of(friday).due_at)

    assert due.isoformat() == "2026-11-24T00:00:00+07:00"


def test_the_promise_runs_over_new_year(db):
    with time_machine.travel("2026-12-30T02:00:00Z", tick=False):
        sent = factories.submit()
        clock_due = timezone.localtime(case_of(sent).due_at)

    assert clock_due.isoformat() == "2027-01-01T00:00:00+07:00"


def test_a_missed_promise_is_recorded_once_and_told(friday, work):
    chief = factories.officer("jakarta", "head", KELURAHAN)

    with time_machine.travel("2026-11-24T01:00:00Z", tick=False):
        work()
        work()
        with scope("jakarta"):
            case = case_of(friday)
            line = timeline.timeline_of(case, cases.service_of(case).package, now=timezone.now())
            told = notifications.list_notices(chief.account_id, "jakarta")

    assert happened(friday).count("case.deadline_missed") == 2  # the promise and the SOP's own
    assert line.is_late
    assert [notice.subject for notice in told if "Lewat" in notice.subject] == [
        f"Lewat janji: {friday.number}"
    ]


def test_an_unanswered_correction_ends_as_the_sop_says(friday, work):
    clerk = factories.officer("jakarta", "verifier", KELURAHAN)
    with time_machine.travel(FRIDAY, tick=False):
        working.take_step(
            friday.case_id,
            officer=clerk,
            seen_step="verify",
            action="request_correction",
            given=Given(message="Perjelas.", marks={"statement": "kurang jelas"}),
        )

    with time_machine.travel("2026-12-02T02:00:00Z", tick=False):
        work()

    assert case_of(friday).outcome == "withdrawn"


def test_the_deadline_counts_even_when_no_worker_ran(friday):
    clerk = factories.officer("jakarta", "verifier", KELURAHAN)
    with time_machine.travel(FRIDAY, tick=False):
        working.take_step(
            friday.case_id,
            officer=clerk,
            seen_step="verify",
            action="request_correction",
            given=Given(message="Perjelas.", marks={"statement": "kurang jelas"}),
        )

    with time_machine.travel("2026-12-02T02:00:00Z", tick=False), pytest.raises(Conflict):
        correcting.submit_correction(
            friday.case_id, by=friday.by, posted={"statement": ["Saya tinggal di sini."]}
        )


def test_a_new_holiday_moves_open_deadlines_and_says_so(friday, work):
    admin = factories.officer("jakarta", "administrator", "pemprov")

    with time_machine.travel(FRIDAY, tick=False):
        jurisdictions.set_calendar_day(
            on=date(2026, 11, 23),
            kind="local_closed",
            name={"id": "Banjir", "en": "Flood"},
            by=admin,
        )
        work()

    due = timezone.localtime(case_of(friday).due_at)
    assert due.isoformat() == "2026-11-25T00:00:00+07:00"
    assert "case.deadline_moved" in happened(friday)


def test_a_case_that_moves_to_another_office_counts_by_the_days_of_that_office(db):
    admin = factories.officer("depok", "administrator", "pemkot")
    clerk = factories.officer("depok", "verifier", "kel-32.76.06.1001")
    with time_machine.travel(FRIDAY, tick=False):
        sent = factories.submit("depok", "road-damage", name="resolved")
        before = case_of(sent).due_at
        with scope("depok"):
            works = jurisdiction_queries.get_office("depok", "dpupr").id
        jurisdictions.set_calendar_day(
            on=date(2026, 11, 25), kind="local_closed", office_id=works,
            name={"id": "Pindah kantor", "en": "The office moves"}, by=admin,
        )  # fmt: skip

        working.take_step(sent.case_id, officer=clerk, seen_step="check", action="forward")

    case = case_of(sent)
    with scope("depok"):
        task = Task.objects.of("depok").get(case=case, closed_at__isnull=True)
        clocks = set(
            Clock.objects.of("depok").filter(case=case).values_list("office_id", flat=True)
        )
    assert case.due_at == before + timedelta(days=1)
    assert (task.case_due_at, clocks) == (case.due_at, {works})


def test_a_stopped_clock_of_a_closed_case_never_moves(friday):
    correcting.withdraw(friday.case_id, by=friday.by)

    moved = timing.move_deadlines(by=actors.system("jakarta"))

    with scope("jakarta"):
        open_clocks = Clock.objects.of("jakarta").filter(stopped_at__isnull=True).count()
    assert (moved, open_clocks) == (0, 0)


def test_the_reporter_of_a_road_is_hidden_from_officers(db):
    sent = factories.submit(code="road-damage", name="resolved", by=actors.visitor("jakarta"))
    with scope("jakarta"):
        case = case_of(sent)
        office = Task.objects.of("jakarta").select_related("office").get(case=case).office
    clerk = factories.officer("jakarta", "verifier", office.code)

    with scope("jakarta"):
        shown = {row.question_id for p in detail.answers_of(case, seen_by=clerk) for row in p.rows}
        hidden = detail.identifying_questions(cases.service_of(case).package)

    assert hidden
    assert shown.isdisjoint(hidden)


def test_number_and_pin_open_the_case_and_a_new_pin_closes_the_old(friday):
    by = actors.visitor("jakarta")
    opened = pins.open_with_pin(by=by, number=friday.number, pin=friday.pin, address="10.0.0.1")

    fresh = pins.replace_pin(friday.case_id, by=friday.by)

    assert opened == friday.case_id
    with pytest.raises(Refused, match="tidak cocok"):
        pins.open_with_pin(by=by, number=friday.number, pin=friday.pin, address="10.0.0.1")
    assert (
        pins.open_with_pin(by=by, number=friday.number, pin=fresh, address="10.0.0.1")
        == friday.case_id
    )


def test_a_mistyped_number_is_named_as_such(db):
    with pytest.raises(Refused, match="salah ketik"):
        pins.open_with_pin(
            by=actors.visitor("jakarta"), number="JKT-0000-0000-Z", pin="1", address="10.0.0.1"
        )


def test_the_most_urgent_free_task_is_given_and_never_twice(friday):
    first = factories.officer("jakarta", "verifier", KELURAHAN)
    second = factories.officer("jakarta", "verifier", KELURAHAN)

    given = [working.take_next_task(officer=first), working.take_next_task(officer=second)]

    assert given == [friday.case_id, None]


def test_what_a_colleague_holds_is_not_mine_until_handed_back(friday):
    first = factories.officer("jakarta", "verifier", KELURAHAN, name="Dimas Prakoso")
    second = factories.officer("jakarta", "verifier", KELURAHAN)
    working.take_task(friday.case_id, officer=first)

    with pytest.raises(Forbidden, match="Dimas Prakoso"):
        working.take_task(friday.case_id, officer=second)
    working.hand_back(friday.case_id, officer=first)
    task = working.take_task(friday.case_id, officer=second)

    assert task.assignee_id == second.account_id


def test_a_supervisor_assigns_only_to_who_holds_the_role(friday):
    chief = factories.officer("jakarta", "supervisor", "kec-31.71.03")
    clerk = factories.officer("jakarta", "verifier", KELURAHAN)
    other = factories.officer("jakarta", "verifier", "kel-31.71.03.1002")

    working.assign(friday.case_id, officer=chief, to=clerk.account_id)

    with pytest.raises(Refused, match="tidak memegang peran"):
        working.assign(friday.case_id, officer=chief, to=other.account_id)
    with pytest.raises(Forbidden):
        working.assign(friday.case_id, officer=clerk, to=clerk.account_id)


def test_the_delegate_of_an_absent_officer_sees_the_queue(friday):
    absent = factories.officer("jakarta", "verifier", KELURAHAN)
    delegate = factories.officer("jakarta", "verifier", "kel-31.71.03.1002")
    today = timezone.localdate()
    access.set_absence(
        by=actors.system("jakarta"),
        account_id=absent.account_id,
        starts_on=today,
        until=today,
        delegate_id=delegate.account_id,
    )

    standing_in = factories.officer_again("jakarta", delegate.account_id)

    with scope("jakarta"):
        page = queue.list_queue(officer=standing_in, wanted=queue.QueueFilter())
    assert [task.case_id for task in page.tasks] == [friday.case_id]


def test_the_board_counts_what_lies_below(friday):
    chief = factories.officer("jakarta", "supervisor", "kec-31.71.03")

    with scope("jakarta"):
        seen = board.board_of(officer=chief)

    assert [(row.step, row.waiting) for row in seen.stock] == [("verify", 1)]


def test_the_inspectorate_sees_the_whole_city_and_hears_of_what_is_late(friday, work):
    inspector = factories.officer("jakarta", "inspectorate", "inspektorat")

    with time_machine.travel("2026-11-24T01:00:00Z", tick=False):
        work()
        with scope("jakarta"):
            seen = cases.get_case(friday.case_id, seen_by=inspector)
            told = notifications.list_notices(inspector.account_id, "jakarta")
            with pytest.raises(Forbidden):
                working.take_task(friday.case_id, officer=inspector)

    assert seen.id == friday.case_id
    assert f"Lewat janji: {friday.number}" in [notice.subject for notice in told]


def test_the_inspectorate_of_another_city_sees_nothing(friday):
    stranger = factories.officer("depok", "inspectorate", "inspektorat")

    with scope("depok"), pytest.raises(NotFound):
        cases.get_case(friday.case_id, seen_by=stranger)


def test_nobody_works_on_what_they_asked_for_themselves(db):
    clerk = factories.officer("jakarta", "verifier", KELURAHAN)
    as_resident = actors.Actor(
        kind="resident", jurisdiction="jakarta", account_id=clerk.account_id, name=clerk.name
    )
    sent = factories.submit(by=as_resident)

    with pytest.raises(Forbidden, match="permohonan Anda sendiri"):
        working.take_step(sent.case_id, officer=clerk, seen_step="verify", action="complete")


def test_the_digest_counts_what_ends_tomorrow_as_soon_and_what_is_late_once(friday):
    from gapura.cases.handlers.officers import _waiting_by_desk

    with time_machine.travel("2026-11-23T00:05:00Z", tick=False), scope("jakarta"):
        (monday,) = _waiting_by_desk("jakarta").values()
    with time_machine.travel("2026-11-24T00:05:00Z", tick=False), scope("jakarta"):
        (tuesday,) = _waiting_by_desk("jakarta").values()

    assert (monday["soon"], monday["late"]) == (1, 0)
    assert (tuesday["soon"], tuesday["late"]) == (0, 1)
