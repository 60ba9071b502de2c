from datetime import UTC, date, datetime, time, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction

from gapura.engines.deadlines.limits import due_at, parse_limit
from gapura.jurisdictions import commands, queries
from gapura.jurisdictions.events import CalendarChanged, subject_of
from gapura.jurisdictions.models import CalendarDay, Office
from gapura.jurisdictions.queries import PlannedDay
from gapura.jurisdictions.tests.makers import a_definition, an_administrator
from gapura.kernel.actors import system
from gapura.kernel.errors import Forbidden, NotFound, Refused
from gapura.kernel.events import list_events, restore
from gapura.kernel.scope import scope

WIB = ZoneInfo("Asia/Jakarta")
KELURAHAN = "kel-31.71.03.1001"
FRIDAY = date(2026, 11, 27)
FLOOD = {"id": "Banjir", "en": "Flood"}


def calendar_of(city, code=KELURAHAN):
    return queries.working_calendar(queries.get_office(city, code))


def last_day(calendar, *start):
    end = due_at(parse_limit("P5WD"), datetime(*start, 10, tzinfo=WIB), calendar)
    return end.astimezone(WIB).date() - timedelta(days=1)


def announced(city, subject):
    return [restore(event) for event in list_events(city, subject)]


@pytest.fixture
def work_on_joint_leave(jakarta):
    Office.objects.of(jakarta).update(joint_leave_off=False, calendar_version=uuid4())


@pytest.mark.parametrize(
    ("start", "last"),
    [
        ((2026, 3, 13), date(2026, 3, 27)),
        ((2026, 3, 16), date(2026, 3, 30)),
        ((2026, 11, 20), date(2026, 11, 27)),
    ],
)
def test_five_working_days_end_as_the_joint_decree_of_the_ministers_says(jakarta, start, last):
    assert last_day(calendar_of(jakarta), *start) == last


def test_where_joint_leave_is_worked_the_same_five_days_end_sooner(jakarta, work_on_joint_leave):
    assert last_day(calendar_of(jakarta), 2026, 3, 16) == date(2026, 3, 24)


@pytest.mark.parametrize(("year", "days"), [(2024, 238), (2025, 237), (2026, 240), (2027, 242)])
def test_each_year_has_the_working_days_of_the_fact_sheet(jakarta, year, days):
    calendar = calendar_of(jakarta)
    first = date(year, 1, 1)

    year_round = [first + timedelta(days=n) for n in range((date(year + 1, 1, 1) - first).days)]

    assert sum(calendar.is_working_day(day) for day in year_round) == days


def test_an_office_that_works_on_holidays_is_open_on_christmas_day(jakarta):
    Office.objects.of(jakarta).filter(code=KELURAHAN).update(
        works_on_holidays=True, calendar_version=uuid4()
    )

    calendar = calendar_of(jakarta)

    assert calendar.is_working_day(date(2026, 12, 25))
    assert not calendar.is_working_day(date(2026, 12, 24))


def test_a_closure_moves_the_deadlines_of_one_office_only(jakarta):
    by = an_administrator(jakarta, KELURAHAN)
    office = queries.get_office(jakarta, KELURAHAN)

    commands.set_calendar_day(
        on=FRIDAY, kind="local_closed", name=FLOOD, office_id=office.id, by=by
    )

    assert last_day(calendar_of(jakarta), 2026, 11, 20) == date(2026, 11, 30)
    assert last_day(calendar_of(jakarta, "kel-31.71.01.1001"), 2026, 11, 20) == FRIDAY
    assert announced(jakarta, office.id) == [
        CalendarChanged(subject_id=office.id, office_id=office.id, on=FRIDAY)
    ]


def test_a_change_is_seen_in_a_preview_before_it_is_made(jakarta):
    office = queries.get_office(jakarta, KELURAHAN)

    preview = queries.preview_calendar(office, PlannedDay(on=FRIDAY, kind="local_closed"))

    assert last_day(preview, 2026, 11, 20) == date(2026, 11, 30)
    assert last_day(queries.working_calendar(office), 2026, 11, 20) == FRIDAY


def test_a_preview_for_all_leaves_an_office_that_decided_for_itself(jakarta):
    by = system(jakarta)
    office = queries.get_office(jakarta, KELURAHAN)
    commands.set_calendar_day(
        on=FRIDAY, kind="special_hours", hours="08:00-10:00", name=FLOOD, office_id=office.id, by=by
    )

    preview = queries.preview_calendar(office, PlannedDay(on=FRIDAY, kind="local_closed"))

    assert preview.hours_on(FRIDAY) == ((time(8), time(10)),)


def test_a_day_for_all_yields_to_what_the_office_itself_decided(jakarta):
    by = system(jakarta)
    office = queries.get_office(jakarta, KELURAHAN)

    commands.set_calendar_day(
        on=FRIDAY, kind="special_hours", hours="08:00-10:00", name=FLOOD, office_id=office.id, by=by
    )
    commands.set_calendar_day(on=FRIDAY, kind="local_closed", name=FLOOD, by=by)

    assert calendar_of(jakarta).hours_on(FRIDAY) == ((time(8), time(10)),)
    assert calendar_of(jakarta, "kel-31.71.01.1001").hours_on(FRIDAY) == ()


def test_setting_a_day_again_replaces_it_and_removing_it_brings_the_holiday_back(jakarta):
    by, christmas = an_administrator(jakarta, "pemprov"), date(2026, 12, 25)
    for hours in ("08:00-10:00", "08:00-12:00"):
        day = commands.set_calendar_day(
            on=christmas, kind="special_hours", hours=hours, name={"id": "Posko"}, by=by
        )
    opened = calendar_of(jakarta)

    commands.remove_calendar_day(day.id, by=by)

    assert opened.hours_on(christmas) == ((time(8), time(12)),)
    assert not calendar_of(jakarta).is_working_day(christmas)


def test_joint_leave_added_in_mid_year_moves_deadlines_and_is_announced_for_all(jakarta):
    by = an_administrator(jakarta, "pemprov")

    commands.set_calendar_day(on=FRIDAY, kind="joint_leave", name={"id": "Cuti bersama"}, by=by)

    assert last_day(calendar_of(jakarta), 2026, 11, 20) == date(2026, 11, 30)
    assert announced(jakarta, subject_of(jakarta))[-1] == CalendarChanged(
        subject_id=subject_of(jakarta), office_id=None, on=FRIDAY
    )


def test_a_day_of_one_city_moves_nothing_in_another(cities):
    commands.set_calendar_day(on=FRIDAY, kind="local_closed", name=FLOOD, by=system("jakarta"))

    with scope("depok"):
        days = queries.list_calendar_days("depok", first=FRIDAY, last=FRIDAY)
        assert days == []
        assert calendar_of("depok", "pemkot").is_working_day(FRIDAY)


def test_a_day_of_another_city_cannot_be_removed(cities):
    day = commands.set_calendar_day(
        on=FRIDAY, kind="local_closed", name=FLOOD, by=system("jakarta")
    )

    with pytest.raises(NotFound, match="sudah dihapus dari kalender"):
        commands.remove_calendar_day(day.id, by=system("depok"))

    with scope("jakarta"):
        assert CalendarDay.objects.of("jakarta").filter(id=day.id).count() == 1


def test_an_administrator_of_one_office_may_not_close_all(jakarta):
    by = an_administrator(jakarta, KELURAHAN)

    with pytest.raises(Forbidden, match="Hanya pengelola di kantor tertinggi"):
        commands.set_calendar_day(on=FRIDAY, kind="local_closed", name=FLOOD, by=by)


def test_an_administrator_may_not_take_back_what_another_office_decided(jakarta):
    office = queries.get_office(jakarta, KELURAHAN)
    day = commands.set_calendar_day(
        on=FRIDAY, kind="local_closed", name=FLOOD, office_id=office.id, by=system(jakarta)
    )

    with pytest.raises(Forbidden):
        commands.remove_calendar_day(day.id, by=an_administrator(jakarta, "dinas-dukcapil"))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"kind": "party"}, "Jenis hari “party” tidak dikenal"),
        ({"kind": "special_hours"}, "Jam buka ditulis hanya untuk hari dengan jam khusus"),
        ({"hours": "08:00-10:00"}, "Jam buka ditulis hanya untuk hari dengan jam khusus"),
        ({"kind": "special_hours", "hours": "siang"}, "tidak terbaca"),
        ({"name": {"id": " "}}, "Tulis sebab hari ini berbeda"),
    ],
)
def test_a_day_that_makes_no_sense_is_refused(jakarta, changes, words):
    values = {"on": FRIDAY, "kind": "local_closed", "name": FLOOD} | changes

    with pytest.raises(Refused, match=words):
        commands.set_calendar_day(**values, by=system(jakarta))


def test_a_national_day_for_one_office_is_refused(jakarta):
    office = queries.get_office(jakarta, KELURAHAN)

    with pytest.raises(Refused, match="berlaku untuk semua kantor"):
        commands.set_calendar_day(
            on=FRIDAY, kind="holiday", name=FLOOD, office_id=office.id, by=system(jakarta)
        )


def test_the_database_keeps_one_local_day_per_office_and_date(jakarta):
    def closed():
        CalendarDay.objects.create(
            jurisdiction_id=jakarta, date=FRIDAY, kind="local_closed", names=FLOOD, source="test"
        )

    closed()
    with (
        pytest.raises(IntegrityError, match="one_local_day_per_office_and_date"),
        transaction.atomic(),
    ):
        closed()


def test_seeding_again_changes_nothing_and_announces_nothing(cities):
    with scope("jakarta"):
        before = len(announced("jakarta", subject_of("jakarta")))

    seeded = commands.seed_holidays("jakarta", [2025, 2026, 2027])

    with scope("jakarta"):
        assert len(announced("jakarta", subject_of("jakarta"))) == before
    assert (seeded.added, seeded.changed, seeded.removed) == (0, 0, 0)
    assert seeded.unverified_years == ()


def test_a_year_without_published_joint_leave_is_marked_as_not_verified(cities):
    seeded = commands.seed_holidays("jakarta", [2028])

    with scope("jakarta"):
        days = queries.list_calendar_days(
            "jakarta", first=date(2028, 1, 1), last=date(2028, 12, 31)
        )
    assert seeded.unverified_years == (2028,)
    assert all(day.needs_verification for day in days)
    assert not any("(perkiraan)" in day.name() for day in days)


def test_national_days_have_indonesian_and_english_names(jakarta):
    days = queries.list_calendar_days(jakarta, first=date(2026, 12, 24), last=date(2026, 12, 25))

    assert [(day.kind, day.name(), day.name("en")) for day in days] == [
        ("joint_leave", "Cuti Bersama Hari Raya Natal", "Christmas Joint Holiday"),
        ("holiday", "Hari Raya Natal", "Christmas Day"),
    ]


def test_seeding_keeps_what_people_entered_and_repairs_what_it_seeded(cities):
    with scope("jakarta"):
        commands.set_calendar_day(
            on=date(2026, 12, 24), kind="holiday", name={"id": "Libur"}, by=system("jakarta")
        )
        CalendarDay.objects.of("jakarta").filter(date=date(2026, 12, 25)).delete()
        CalendarDay.objects.create(
            jurisdiction_id="jakarta", date=FRIDAY, kind="holiday", names=FLOOD, source="holidays 0"
        )

    seeded = commands.seed_holidays("jakarta", [2026])

    with scope("jakarta"):
        december = queries.list_calendar_days("jakarta", first=FRIDAY, last=date(2026, 12, 31))
    assert (seeded.added, seeded.changed, seeded.removed) == (1, 0, 1)
    assert [day.name() for day in december] == ["Libur", "Hari Raya Natal"]


def test_a_calendar_asked_for_again_costs_no_statement(jakarta, django_assert_num_queries):
    office = queries.get_office(jakarta, KELURAHAN)
    queries.working_calendar(office)

    with django_assert_num_queries(0):
        queries.working_calendar(office)
    with django_assert_num_queries(1):
        queries.working_calendar_of(jakarta, office.id)


def test_the_exceptions_of_the_definition_close_the_city(testland):
    commands.seed_holidays("testland", [2026])

    with scope("testland"):
        assert not calendar_of("testland", "balai").is_working_day(date(2026, 11, 26))

    commands.load_jurisdiction(a_definition(calendar={"weekly": {"thu": "08:00-16:00"}}))

    with scope("testland"):
        assert calendar_of("testland", "balai").next_opening(
            datetime(2026, 11, 25, tzinfo=UTC)
        ) == datetime(2026, 11, 26, 8, tzinfo=WIB)
