"""Looks are recorded once, kept for ever, and stay in their city."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.db import transaction
from django.db.utils import ProgrammingError

from gapura.audit import commands, queries
from gapura.audit.models import AccessRecord
from gapura.kernel.actors import Actor, Post
from gapura.kernel.scope import scope

NOON = datetime(2026, 11, 23, 5, tzinfo=UTC)


def make_post():
    return Post(
        id=uuid4(),
        role="verifier",
        office_id=uuid4(),
        office_kind="kelurahan",
        office_name="Kelurahan Cempaka Baru",
    )


def make_officer(city="jakarta", *posts):
    return Actor(kind="officer", jurisdiction=city, account_id=uuid4(), posts=posts)


def test_a_look_keeps_who_through_which_post_what_and_why(jakarta):
    post, case_id = make_post(), uuid4()
    officer = make_officer("jakarta", post)

    with time_machine.travel(NOON, tick=False):
        commands.record_access(
            by=officer, kind="value", subject_id=case_id, case_id=case_id, details=["nik"]
        )

    (row,) = queries.list_accesses(case_id, jurisdiction=jakarta)
    assert (row.actor, row.account_id, row.post_id, row.office_id) == (
        officer.ref,
        officer.account_id,
        post.id,
        post.office_id,
    )
    assert (row.kind, row.purpose, row.details, row.at) == ("value", "casework", ("nik",), NOON)


def test_a_look_costs_one_statement(jakarta, django_assert_num_queries):
    officer = make_officer()

    with django_assert_num_queries(1):
        commands.record_access(by=officer, kind="case", subject_id=uuid4(), case_id=uuid4())


def test_of_several_posts_only_the_named_one_is_claimed(jakarta):
    first, second, case_id = make_post(), make_post(), uuid4()
    officer = make_officer("jakarta", first, second)

    commands.record_access(by=officer, kind="case", subject_id=case_id, case_id=case_id)
    commands.record_access(
        by=officer, kind="case", subject_id=case_id, case_id=case_id, post=second
    )

    rows = queries.list_accesses(case_id, jurisdiction=jakarta)
    assert [row.post_id for row in rows] == [second.id, None]


def test_looks_are_listed_newest_first_and_page_by_key(jakarta):
    case_id, officer = uuid4(), make_officer()
    for minute in (0, 1, 1, 2):
        with time_machine.travel(NOON + timedelta(minutes=minute), tick=False):
            commands.record_access(by=officer, kind="case", subject_id=case_id, case_id=case_id)

    whole = queries.list_accesses(case_id, jurisdiction=jakarta)
    first = queries.list_accesses(case_id, jurisdiction=jakarta, limit=2)
    rest = queries.list_accesses(case_id, jurisdiction=jakarta, before=first[-1])

    assert [row.at for row in whole] == sorted((row.at for row in whole), reverse=True)
    assert first + rest == whole
    assert queries.count_accesses(case_id, jurisdiction=jakarta) == 4


def test_a_look_cannot_be_changed_or_removed(jakarta):
    commands.record_access(by=make_officer(), kind="case", subject_id=uuid4())

    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        AccessRecord.objects.of(jakarta).update(purpose="curiosity")
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        AccessRecord.objects.of(jakarta).delete()


def test_a_look_in_one_city_is_never_seen_from_another(db):
    case_id = uuid4()
    commands.record_access(
        by=make_officer("jakarta"), kind="case", subject_id=case_id, case_id=case_id
    )

    with scope("depok"):
        seen = queries.list_accesses(case_id, jurisdiction="depok")
        peeked = queries.list_accesses(case_id, jurisdiction="jakarta")

    assert (seen, peeked) == ([], [])
