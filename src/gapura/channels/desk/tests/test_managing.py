"""Those who administer: people, offices, days and services of their own part of the city."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core import mail
from django.utils import timezone

from gapura.access.queries import list_absences, list_posts
from gapura.cases.models import Case
from gapura.catalogue.queries import get_service
from gapura.channels.desk.tests.makers import KELURAHAN, OTHER_KELURAHAN, at_desk, desk, html, text
from gapura.jurisdictions.models import CalendarDay
from gapura.jurisdictions.queries import get_office
from gapura.kernel.events import list_events
from gapura.kernel.models import DEAD, WAITING, Delivery
from gapura.kernel.scope import scope
from tests.harness import factories

PAGES = [
    "manage",
    "officers",
    "new-officer",
    "offices",
    "new-office",
    "calendar",
    "services",
    "failures",
]
FRIDAY = "2026-11-20T02:00:00Z"


@pytest.fixture
def governor(db):
    """The administrator of the highest office."""
    return factories.officer("jakarta", "administrator", "pemprov", name="Adi Nugroho")


def posts_of(account_id):
    with scope("jakarta"):
        return list_posts("jakarta", account_id)


def case_of(sent):
    with scope("jakarta"):
        return Case.objects.of("jakarta").get(id=sent.case_id)


@pytest.mark.parametrize("page", PAGES)
def test_only_administrators_come_in(verifier, administrator, page):
    assert at_desk(verifier).get(desk(page)).status_code == 403
    assert at_desk(administrator).get(desk(page)).status_code == 200


def test_a_new_officer_gets_a_post_and_a_link(administrator, work):
    response = at_desk(administrator).post(
        desk("new-officer"),
        {
            "name": "Rina Marlina",
            "email": "rina@contoh.id",
            "role": "verifier",
            "office": KELURAHAN,
            "starts_on": timezone.localdate().isoformat(),
        },
        follow=True,
    )
    work()

    assert "Rina Marlina" in text(response)
    assert mail.outbox[-1].to == ["rina@contoh.id"]
    assert "/jakarta/desk/kata-sandi/" in mail.outbox[-1].body


def test_an_administrator_adds_nobody_to_an_office_elsewhere(administrator):
    response = at_desk(administrator).post(
        desk("new-officer"),
        {
            "name": "Rina Marlina",
            "email": "rina@contoh.id",
            "role": "verifier",
            "office": OTHER_KELURAHAN,
            "starts_on": timezone.localdate().isoformat(),
        },
    )

    assert response.status_code == 422
    assert "Anda bukan pengelola kantor ini" in text(response)


def test_an_officer_of_another_tree_is_not_shown_or_touched(administrator):
    stranger = factories.officer("jakarta", "verifier", OTHER_KELURAHAN, name="Orang Lain")
    (post,) = posts_of(stranger.account_id)
    client = at_desk(administrator)
    today = timezone.localdate().isoformat()

    shown = client.get(desk("officer", stranger.account_id))
    listed = client.get(desk("officers"))
    ended = client.post(desk("end-post", post.post_id), {"ends_on": today})
    away = client.post(
        desk("add-absence", stranger.account_id),
        {"absence-starts_on": today, "absence-until": today},
    )

    assert shown.status_code == 404
    assert "Orang Lain" not in text(listed)
    assert ended.status_code in {403, 404}
    assert away.status_code in {403, 404}
    assert posts_of(stranger.account_id)[0].ends_on is None


def test_a_post_is_ended_and_another_one_given(administrator, verifier):
    (post,) = posts_of(verifier.account_id)
    client = at_desk(administrator)
    today = timezone.localdate()

    client.post(desk("end-post", post.post_id), {"ends_on": today.isoformat()})
    client.post(
        desk("add-post", verifier.account_id),
        {"post-role": "head", "post-office": KELURAHAN, "post-starts_on": today.isoformat()},
    )

    held = {(row.role, row.ends_on) for row in posts_of(verifier.account_id)}
    assert held == {("verifier", today), ("head", None)}


def test_an_absence_is_noted_with_who_stands_in_and_taken_back(administrator, verifier, colleague):
    client = at_desk(administrator)
    today = timezone.localdate()

    response = client.post(
        desk("add-absence", verifier.account_id),
        {
            "absence-starts_on": today.isoformat(),
            "absence-until": (today + timedelta(days=3)).isoformat(),
            "absence-delegate": str(colleague.account_id),
            "absence-note": "Cuti tahunan",
        },
        follow=True,
    )
    with scope("jakarta"):
        (absence,) = list_absences("jakarta", verifier.account_id)
    client.post(desk("end-absence", verifier.account_id, absence.id))

    assert "digantikan Dimas Prakoso · Cuti tahunan" in text(response)
    with scope("jakarta"):
        assert list_absences("jakarta", verifier.account_id) == []


def test_an_absence_that_ends_before_it_begins_is_said_on_the_page(administrator, verifier):
    response = at_desk(administrator).post(
        desk("add-absence", verifier.account_id),
        {"absence-starts_on": "2027-05-02", "absence-until": "2027-05-01"},
    )

    assert response.status_code == 422
    assert "Hari terakhir tidak boleh sebelum hari pertama." in text(response)


def test_an_office_keeps_its_hours_right(administrator):
    response = at_desk(administrator).post(
        desk("office", KELURAHAN),
        {"address": "Jalan Garuda 1", "phone": "021-1", "mon": "08:00-12:00", "tue": "08:00-12:00"},
    )

    with scope("jakarta"):
        office = get_office("jakarta", KELURAHAN)
    assert response.status_code == 302
    assert (office.address, office.hours) == (
        "Jalan Garuda 1",
        {"mon": "08:00-12:00", "tue": "08:00-12:00"},
    )


def test_unreadable_hours_and_offices_of_others_are_refused(administrator):
    client = at_desk(administrator)

    unreadable = client.post(desk("office", KELURAHAN), {"mon": "pagi"})
    elsewhere = client.post(desk("office", OTHER_KELURAHAN), {"address": "Jalan Lain"})

    assert (unreadable.status_code, elsewhere.status_code) == (422, 422)
    assert "Anda bukan pengelola kantor ini" in text(elsewhere)
    with scope("jakarta"):
        assert get_office("jakarta", OTHER_KELURAHAN).address != "Jalan Lain"


def test_a_day_is_first_looked_at_then_set_and_deadlines_move(administrator, verifier, work):
    day = {"on": "2026-11-23", "office": KELURAHAN, "kind": "local_closed", "name_id": "Banjir"}
    with time_machine.travel(FRIDAY, tick=False):
        sent = factories.submit()
        client = at_desk(administrator)
        before = case_of(sent).due_at

        preview = client.post(desk("calendar-day"), day)
        untouched = case_of(sent).due_at
        client.post(desk("calendar-day"), {**day, "tahap": "kirim"})
        work()

    assert "1 batas waktu bergeser" in text(preview)
    assert f"{sent.number} janji kepada warga Kelurahan Kemayoran Sen 23 Nov 2026, 24.00 WIB" in (
        text(preview)
    )
    assert "Sel 24 Nov 2026, 24.00 WIB" in text(preview)
    assert untouched == before
    assert case_of(sent).due_at == before + timedelta(days=1)
    with scope("jakarta"):
        moved = [e for e in list_events("jakarta", sent.case_id) if e.type == "case.deadline_moved"]
    assert len(moved) == 2  # the promise and the deadline of the SOP


def test_a_day_for_all_offices_is_for_the_highest_one(administrator, governor):
    day = {"on": "2026-12-01", "kind": "local_closed", "name_id": "Pemilu", "tahap": "kirim"}

    refused = at_desk(administrator).post(desk("calendar-day"), day)
    done = at_desk(governor).post(desk("calendar-day"), day)

    assert (refused.status_code, done.status_code) == (422, 302)
    with scope("jakarta"):
        days = CalendarDay.objects.of("jakarta").filter(date=date(2026, 12, 1))
        assert [row.kind for row in days.order_by("id")] == ["local_closed"]


def test_a_preview_names_no_case_of_an_office_elsewhere(administrator, verifier):
    stranger = factories.officer("jakarta", "administrator", "kec-31.71.01", name="Orang Lain")
    with time_machine.travel(FRIDAY, tick=False):
        sent = factories.submit()
        preview = at_desk(stranger).post(
            desk("calendar-day"),
            {"on": "2026-11-23", "office": KELURAHAN, "kind": "local_closed", "name_id": "Banjir"},
        )

    assert sent.number not in html(preview)
    assert "Urusan kantor lain tidak ditampilkan satu per satu." in text(preview)


def test_a_service_is_closed_with_a_reason_and_opened_again(governor):
    client = at_desk(governor)
    code = "pm1-general-statement"

    bare = client.post(desk("closure", code), {f"{code}-reason": " "})
    client.post(desk("closure", code), {f"{code}-reason": "Server dipindah."})
    with scope("jakarta"):
        closed = get_service("jakarta", code, on=timezone.localdate())
    client.post(desk("opening", code))
    with scope("jakarta"):
        opened = get_service("jakarta", code, on=timezone.localdate())

    assert bare.status_code == 422
    assert (closed.is_open, closed.closed_reason) == (False, "Server dipindah.")
    assert opened.is_open


def test_the_administrator_of_a_kecamatan_closes_no_service(administrator):
    code = "pm1-general-statement"

    response = at_desk(administrator).post(desk("closure", code), {f"{code}-reason": "Saya sibuk."})

    assert response.status_code == 422
    with scope("jakarta"):
        assert get_service("jakarta", code, on=timezone.localdate()).is_open


def test_a_duty_that_died_is_shown_and_tried_anew(administrator):
    sent = factories.submit()
    with scope("jakarta"):
        mine = Delivery.objects.of("jakarta").filter(event__subject_id=sent.case_id)
        dead = mine.order_by("id").first()
        dead.state, dead.last_error, dead.attempts = DEAD, "OSError: kabel putus", 15
        dead.save()
    client = at_desk(administrator)

    shown = text(client.get(desk("failures")))
    client.post(desk("retry", dead.id))
    again = client.post(desk("retry", dead.id))

    assert f"{sent.number}" in shown
    assert "OSError: kabel putus" in shown
    assert again.status_code == 404
    with scope("jakarta"):
        row = Delivery.objects.of("jakarta").get(id=dead.id)
    assert (row.state, row.attempts, row.last_error) == (WAITING, 0, "")
