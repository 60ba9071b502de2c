"""A document is issued once, verified by anyone, taken back by its issuer only."""

import hashlib
import threading
from datetime import UTC, datetime, timedelta
from io import BytesIO
from uuid import uuid4

import pikepdf
import pytest
import time_machine
from django.db import connection

from gapura.documents import commands, queries
from gapura.documents.models import Document
from gapura.documents.rendering import TemplateRefused
from gapura.documents.tests import makers
from gapura.documents.tests.reading import text_of
from gapura.kernel.actors import Actor, Post, system, visitor
from gapura.kernel.errors import Conflict, Forbidden, NotFound, Refused
from gapura.kernel.events import list_events
from gapura.kernel.ids import uuid7
from gapura.kernel.models import Delivery
from gapura.kernel.scope import scope

JAKARTA = system("jakarta")


def officer(role="head", office_id=makers.OFFICE.id):
    post = Post(uuid7(), role, office_id, "kelurahan", "Kelurahan Kemayoran")
    return Actor(kind="officer", jurisdiction="jakarta", account_id=uuid7(), posts=(post,))


def issue(by=JAKARTA, **changes):
    return commands.issue_document(by=by, **makers.issuing(**changes))


def token_of(ref):
    return ref.url.rstrip("/").rsplit("/", 1)[1]


@pytest.fixture(autouse=True)
def _at_the_time_of_issue():
    with time_machine.travel(makers.NOW, tick=False):
        yield


def test_a_document_is_issued_with_number_link_and_event(jakarta):
    ref = issue()

    found, pdf = queries.read_pdf(ref.id, "jakarta")

    assert found == ref
    assert (ref.kind, ref.status, ref.title_in("id")) == ("pm1", "valid", "Surat Keterangan")
    assert (ref.sha256, ref.size) == (hashlib.sha256(pdf).hexdigest(), len(pdf))
    assert str(ref.valid_until) == "2027-02-20"
    assert ref.number in text_of(pdf)
    assert ref.url in text_of(pdf)
    assert ref.file_name == "pm1-" + ref.number.replace("/", "-") + ".pdf"
    assert [row.data for row in list_events("jakarta", ref.case_id)] == [
        {"document_id": str(ref.id)}
    ]


def test_issuing_twice_with_one_key_makes_one_document(jakarta):
    case_id = uuid4()

    first = issue(case_id=case_id, key="event-1")
    second = issue(case_id=case_id, key="event-1")

    assert first == second
    assert queries.list_documents(case_id, "jakarta") == (first,)
    assert len(list_events("jakarta", case_id)) == 1


@pytest.fixture
def case_on_disk(django_db_setup, django_db_blocker):
    """A case id whose documents really commit, so that two threads may meet over it."""
    case_id = uuid4()
    with django_db_blocker.unblock():
        yield case_id
        with scope("jakarta"):
            events = [row.id for row in list_events("jakarta", case_id)]
            Delivery.objects.of("jakarta").filter(event_id__in=events).delete()
            Document.objects.of("jakarta").filter(case_id=case_id).delete()
        connection.close()


def test_issuing_at_the_same_moment_makes_one_document(case_on_disk):
    case_id, refs = case_on_disk, []
    together = threading.Barrier(2)

    def run():
        together.wait()
        refs.append(issue(case_id=case_id, key=f"same-moment-{case_id}"))
        connection.close()

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert refs[0] == refs[1]
    with scope("jakarta"):
        assert queries.list_documents(case_id, "jakarta") == (refs[0],)


def test_a_template_that_fails_leaves_no_document(jakarta):
    with pytest.raises(TemplateRefused):
        issue(template="#panic()", key="broken")

    assert queries.find_by_key("broken", "jakarta") is None


def test_residents_issue_nothing(jakarta):
    with pytest.raises(Forbidden):
        issue(by=visitor("jakarta"))


def test_anyone_with_the_link_sees_enough_to_compare_and_no_more(jakarta):
    ref = issue()

    found = queries.verify(token_of(ref).lower(), "jakarta")

    assert (found.status, found.is_valid, found.number) == ("valid", True, ref.number)
    assert (found.issuer, found.signer) == ("Kelurahan Kemayoran", "Lurah Kemayoran")
    assert found.holder_masked == "R**** P**********"
    assert str(found.issued_on) == "2026-11-20"
    assert [(field.id, field.value, field.masked) for field in found.fields] == [
        ("name", "R**** P**********", True),
        ("nik", "*" * 16, True),
        ("purpose", "Melamar kerja", False),
    ]


def test_no_name_or_number_of_a_person_is_kept_outside_the_pdf(jakarta):
    ref = issue()

    row = Document.objects.of("jakarta").filter(id=ref.id).values().get()

    assert "Puspitasari" not in str(row)
    assert "3171234567890123" not in str(row)


def test_a_token_nobody_gave_is_no_document(jakarta):
    assert queries.verify("0" * 26, "jakarta") is None


def test_another_city_sees_nothing_of_a_document(db):
    ref = issue()

    with scope("depok"):
        assert queries.verify(token_of(ref), "depok") is None
        assert queries.find_by_hash(ref.sha256, "depok") is None
        assert queries.list_documents(ref.case_id, "depok") == ()
        with pytest.raises(NotFound):
            queries.read_pdf(ref.id, "depok")
        with pytest.raises(NotFound):
            queries.read_pdf(ref.id, "jakarta")


def test_a_document_expires_after_its_last_day(jakarta):
    ref = issue()

    with time_machine.travel(datetime(2027, 2, 20, 16, 59, tzinfo=UTC)):  # 23.59 in Jakarta
        on_the_last_day = queries.verify(token_of(ref), "jakarta").status
    with time_machine.travel(datetime(2027, 2, 20, 17, 1, tzinfo=UTC)):
        after_it = queries.verify(token_of(ref), "jakarta").status

    assert (on_the_last_day, after_it) == ("valid", "expired")


def test_a_revoked_document_says_so_and_since_when(jakarta):
    ref = issue()

    with time_machine.travel(makers.NOW + timedelta(days=3), tick=False):
        commands.revoke_document(by=officer(), document_id=ref.id, grounds="Data keliru")

    found = queries.verify(token_of(ref), "jakarta")
    assert (found.status, found.is_valid) == ("revoked", False)
    assert found.ended_at == makers.NOW + timedelta(days=3)
    assert [row.type for row in list_events("jakarta", ref.case_id)] == [
        "document.issued",
        "document.revoked",
    ]


@pytest.mark.parametrize(
    "stranger",
    [officer(role="verifier"), officer(office_id=uuid4()), visitor("jakarta")],
    ids=["another role", "another office", "a visitor"],
)
def test_only_the_post_that_signed_may_revoke(jakarta, stranger):
    ref = issue()

    with pytest.raises(Forbidden):
        commands.revoke_document(by=stranger, document_id=ref.id, grounds="x")

    assert queries.verify(token_of(ref), "jakarta").status == "valid"


def test_revoking_needs_grounds_and_happens_once(jakarta):
    ref = issue()

    with pytest.raises(Refused, match="alasan"):
        commands.revoke_document(by=officer(), document_id=ref.id, grounds="  ")
    commands.revoke_document(by=officer(), document_id=ref.id, grounds="Data keliru")
    with pytest.raises(Conflict):
        commands.revoke_document(by=officer(), document_id=ref.id, grounds="Lagi")


def test_a_new_document_replaces_the_old_one(jakarta):
    old = issue()

    new = issue(case_id=old.case_id, replaces=old.id)

    assert queries.verify(token_of(old), "jakarta").status == "replaced"
    assert queries.verify(token_of(new), "jakarta").status == "valid"


def test_an_untouched_copy_is_genuine(jakarta):
    ref = issue()
    _, pdf = queries.read_pdf(ref.id, "jakarta")

    checked = queries.check_copy(pdf, "jakarta")

    assert (checked.outcome, checked.document.number) == ("genuine", ref.number)
    assert queries.find_by_hash(ref.sha256.upper(), "jakarta").number == ref.number


def test_a_changed_copy_is_known_by_the_link_it_carries(jakarta):
    ref = issue()
    _, pdf = queries.read_pdf(ref.id, "jakarta")
    out = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as copy:
        copy.docinfo["/Title"] = "Surat Keterangan Palsu"
        copy.save(out)

    changed = queries.check_copy(out.getvalue(), "jakarta")

    assert (changed.outcome, changed.document.number) == ("changed", ref.number)


def test_a_copy_of_another_document_does_not_pass_for_this_one(jakarta):
    mine, other = issue(), issue()
    _, pdf = queries.read_pdf(other.id, "jakarta")

    checked = queries.check_copy(pdf, "jakarta", token=token_of(mine))

    assert (checked.outcome, checked.document.number) == ("changed", mine.number)


@pytest.mark.parametrize("content", [b"", b"bukan pdf", makers.jpeg(), makers.encrypted_pdf()])
def test_a_file_that_claims_nothing_is_unknown(jakarta, content):
    assert queries.check_copy(content, "jakarta") == queries.CopyCheck("unknown", None)


def test_a_list_of_documents_costs_one_statement(jakarta, django_assert_num_queries):
    case_id = uuid4()
    for _ in range(3):
        issue(case_id=case_id)

    with django_assert_num_queries(1):
        assert len(queries.list_documents(case_id, "jakarta")) == 3
