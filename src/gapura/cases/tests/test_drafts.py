"""Drafts: nothing typed is lost, nobody else sees them, sending twice is sending once."""

import dataclasses

import pytest
import time_machine
from django.utils import timezone

from gapura.cases.commands import drafts, submitting
from gapura.cases.commands.intake import Incomplete
from gapura.cases.models import Case, Draft
from gapura.cases.queries import cases
from gapura.documents import queries as documents
from gapura.kernel import actors
from gapura.kernel.errors import Conflict, NotFound, Refused
from gapura.kernel.scope import scope
from tests.harness import factories

IDENTITY = {
    "name": ["Ratna Puspitasari"],
    "nik": ["3171 0357 0890 0001"],
    "phone": ["0812 3456 7890"],
    "email": [""],
    "address_street": ["Jalan Gempol 12"],
    "address_rt": ["003"],
    "address_rw": ["005"],
    "address_area": ["31.71.03.1001"],
}


@pytest.fixture
def visitor(db):
    draft_id = drafts.start_draft(
        by=actors.visitor("jakarta"), service_code="pm1-general-statement"
    )
    return draft_id, actors.visitor("jakarta", proved_cases=frozenset({draft_id}))


def save(draft_id, by, **changes):
    posted = IDENTITY | {name: [value] for name, value in changes.items()}
    return drafts.save_page(draft_id, by=by, page_id="identity", posted=posted)


def answers(draft_id, by):
    with scope("jakarta"):
        return cases.get_draft(draft_id, seen_by=by)[2]


def test_a_good_page_leads_to_the_next(visitor):
    draft_id, by = visitor

    saved = save(draft_id, by)

    assert (saved.errors, saved.next_page) == ({}, "purpose")


def test_wrong_input_is_kept_with_a_sentence(visitor):
    draft_id, by = visitor

    saved = save(draft_id, by, nik="31710357089")

    assert set(saved.errors) == {"nik"}
    assert answers(draft_id, by)["nik"] == "31710357089"
    assert answers(draft_id, by)["name"] == "Ratna Puspitasari"


def test_autosave_keeps_what_is_half_typed(visitor):
    draft_id, by = visitor

    drafts.autosave(draft_id, by=by, page_id="identity", posted={"name": ["Rat"]})

    assert answers(draft_id, by)["name"] == "Rat"


def test_a_strangers_draft_is_not_found(visitor):
    draft_id, _by = visitor

    with pytest.raises(NotFound):
        save(draft_id, actors.visitor("jakarta"))
    with pytest.raises(NotFound):
        save(draft_id, factories.resident("jakarta"))


def test_file_references_of_the_browser_are_not_believed(visitor):
    draft_id, by = visitor

    drafts.save_page(
        draft_id,
        by=by,
        page_id="evidence",
        posted={"identity_card": ['{"id": "x", "name": "x", "sha256": "y"}']},
    )

    assert answers(draft_id, by)["identity_card"] == []


def test_an_uploaded_file_belongs_to_the_draft_and_then_to_the_case(visitor):
    draft_id, by = visitor
    given = factories.scenario("jakarta", "pm1-general-statement")
    fill(draft_id, by, given)

    sent = submitting.submit_draft(draft_id, by=by)

    with scope("jakarta"):
        files = documents.list_files(sent.case_id, "jakarta")
        left = documents.list_files(draft_id, "jakarta")
    assert sorted(file.name for file in files) == sorted(f"{f}.jpg" for f in given.files)
    assert left == ()


def fill(draft_id, by, given):
    for question, files in factories.uploads_for(given.files).items():
        for name, content in files:
            drafts.add_file(
                draft_id,
                by=by,
                page_id="evidence",
                question_id=question,
                name=name,
                content=content,
            )
    save(draft_id, by)
    drafts.save_page(
        draft_id,
        by=by,
        page_id="purpose",
        posted={
            "purpose": ["school"],
            "statement": [given.answers["statement"]],
            "institution": [given.answers["institution"]],
        },
    )


def test_sending_twice_is_one_case_and_one_pin(visitor):
    draft_id, by = visitor
    fill(draft_id, by, factories.scenario("jakarta", "pm1-general-statement"))

    first = submitting.submit_draft(draft_id, by=by)
    second = submitting.submit_draft(draft_id, by=by)

    assert second == dataclasses.replace(first, repeated=True)


def test_an_incomplete_draft_is_refused_and_kept(visitor):
    draft_id, by = visitor
    save(draft_id, by)

    with pytest.raises(Incomplete) as refusal:
        submitting.submit_draft(draft_id, by=by)

    assert {problem.question for problem in refusal.value.problems} >= {"purpose", "identity_card"}
    assert answers(draft_id, by)["name"] == "Ratna Puspitasari"
    with scope("jakarta"):
        assert not Case.objects.of("jakarta").exists()


def test_a_sent_draft_cannot_be_changed_and_holds_no_answers(visitor):
    draft_id, by = visitor
    fill(draft_id, by, factories.scenario("jakarta", "pm1-general-statement"))
    submitting.submit_draft(draft_id, by=by)

    with pytest.raises(Conflict):
        save(draft_id, by)

    with scope("jakarta"):
        assert bytes(Draft.objects.of("jakarta").get(id=draft_id).answers) == b""


def test_too_many_files_are_refused_with_a_way_on(visitor):
    draft_id, by = visitor
    upload = {"by": by, "page_id": "evidence", "question_id": "identity_card", "name": "a.jpg"}
    drafts.add_file(draft_id, content=factories.jpeg("red"), **upload)

    with pytest.raises(Refused, match="Hapus satu dulu"):
        drafts.add_file(draft_id, content=factories.jpeg("blue"), **upload)


def test_discarding_takes_the_files_too(visitor):
    draft_id, by = visitor
    drafts.add_file(
        draft_id,
        by=by,
        page_id="evidence",
        question_id="identity_card",
        name="a.jpg",
        content=factories.jpeg(),
    )

    drafts.discard_draft(draft_id, by=by)

    with scope("jakarta"):
        assert documents.list_files(draft_id, "jakarta") == ()
        assert not Draft.objects.of("jakarta").filter(id=draft_id).exists()


def test_a_draft_nobody_came_back_for_is_forgotten(visitor, work):
    draft_id, _by = visitor

    with time_machine.travel(timezone.now() + drafts.KEPT_FOR * 1.1, tick=True):
        from gapura.kernel import timers

        with scope("jakarta"):
            timers.ensure_periodic("jakarta")
        work()

    with scope("jakarta"):
        assert not Draft.objects.of("jakarta").filter(id=draft_id).exists()


def test_a_visitor_who_signs_in_keeps_the_draft(visitor):
    draft_id, by = visitor
    account = factories.resident("jakarta")
    signed_in = dataclasses.replace(account, proved_cases=by.proved_cases)

    drafts.adopt_draft(draft_id, by=signed_in)

    with scope("jakarta"):
        assert [draft.id for draft in cases.list_my_drafts(seen_by=account)] == [draft_id]


def test_a_photo_that_the_worker_refused_is_not_sent(visitor, work):
    draft_id, by = visitor
    given = factories.scenario("jakarta", "pm1-general-statement")
    fill(draft_id, by, given)
    answer = answers(draft_id, by)["identity_card"][0]
    with scope("jakarta"):
        from gapura.documents.models import StoredFile

        StoredFile.objects.of("jakarta").filter(id=answer["id"]).update(
            state="refused", reason="damaged", sha256="", address=""
        )

    with pytest.raises(Refused, match="tidak dapat dipakai"):
        submitting.submit_draft(draft_id, by=by)
