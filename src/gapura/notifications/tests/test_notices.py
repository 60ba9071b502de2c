"""Notices: shown once, to their account, in their city."""

from uuid import uuid4

import pytest

from gapura.kernel.actors import Actor, system, visitor
from gapura.kernel.scope import scope
from gapura.notifications import commands, queries


@pytest.fixture
def siti(db):
    return Actor(kind="resident", jurisdiction="jakarta", account_id=uuid4())


def tell(account_id, key="fact:1", city="jakarta", subject="Urusan Anda disetujui"):
    commands.notify(
        account_id=account_id,
        subject=subject,
        body="Surat Anda dapat diunduh.",
        link=f"/{city}/urusan/",
        key=key,
        by=system(city),
    )


def read(account_id, city="jakarta", **page):
    with scope(city):
        return queries.list_notices(account_id, city, **page)


def unread(account_id, city="jakarta"):
    with scope(city):
        return queries.count_unread(account_id, city)


def test_the_same_fact_is_told_once(siti):
    tell(siti.account_id)
    tell(siti.account_id)

    (notice,) = read(siti.account_id)
    assert (notice.subject, notice.link, notice.read_at) == (
        "Urusan Anda disetujui",
        "/jakarta/urusan/",
        None,
    )


def test_notices_come_newest_first_and_page_by_key(siti):
    for n in range(5):
        tell(siti.account_id, key=f"fact:{n}", subject=f"Kabar {n}")

    first = read(siti.account_id, limit=2)
    rest = read(siti.account_id, before=first[-1].id)

    assert {notice.subject for notice in first + rest} == {f"Kabar {n}" for n in range(5)}
    assert first + rest == sorted(first + rest, key=lambda notice: notice.id, reverse=True)


def test_one_notice_or_all_are_marked_as_read(siti):
    for n in range(3):
        tell(siti.account_id, key=f"fact:{n}")
    newest = read(siti.account_id)[0]

    one = commands.mark_read(by=siti, notice_id=newest.id)
    again = commands.mark_read(by=siti, notice_id=newest.id)
    left = unread(siti.account_id)
    rest = commands.mark_read(by=siti)

    assert (one, again, left, rest, unread(siti.account_id)) == (1, 0, 2, 2, 0)


def test_nobody_marks_the_notices_of_another(siti):
    tell(siti.account_id)
    notice = read(siti.account_id)[0]
    other = Actor(kind="resident", jurisdiction="jakarta", account_id=uuid4())

    marked = [
        commands.mark_read(by=somebody, notice_id=notice.id)
        for somebody in (other, visitor("jakarta"))
    ]

    assert marked == [0, 0]
    assert unread(siti.account_id) == 1


def test_notices_of_one_city_are_never_seen_from_another(siti):
    tell(siti.account_id)

    with scope("depok"):
        peeked = queries.list_notices(siti.account_id, "jakarta")

    assert (read(siti.account_id, "depok"), peeked) == ([], [])
    assert unread(siti.account_id, "depok") == 0
