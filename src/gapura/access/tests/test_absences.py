"""Somebody is away, somebody stands in, and both come back as they were."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from gapura.access import commands, queries
from gapura.access.tests.makers import actor, an_administrator, an_office, appoint
from gapura.kernel.errors import Conflict, Forbidden, NotFound, Refused
from gapura.kernel.scope import scope
from gapura.notifications.queries import list_notices

MONDAY, TUESDAY, FRIDAY = date(2026, 11, 23), date(2026, 11, 24), date(2026, 11, 27)


@pytest.fixture(autouse=True)
def _monday():
    with time_machine.travel(datetime(2026, 11, 23, 3, tzinfo=UTC)):
        yield


@pytest.fixture
def office(db):
    return an_office()


def away(by, account_id, first=MONDAY, last=FRIDAY, delegate=None):
    return commands.set_absence(
        by=by, account_id=account_id, starts_on=first, until=last, delegate_id=delegate
    )


def present(office, role="verifier"):
    with scope("jakarta"):
        return [
            (row.name, row.stands_in_for) for row in queries.officers_of("jakarta", office.id, role)
        ]


def test_an_absent_officer_is_replaced_by_the_delegate(office):
    sri = appoint(name="Sri Wahyuni", office=office)
    appoint(name="Bayu Anggoro", office=office)
    dimas = appoint(name="Dimas Prakoso", office=an_office(nth=1))

    away(an_administrator(office=office), sri, delegate=dimas)

    assert present(office) == [("Bayu Anggoro", None), ("Dimas Prakoso", sri)]


def test_the_delegate_may_do_what_the_absent_one_may_while_it_lasts(office):
    sri = appoint(name="Sri Wahyuni", role="head", office=office)
    dimas = appoint(name="Dimas Prakoso", office=an_office(nth=1))
    away(an_administrator(office=office), sri, delegate=dimas)

    during = actor(dimas)
    with time_machine.travel(datetime(2026, 11, 28, 3, tzinfo=UTC)):
        after = actor(dimas)

    assert during.holds("head", office.id)
    assert during.name == "Dimas Prakoso"
    assert after.roles() == {"verifier"}


def test_who_is_away_without_a_delegate_is_not_there(office):
    sri = appoint(office=office)

    away(an_administrator(office=office), sri)

    assert present(office) == []


def test_a_delegate_who_falls_ill_too_is_not_there(office):
    sri, dimas = appoint(name="Sri Wahyuni", office=office), appoint(office=an_office(nth=1))
    away(an_administrator(office=office), sri, delegate=dimas)

    away(an_administrator(office=an_office(nth=1)), dimas)

    with scope("jakarta"):
        at_work = queries.list_present_officers("jakarta", roles=["verifier"])
    assert present(office) == []
    assert at_work == []


def test_the_delegate_is_told_once(office, work):
    sri, dimas = appoint(name="Sri Wahyuni", office=office), appoint(office=office)

    away(an_administrator(office=office), sri, delegate=dimas)
    work()

    with scope("jakarta"):
        notices = list_notices(dimas, "jakarta")
    assert [notice.subject for notice in notices] == ["Anda menggantikan Sri Wahyuni"]


def test_coming_back_early_ends_the_absence(office):
    sri = appoint(name="Sri Wahyuni", office=office)
    administrator = an_administrator(office=office)
    absence = away(administrator, sri)

    commands.end_absence(absence, by=administrator)

    assert present(office) == [("Sri Wahyuni", None)]
    with pytest.raises(Conflict):
        commands.end_absence(absence, by=administrator)


def test_two_absences_do_not_overlap(office):
    sri, administrator = appoint(office=office), an_administrator(office=office)
    away(administrator, sri)

    with pytest.raises(Conflict, match="23-11-2026 sampai 27-11-2026"):
        away(administrator, sri, first=TUESDAY, last=TUESDAY)


def test_an_officer_may_excuse_oneself_but_no_colleague(office):
    sri, dimas = appoint(office=office), appoint(office=office)

    away(actor(sri), sri)

    with scope("jakarta"):
        assert len(queries.list_absences("jakarta", sri)) == 1
    with pytest.raises(Forbidden):
        away(actor(sri), dimas)


@pytest.mark.parametrize(
    ("first", "last"), [(FRIDAY, MONDAY), (date(2026, 11, 2), date(2026, 11, 20))]
)
def test_impossible_days_are_refused(office, first, last):
    sri = appoint(office=office)

    with pytest.raises(Refused):
        away(an_administrator(office=office), sri, first=first, last=last)


def test_the_delegate_works_in_this_city_and_is_there(office):
    sri, administrator = appoint(office=office), an_administrator(office=office)
    in_depok, dimas = appoint("depok"), appoint(office=office)
    away(administrator, dimas, first=FRIDAY)

    with pytest.raises(Refused, match="petugas kota ini"):
        away(administrator, sri, delegate=in_depok)
    with pytest.raises(Refused, match="orang lain"):
        away(administrator, sri, delegate=sri)
    with pytest.raises(Conflict):
        away(administrator, sri, delegate=dimas)


def test_an_absence_of_one_city_is_neither_seen_nor_ended_from_another(office):
    sri = appoint(office=office)
    absence = away(an_administrator(office=office), sri)
    outsider = an_administrator("depok")

    with pytest.raises(NotFound):
        commands.end_absence(absence, by=outsider)
    with scope("depok"):
        assert queries.list_absences("depok", sri) == []
