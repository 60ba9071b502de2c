"""Files come in once, are shown only when clean, and leave nothing behind."""

import os
import time
from uuid import uuid4

import pytest
from tink import TinkError

from gapura.documents import commands, queries, vault
from gapura.documents.models import StoredFile
from gapura.documents.tests import makers
from gapura.kernel import storage
from gapura.kernel.actors import Actor, system, visitor
from gapura.kernel.errors import NotFound, Refused
from gapura.kernel.events import list_events
from gapura.kernel.scope import scope

JAKARTA, DEPOK = visitor("jakarta"), visitor("depok")


def receive(content=None, *, by=JAKARTA, belongs_to=makers.HERE, **changes):
    arguments = {"name": "ktp.jpg", "accept": makers.ANY, "by": by, "belongs_to": belongs_to}
    return commands.receive_file(content or makers.jpeg(), **(arguments | changes))


def large_photo():
    photo = makers.jpeg((2600, 2600), noise=True)
    assert 2 * 1024 * 1024 < len(photo) < 10 * 1024 * 1024
    return photo


def stored_addresses():
    return {path.name for path in vault._shelf(0).parent.glob("*/*/*")}


def events_of(subject, city="jakarta"):
    return [row.type for row in list_events(city, subject)]


def test_a_small_photo_is_clean_at_once(jakarta):
    ref = receive(makers.jpeg_with_place(), name="KTP Ratna.JPEG")

    again, content = queries.read_file(ref.id, jurisdiction="jakarta")

    assert (ref.name, ref.media_type, ref.state) == ("KTP Ratna.jpg", "image/jpeg", "clean")
    assert (ref.width, ref.height, ref.size) == (40, 60, len(content))
    assert again == ref
    assert b"KameraRahasia" not in content


def test_a_refused_file_leaves_a_sentence_and_nothing_else(jakarta):
    before = stored_addresses()

    with pytest.raises(Refused) as refused:
        receive(makers.heic())

    assert refused.value.code == "heic"
    assert str(refused.value).startswith("Foto ini berformat HEIC")
    assert queries.list_files(makers.HERE, "jakarta") == ()
    assert stored_addresses() == before


def test_a_large_file_is_shown_only_after_the_worker_cleaned_it(db, work):
    draft = uuid4()
    ref = receive(large_photo(), belongs_to=draft)
    with scope("jakarta"):
        original = StoredFile.objects.of("jakarta").get(id=ref.id).address
        with pytest.raises(Refused, match="sedang diperiksa") as refused:
            queries.read_file(ref.id, jurisdiction="jakarta")
    assert (ref.state, ref.sha256, refused.value.code) == ("pending", "", "file-pending")

    work()

    with scope("jakarta"):
        cleaned, content = queries.read_file(ref.id, jurisdiction="jakarta")
        assert events_of(draft) == ["file.received", "file.cleaned"]
    assert (cleaned.state, cleaned.size, cleaned.width) == ("clean", len(content), 2600)
    assert not storage.path_of(original).exists()


def test_a_large_file_that_cannot_be_made_safe_is_refused_by_the_worker(db, work):
    draft = uuid4()
    ref = receive(large_photo()[:-500_000], belongs_to=draft)
    with scope("jakarta"):
        original = StoredFile.objects.of("jakarta").get(id=ref.id).address

    work()

    with scope("jakarta"):
        refused = queries.get_file_ref(ref.id, "jakarta")
        with pytest.raises(Refused, match="rusak atau terpotong"):
            queries.read_file(ref.id, jurisdiction="jakarta")
        assert events_of(draft) == ["file.received", "file.refused"]
    assert (refused.state, refused.reason) == ("refused", "damaged")
    assert "rusak atau terpotong" in refused.sentence
    assert not storage.path_of(original).exists()


def test_cleaning_twice_changes_nothing(db, work):
    ref = receive(large_photo(), belongs_to=uuid4())
    work()
    with scope("jakarta"):
        first = StoredFile.objects.of("jakarta").get(id=ref.id)

    commands.clean_pending_file(ref.id, by=system("jakarta"))

    with scope("jakarta"):
        second = StoredFile.objects.of("jakarta").get(id=ref.id)
    assert (second.address, second.sha256) == (first.address, first.sha256)


def test_sending_a_file_twice_for_one_question_makes_one(jakarta):
    photo = makers.jpeg()

    first = receive(photo, evidence="identity_card")
    second = receive(photo, evidence="identity_card")
    elsewhere = receive(photo, evidence="family_card")

    assert first == second
    assert [ref.id for ref in queries.list_files(makers.HERE, "jakarta")] == [
        first.id,
        elsewhere.id,
    ]


def test_another_city_sees_nothing_of_a_file(db):
    ref = receive()
    same_bytes_elsewhere = receive(by=DEPOK)

    with scope("depok"):
        listed = queries.list_files(makers.HERE, "depok")
        with pytest.raises(NotFound):
            queries.read_file(ref.id, jurisdiction="depok")
        with pytest.raises(NotFound):
            queries.read_file(ref.id, jurisdiction="jakarta")

    assert [found.id for found in listed] == [same_bytes_elsewhere.id]


def test_stored_bytes_are_sealed_and_open_for_their_own_row_only(jakarta):
    content = makers.pdf()
    ref = receive(content, name="kk.pdf")
    row = StoredFile.objects.of("jakarta").get(id=ref.id)

    at_rest = storage.get(row.address)

    assert b"%PDF" not in at_rest
    with pytest.raises(TinkError):
        vault.fetch(row.address, jurisdiction="jakarta", row_id=uuid4())
    with pytest.raises(TinkError):
        vault.fetch(row.address, jurisdiction="depok", row_id=row.id)


def test_the_files_of_a_draft_move_to_its_case(jakarta):
    draft, case = uuid4(), uuid4()
    ref = receive(belongs_to=draft)
    other = receive(belongs_to=makers.HERE)

    commands.move_files(draft, case, by=JAKARTA)

    assert [found.id for found in queries.list_files(case, "jakarta")] == [ref.id]
    assert queries.list_files(draft, "jakarta") == ()
    assert [found.id for found in queries.list_files(makers.HERE, "jakarta")] == [other.id]


def test_a_removed_file_is_gone_and_its_bytes_follow(db, work):
    draft = uuid4()
    ref, kept = receive(belongs_to=draft), receive(makers.png(), belongs_to=draft)
    with scope("jakarta"):
        rows = StoredFile.objects.of("jakarta")
        gone, stays = rows.get(id=ref.id).address, rows.get(id=kept.id).address

    commands.remove_file(ref.id, by=JAKARTA)
    commands.remove_file(ref.id, by=JAKARTA)
    work()

    with scope("jakarta"):
        assert [found.id for found in queries.list_files(draft, "jakarta")] == [kept.id]
        assert events_of(draft) == ["file.removed"]
    assert (storage.path_of(gone).exists(), storage.path_of(stays).exists()) == (False, True)


def test_a_discarded_draft_takes_its_pending_files_along(db, work):
    draft = uuid4()
    receive(large_photo(), belongs_to=draft)
    receive(belongs_to=draft)
    with scope("jakarta"):
        rows = StoredFile.objects.of("jakarta").filter(belongs_to=draft).order_by("id")
        addresses = list(rows.values_list("address", flat=True))

    commands.discard_files(draft, by=JAKARTA)
    work()

    with scope("jakarta"):
        assert queries.list_files(draft, "jakarta") == ()
    assert [storage.path_of(address).exists() for address in addresses] == [False, False]


def test_the_sweep_forgets_what_never_committed_and_nothing_else(db):
    officer = Actor(kind="officer", jurisdiction="jakarta")
    ref = receive(belongs_to=uuid4())
    with scope("jakarta"):
        named = StoredFile.objects.of("jakarta").get(id=ref.id).address
    orphan = vault.keep(b"a", jurisdiction="jakarta", row_id=uuid4())
    fresh = vault.keep(b"b", jurisdiction="jakarta", row_id=uuid4())
    elsewhere = vault.keep(b"c", jurisdiction="depok", row_id=uuid4())
    foreign = storage.put(b"not of the vault " + uuid4().bytes)
    two_days_ago = time.time() - 2 * 86_400
    for address in (named, orphan, elsewhere, foreign):
        os.utime(storage.path_of(address), (two_days_ago, two_days_ago))

    for address in (named, orphan, fresh, elsewhere, foreign):
        commands.sweep_orphans(int(address[:2], 16), by=officer)

    assert [
        storage.path_of(address).exists() for address in (named, orphan, fresh, elsewhere, foreign)
    ] == [True, False, True, True, True]


def test_a_list_of_files_costs_one_statement_for_one_or_three(jakarta, django_assert_num_queries):
    one, three = uuid4(), uuid4()
    receive(belongs_to=one)
    for _ in range(3):
        receive(belongs_to=three)

    with django_assert_num_queries(1):
        queries.list_files(one, "jakarta")
    with django_assert_num_queries(1):
        assert len(queries.list_files(three, "jakarta")) == 3
