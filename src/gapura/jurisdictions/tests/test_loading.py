from datetime import date

import pytest
from django.db import ProgrammingError, transaction

from gapura.jurisdictions import commands, queries
from gapura.jurisdictions.events import CalendarChanged, subject_of
from gapura.jurisdictions.models import Agency, CalendarDay, Jurisdiction, Office
from gapura.jurisdictions.tests.makers import TESTLAND, a_definition
from gapura.kernel.actors import system
from gapura.kernel.errors import NotFound, Refused
from gapura.kernel.events import list_events
from gapura.kernel.scope import scope


def snapshot(city):
    tables = (Agency, Office, CalendarDay)
    return [list(table.objects.of(city).order_by("id").values()) for table in tables]


def calendar_changes(city):
    return [e for e in list_events(city, subject_of(city)) if e.type == CalendarChanged.type]


def test_a_definition_becomes_a_city_with_its_offices(testland):
    city = queries.get_jurisdiction("testland")

    with scope("testland"):
        kinds = queries.list_office_kinds("testland")
        village = queries.office_for("testland", "kelurahan", "36.74.01.1001")

    assert (city.short, city.name(), city.name("en")) == ("TST", "Kota Uji", "Test City")
    assert city.contact.phone == "021"
    assert [role.code for role in city.roles] == ["administrator"]
    assert kinds == ["kecamatan", "kelurahan", "kota"]
    assert village.code == "kel-36.74.01.1001"
    assert village.needs_verification


def test_the_tree_of_offices_follows_the_areas(testland):
    with scope("testland"):
        top = queries.get_office("testland", "balai")
        district = queries.get_office("testland", "kec-36.74.01")
        beneath = queries.office_ids_beneath("testland", [district.id])

        assert district.parent_id == top.id
        assert len(beneath) == 1 + 9  # Serpong has nine villages
        assert len(queries.office_ids_beneath("testland", [top.id])) == 1 + 7 + 54


def test_loading_again_changes_no_row_and_announces_nothing(testland):
    with scope("testland"):
        before, announced = snapshot("testland"), len(calendar_changes("testland"))

    commands.load_jurisdiction(a_definition())

    with scope("testland"):
        assert snapshot("testland") == before
        assert len(calendar_changes("testland")) == announced == 1


def test_other_city_hours_are_announced_and_every_calendar_is_new(testland):
    with scope("testland"):
        before = queries.working_calendar(queries.get_office("testland", "balai"))

    weekly = {"weekly": {"mon": "09:00-12:00"}, "overrides": []}
    commands.load_jurisdiction(a_definition(calendar=weekly))

    with scope("testland"):
        after = queries.working_calendar(queries.get_office("testland", "balai"))
        assert len(calendar_changes("testland")) == 2
    assert before.is_working_day(date(2026, 11, 24))
    assert not after.is_working_day(date(2026, 11, 24))
    assert after.special == {}


def test_what_people_changed_at_the_desk_survives_a_reload(testland):
    by = system("testland")
    with scope("testland"):
        office = queries.get_office("testland", "balai")
        commands.change_office(office.id, address="Jalan Baru 1", by=by)
        commands.set_calendar_day(
            on=date(2026, 11, 26), kind="special_hours", hours="08:00-10:00",
            name={"id": "Upacara"}, by=by,
        )  # fmt: skip

    renamed = [TESTLAND["offices"][0] | {"name": "Balai Kota Uji", "address": "Jalan Lama"}]
    commands.load_jurisdiction(a_definition(offices=renamed))

    with scope("testland"):
        office = queries.get_office("testland", "balai")
        days = queries.list_calendar_days(
            "testland", first=date(2026, 11, 1), last=date(2026, 11, 30)
        )
    assert (office.name, office.address) == ("Balai Kota Uji", "Jalan Baru 1")
    assert [day.name() for day in days] == ["Upacara"]


def test_an_office_that_left_the_definition_is_closed_and_not_lost(testland):
    commands.load_jurisdiction(a_definition(office_rules=TESTLAND["office_rules"][:1]))

    with scope("testland"):
        gone = queries.get_office("testland", "kel-36.74.01.1001")
        assert not gone.is_open
        assert queries.list_office_kinds("testland") == ["kecamatan", "kota"]
        with pytest.raises(NotFound):
            queries.office_for("testland", "kelurahan", "36.74.01.1001")


def test_a_definition_of_unknown_areas_is_refused(as_owner):
    with pytest.raises(Refused, match=r"Wilayah 99\.01 belum dimuat"):
        commands.load_jurisdiction(a_definition(areas=["36.74", "99.01"]))


def test_an_unknown_city_is_refused_in_a_sentence(db):
    with pytest.raises(NotFound, match="Tidak ada kota “atlantis” di sini"):
        queries.get_jurisdiction("atlantis")


def test_a_closed_city_is_not_listed_but_still_worked_for(testland):
    Jurisdiction.objects.filter(id="testland").update(is_open=False)
    queries.forget()

    assert "testland" not in [city.id for city in queries.list_jurisdictions()]
    assert "testland" in queries.list_ids()


def test_asking_again_for_a_city_costs_no_statement(db, django_assert_num_queries):
    queries.get_jurisdiction("jakarta")

    with django_assert_num_queries(0):
        assert queries.get_jurisdiction("depok").short == "DPK"


def test_a_city_covers_its_areas_and_no_others(db):
    depok = queries.get_jurisdiction("depok")

    assert depok.covers("32.76.01.1001")
    assert not depok.covers("32.75.01.1001")
    assert not depok.covers("32")


def test_the_application_may_not_write_jurisdictions(db):
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        Jurisdiction.objects.filter(id="depok").update(is_open=False)
