"""One person per account and NIK, never one by likeness, never seen from another city."""

from uuid import uuid4

import pytest

from gapura.audit import queries as audit
from gapura.kernel.actors import Actor, Post, visitor
from gapura.kernel.errors import Forbidden, NotFound
from gapura.kernel.scope import scope
from gapura.parties import commands, queries
from gapura.parties.models import Person

NIK = "3171234567890001"


def make_officer(city="jakarta"):
    post = Post(
        id=uuid4(),
        role="verifier",
        office_id=uuid4(),
        office_kind="kelurahan",
        office_name="Kelurahan Cempaka Baru",
    )
    return Actor(kind="officer", jurisdiction=city, account_id=uuid4(), posts=(post,))


def ensure(city="jakarta", **told):
    return commands.ensure_person(by=visitor(city), **({"name": "Siti Aminah"} | told))


def test_people_without_an_account_are_never_merged(jakarta):
    first = ensure(nik=NIK, phone="0812 3456 789")
    second = ensure(nik=NIK, phone="0812 3456 789")

    assert first != second
    assert len(queries.find_persons(jurisdiction=jakarta, nik=NIK)) == 2


def test_the_same_account_and_nik_is_the_same_person(jakarta):
    account = uuid4()

    first = ensure(account_id=account, nik=NIK)
    second = ensure(account_id=account, nik=NIK, name="Siti Aminah Putri", phone="08123456789")

    assert first == second
    person = queries.get_person(first, jurisdiction=jakarta)
    assert (person.name, person.phone) == ("Siti Aminah Putri", "+628123456789")


def test_an_account_may_stand_for_a_household(jakarta):
    account = uuid4()

    mother = ensure(account_id=account, name="Siti Aminah")
    son = ensure(account_id=account, name="Budi Santoso")

    assert mother != son
    found = queries.find_persons(jurisdiction=jakarta, account_id=account)
    assert [person.name for person in found] == ["Budi Santoso", "Siti Aminah"]


def test_two_niks_under_one_name_are_two_people(jakarta):
    account = uuid4()

    first = ensure(account_id=account, nik=NIK)
    second = ensure(account_id=account, nik="3171234567890002")

    assert first != second


def test_a_nik_told_later_joins_the_person_of_that_account(jakarta):
    account = uuid4()

    first = ensure(account_id=account)
    second = ensure(account_id=account, nik=NIK)

    assert first == second
    assert queries.reveal_nik(first, seen_by=make_officer()) == NIK


def test_the_nik_is_not_in_the_row(jakarta):
    row = Person.objects.of(jakarta).get(id=ensure(nik=NIK))

    assert NIK.encode() not in bytes(row.nik) + bytes(row.nik_index)


def test_opening_a_nik_leaves_a_trace_and_is_for_officers(jakarta):
    person, case_id, officer = ensure(nik=NIK), uuid4(), make_officer()

    with pytest.raises(Forbidden):
        queries.reveal_nik(person, seen_by=visitor(jakarta), case_id=case_id)
    revealed = queries.reveal_nik(person, seen_by=officer, case_id=case_id)

    traces = audit.list_accesses(case_id, jurisdiction=jakarta)
    assert revealed == NIK
    assert [(t.account_id, t.kind, t.details) for t in traces] == [
        (officer.account_id, "value", ("nik",))
    ]


def test_people_are_found_by_phone_email_and_the_beginning_of_the_name(jakarta):
    person = ensure(phone="+62 812-3456-789", email=" Siti@Contoh.ID ")

    by_phone = queries.find_persons(jurisdiction=jakarta, phone="08123456789")
    by_email = queries.find_persons(jurisdiction=jakarta, email="siti@contoh.id")
    by_name = queries.find_persons(jurisdiction=jakarta, name="siti  a")
    by_end = queries.find_persons(jurisdiction=jakarta, name="aminah")

    assert [[p.id for p in found] for found in (by_phone, by_email, by_name, by_end)] == [
        [person],
        [person],
        [person],
        [],
    ]


def test_nothing_given_finds_nobody(jakarta):
    ensure()

    assert queries.find_persons(jurisdiction=jakarta) == []


def test_a_person_of_one_city_is_never_seen_from_another(db):
    person = ensure("jakarta", nik=NIK, account_id=uuid4())

    with scope("depok"):
        found = queries.find_persons(jurisdiction="depok", nik=NIK)
        peeked = queries.find_persons(jurisdiction="jakarta", nik=NIK)
        with pytest.raises(NotFound):
            queries.get_person(person, jurisdiction="depok")

    assert (found, peeked) == ([], [])
