"""Supervisors share out work and read the trail; the counter gives a new PIN; notices are read."""

import re

import pytest
import time_machine
from django.utils import timezone

from gapura.access import commands as access
from gapura.cases.commands import pins, working
from gapura.cases.models import Task
from gapura.channels.desk.tests.makers import (
    OTHER_KELURAHAN,
    at_desk,
    desk,
    html,
    looks,
    statements,
    text,
)
from gapura.kernel import actors
from gapura.kernel.errors import Refused
from gapura.kernel.scope import scope
from gapura.notifications import commands as notifications
from tests.harness import factories


def holder_of(sent):
    with scope("jakarta"):
        return Task.objects.of("jakarta").get(case_id=sent.case_id, closed_at=None).assignee_id


def test_the_board_is_for_those_who_oversee(verifier, supervisor):
    factories.submit()

    assert at_desk(verifier).get(desk("board")).status_code == 403
    assert "Surat keterangan (PM1)" in text(at_desk(supervisor).get(desk("board")))


def test_the_board_counts_late_and_free_and_names_nobody_best(verifier, supervisor):
    with time_machine.travel("2026-11-18T02:00:00Z", tick=False):
        late = factories.submit()
        working.take_task(late.case_id, officer=verifier)

    page = text(at_desk(supervisor).get(desk("board")))

    assert "Lewat batas 1" in page
    assert re.search(r"Sri Wahyuni 1 1 0", page)
    assert "bukan untuk menilai orang" in page


def test_the_board_costs_the_same_for_one_case_and_for_many(verifier, supervisor):
    client = at_desk(supervisor)
    factories.submit()
    client.get(desk("board"))
    few = statements(client, desk("board"))
    for _each in range(8):
        factories.submit()

    many = statements(client, desk("board"))

    assert len(many) == len(few)


def test_a_supervisor_gives_the_task_to_somebody_who_is_there(verifier, colleague, supervisor):
    sent = factories.submit()
    working.take_task(sent.case_id, officer=verifier)
    today = timezone.localdate()
    client = at_desk(supervisor)

    client.post(desk("reassignment", sent.number), {"to": str(colleague.account_id)})
    given = holder_of(sent)
    access.set_absence(
        by=actors.system("jakarta"), account_id=verifier.account_id, starts_on=today, until=today
    )
    page = html(client.get(desk("reassignment", sent.number)))

    assert given == colleague.account_id
    assert str(colleague.account_id) in page
    assert str(verifier.account_id) not in page


def test_a_supervisor_of_another_kecamatan_may_not(verifier):
    sent = factories.submit()
    stranger = factories.officer("jakarta", "supervisor", "kec-31.71.01")

    response = at_desk(stranger).post(desk("reassignment", sent.number), {"to": ""})

    assert response.status_code == 404


def test_a_verifier_may_not_share_out_work(verifier):
    sent = factories.submit()

    assert at_desk(verifier).get(desk("reassignment", sent.number)).status_code == 403


def test_who_is_away_stands_on_the_board_with_who_stands_in(verifier, colleague, supervisor):
    today = timezone.localdate()
    access.set_absence(
        by=actors.system("jakarta"),
        account_id=colleague.account_id,
        starts_on=today,
        until=today,
        delegate_id=verifier.account_id,
    )

    page = text(at_desk(supervisor).get(desk("board")))

    assert "Dimas Prakoso Kelurahan Kemayoran" in page
    assert "digantikan Sri Wahyuni" in page


def test_the_trail_says_who_looked_at_what_and_why(verifier, supervisor):
    sent = factories.submit()
    at_desk(verifier).post(
        desk("reveal", sent.number), {"path": "nik", "purpose": "match_register"}
    )

    page = text(at_desk(supervisor).get(desk("trail"), {"nomor": sent.number}))

    assert (
        "Sri Wahyuni Nilai tersamar (tombol Tampilkan) NIK Anda Mencocokkan dengan register" in page
    )


def test_reading_the_trail_is_itself_in_the_trail(supervisor, verifier):
    sent = factories.submit()

    at_desk(supervisor).get(desk("trail"), {"nomor": sent.number})

    assert [look.account_id for look in looks(sent, "case")] == [supervisor.account_id]


def test_the_trail_is_not_for_those_who_work_the_case(verifier):
    assert at_desk(verifier).get(desk("trail")).status_code == 403


def test_the_counter_gives_a_new_pin_and_the_old_one_ends(verifier):
    sent = factories.submit()
    client = at_desk(verifier)
    client.get(desk("counter"), {"nomor": sent.number})

    response = client.post(desk("new-pin", sent.number), {"checked": "1"})

    new = re.search(r">(\d{6})<", html(response))[1]
    assert new != sent.pin
    assert response["Cache-Control"] == "no-store"
    somebody = actors.visitor("jakarta")
    opened = pins.open_with_pin(by=somebody, number=sent.number, pin=new, address="127.0.0.1")
    assert opened == sent.case_id
    with pytest.raises(Refused, match="tidak cocok"):
        pins.open_with_pin(by=somebody, number=sent.number, pin=sent.pin, address="127.0.0.1")


def test_the_counter_of_another_kelurahan_gives_no_pin(verifier):
    sent = factories.submit()
    stranger = factories.officer("jakarta", "verifier", OTHER_KELURAHAN)

    found = at_desk(stranger).get(desk("counter"), {"nomor": sent.number})
    response = at_desk(stranger).post(desk("new-pin", sent.number), {"checked": "1"})

    assert "Urusan ini tidak ditemukan." in text(found)
    assert response.status_code == 404


def test_a_pin_is_not_replaced_before_the_card_was_checked(verifier):
    sent = factories.submit()

    response = at_desk(verifier).post(desk("new-pin", sent.number))

    assert response.status_code == 422


def test_notices_are_counted_in_the_bar_until_they_are_read(verifier):
    for each in range(2):
        notifications.notify(
            account_id=verifier.account_id,
            subject=f"Tugas baru {each}",
            body="",
            link=desk("queue"),
            key=f"t{each}",
            by=actors.system("jakarta"),
        )
    client = at_desk(verifier)

    before = html(client.get(desk("notices")))
    client.post(desk("notices-read"))
    after = html(client.get(desk("notices")))

    assert before.count("Sudah dibaca") == 2
    assert '<span class="n">2' in before
    assert '<span class="n">' not in after
