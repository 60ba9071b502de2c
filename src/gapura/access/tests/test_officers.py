"""Officers are added by their own administrators, seen in their own city, listed at one price."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gapura.access import commands, queries
from gapura.access.models import Account, OfficerPost
from gapura.access.queries import links
from gapura.access.tests.makers import (
    FIRST_DAY,
    actor,
    an_administrator,
    an_office,
    appoint,
)
from gapura.kernel.actors import visitor
from gapura.kernel.errors import Conflict, Forbidden, NotFound, Refused
from gapura.kernel.events import list_events
from gapura.kernel.scope import scope

TODAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def _monday():
    with time_machine.travel(datetime(2026, 11, 23, 3, tzinfo=UTC)):
        yield


def add(by, office, **changed):
    told = {"name": "Sri Wahyuni", "email": "sri@contoh.id", "role": "verifier"} | changed
    return commands.add_officer(by=by, office_id=office.id, starts_on=TODAY, **told)


def test_an_added_officer_gets_a_post_an_event_and_a_link_that_sets_the_password(
    db, work, mailoutbox
):
    office = an_office()
    administrator = an_administrator(office=office)

    account_id = add(administrator, office)
    work()

    (mail,) = mailoutbox
    token = mail.body.split("/kata-sandi/")[1].split("/")[0]
    assert mail.to == ["sri@contoh.id"]
    assert queries.find_invited(token).id == account_id
    assert [post.office_id for post in actor(account_id).posts] == [office.id]
    with scope("jakarta"):
        facts = list_events("jakarta", account_id)
    assert [(fact.type, fact.data["role"]) for fact in facts] == [("officer.added", "verifier")]


def test_the_same_person_is_added_to_the_same_post_only_once(db):
    office = an_office()
    administrator = an_administrator(office=office)
    add(administrator, office)

    with pytest.raises(Conflict, match="sudah memegang peran itu"):
        add(administrator, office)

    with scope("jakarta"):
        found = queries.list_officers("jakarta", role="verifier")
    assert [row.name for row in found.officers] == ["Sri Wahyuni"]


@pytest.mark.parametrize("role", ["verifier", "head", "supervisor", "field_officer", "designer"])
def test_only_administrators_add_officers(db, role):
    office = an_office()
    officer = actor(appoint(role=role, office=office))

    with pytest.raises(Forbidden, match="bukan pengelola"):
        add(officer, office)


def test_residents_and_visitors_add_nobody(db):
    office = an_office()
    resident = queries.resident_for(Account.objects.create_user("warga@contoh.id"), "jakarta")

    for somebody in (resident, visitor("jakarta")):
        with pytest.raises(Forbidden):
            add(somebody, office)


def test_an_administrator_looks_after_the_offices_below_and_no_others(db):
    kelurahan, other = an_office(nth=0), an_office(nth=150)
    with scope("jakarta"):
        above = type(kelurahan).objects.of("jakarta").get(id=kelurahan.parent_id)
    administrator = an_administrator(office=above)

    account_id = add(administrator, kelurahan)

    assert actor(account_id).holds("verifier", kelurahan.id)
    with pytest.raises(Forbidden):
        add(administrator, other, email="lain@contoh.id")


def test_an_administrator_of_one_city_adds_nobody_in_another(db):
    top = an_office("depok", kind="kelurahan")
    administrator = an_administrator("jakarta")

    with pytest.raises(Forbidden):
        add(administrator, top)


def test_an_unknown_role_is_refused_with_the_roles_there_are(db):
    office = an_office()

    with pytest.raises(Refused, match="verifier, head"):
        add(an_administrator(office=office), office, role="kepala_suku")


def test_officers_of_one_city_are_never_seen_from_another(db):
    account_id = appoint("jakarta")

    with scope("depok"):
        ours = queries.list_officers("depok").officers
        peeked = queries.list_officers("jakarta").officers
        with pytest.raises(NotFound):
            queries.get_post("depok", account_id)
    assert (ours, peeked) == ((), ())
    assert actor(account_id, "depok").kind == "resident"


def test_a_post_counts_from_its_first_to_its_last_day(db):
    office = an_office()
    administrator = an_administrator(office=office)
    account_id = add(administrator, office)
    (post,) = actor(account_id).posts

    commands.end_post(post.id, by=administrator, ends_on=TODAY)

    assert actor(account_id).kind == "officer"
    with time_machine.travel(datetime(2026, 11, 23, 17, 0, 1, tzinfo=UTC)):  # midnight in Jakarta
        assert actor(account_id).kind == "resident"
    with time_machine.travel(datetime(2026, 11, 22, 16, 59, tzinfo=UTC)):
        assert actor(account_id).kind == "resident"


def test_a_post_is_ended_once(db):
    office = an_office()
    administrator = an_administrator(office=office)
    (post,) = actor(appoint(office=office)).posts
    commands.end_post(post.id, by=administrator, ends_on=TODAY)

    with pytest.raises(Conflict, match="23-11-2026"):
        commands.end_post(post.id, by=administrator, ends_on=TODAY)


def test_an_administrator_cannot_leave_the_office_without_one(db):
    administrator = an_administrator()

    with pytest.raises(Refused, match="pengelola lain"):
        commands.end_post(administrator.posts[0].id, by=administrator, ends_on=TODAY)


def test_another_post_is_only_for_those_who_work_here(db):
    office = an_office()
    administrator = an_administrator(office=office)
    stranger = Account.objects.create_user("warga@contoh.id")
    officer = appoint(office=office)

    commands.add_post(
        by=administrator, account_id=officer, role="head", office_id=office.id, starts_on=TODAY
    )

    assert actor(officer).roles() == {"verifier", "head"}
    with pytest.raises(NotFound):
        commands.add_post(
            by=administrator,
            account_id=stranger.id,
            role="head",
            office_id=office.id,
            starts_on=TODAY,
        )


def test_the_invitation_can_be_sent_again_until_the_password_is_set(db, work, mailoutbox):
    office = an_office()
    administrator = an_administrator(office=office)
    account_id = add(administrator, office)

    commands.send_invitation(account_id, by=administrator)
    work()

    assert [mail.to for mail in mailoutbox] == [["sri@contoh.id"]] * 2
    token = links.password_link(Account.objects.get(id=account_id), "jakarta").split("/")[-2]
    commands.set_password(token, "rahasia-panjang-7", jurisdiction="jakarta")
    with pytest.raises(Conflict, match="sudah memasang"):
        commands.send_invitation(account_id, by=administrator)


def fill_with_officers(many, office):
    accounts = [Account(email=f"ramai{n}@contoh.id", name=f"Petugas {n:03}") for n in range(many)]
    Account.objects.bulk_create(accounts)
    OfficerPost.objects.bulk_create(
        OfficerPost(
            jurisdiction_id="jakarta",
            account_id=account.id,
            name=account.name,
            office=office,
            role="verifier",
            starts_on=FIRST_DAY,
            created_at=datetime(2026, 1, 5, tzinfo=UTC),
        )
        for account in accounts
    )


def test_five_hundred_officers_cost_what_three_cost(jakarta):
    office = an_office()
    fill_with_officers(3, office)
    queries.list_officers(jakarta)

    with CaptureQueriesContext(
        connection,
    ) as few:
        queries.list_officers(jakarta, limit=200)
        queries.officers_of(jakarta, office.id, "verifier")
    OfficerPost.objects.of(jakarta).delete()
    Account.objects.filter(email__startswith="ramai").delete()
    fill_with_officers(500, office)
    with CaptureQueriesContext(connection) as many:
        page = queries.list_officers(jakarta, limit=200)
        present = queries.officers_of(jakarta, office.id, "verifier")

    assert len(few) == len(many) == 6
    assert (len(page.officers), len(present)) == (200, 500)


def test_the_list_pages_by_name_without_loss_or_repeat(jakarta):
    office = an_office()
    fill_with_officers(25, office)

    seen, after = [], ""
    while True:
        page = queries.list_officers(jakarta, after=after, limit=10)
        seen += [row.name for row in page.officers]
        after = page.after
        if not after:
            break

    assert seen == [f"Petugas {n:03}" for n in range(25)]


def test_a_cursor_that_somebody_wrote_shows_the_first_page(jakarta):
    fill_with_officers(2, an_office())

    page = queries.list_officers(jakarta, after="omong|kosong")

    assert len(page.officers) == 2


def test_officers_are_found_by_office_role_and_words(jakarta):
    here, there = an_office(nth=0), an_office(nth=1)
    appoint(name="Sri Wahyuni", office=here)
    appoint(name="Dimas Prakoso", role="head", office=here)
    appoint(name="Sri Lestari", office=there)

    by_office = queries.list_officers(jakarta, offices={here.id}).officers
    by_role = queries.list_officers(jakarta, role="head").officers
    by_words = queries.list_officers(jakarta, words="sri").officers

    assert [row.name for row in by_office] == ["Dimas Prakoso", "Sri Wahyuni"]
    assert [row.name for row in by_role] == ["Dimas Prakoso"]
    assert [row.name for row in by_words] == ["Sri Lestari", "Sri Wahyuni"]


def test_who_an_account_is_costs_one_statement(jakarta, django_assert_num_queries):
    account = Account.objects.get(id=appoint())
    queries.actor_for(account, jakarta)

    with django_assert_num_queries(1):
        queries.actor_for(account, jakarta)


def test_names_come_in_one_statement(jakarta, django_assert_num_queries):
    first, second = appoint(name="Sri Wahyuni"), appoint(name="Dimas Prakoso")

    with django_assert_num_queries(1):
        names = queries.names_of([first, second])

    assert names == {first: "Sri Wahyuni", second: "Dimas Prakoso"}
