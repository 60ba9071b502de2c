"""Can I get this, and what will I need? The page as it answers."""

import pytest

from gapura.kernel.scope import scope
from gapura.notifications.models import OutgoingMail

ADDRESS = "/jakarta/layanan/kjp-plus/cek/"
FAMILY = {
    "address": "31.71.03.1001", "relation": "mother", "stage": "sd", "school_kind": "public",
    "child_birth_date_day": "12", "child_birth_date_month": "3", "child_birth_date_year": "2018",
    "dtks_status": "listed", "owns_car": "no", "owns_property": "no", "public_employee": "no",
}  # fmt: skip
ASKED = ["address", "relation", "child_birth_date", "stage", "school_kind", "dtks_status",
         "owns_car", "owns_property", "public_employee"]  # fmt: skip


def ask(client, **more):
    return client.post(ADDRESS, {**FAMILY, "ditanya": ASKED, **more})


def letters():
    with scope("jakarta"):
        return list(OutgoingMail.objects.of("jakarta").order_by("id"))


def test_the_list_is_sent_to_the_address_that_was_typed(db, client):
    answer = ask(client, a="kirim", kepada="ratna@example.org")

    (letter,) = letters()
    assert answer.status_code == 200
    assert "ratna@example.org" in answer.content.decode()
    assert (letter.to, "KJP Plus" in letter.subject) == ("ratna@example.org", True)


def test_who_sends_again_and_again_waits_and_the_same_list_is_one_mail(db, client):
    for _each in range(3):
        ask(client, a="kirim", kepada="ratna@example.org")

    assert "Tunggu" in ask(client, a="kirim", kepada="ratna@example.org").content.decode()
    assert len(letters()) == 1


def test_nothing_is_kept_of_what_somebody_asks(db, client):
    ask(client)

    assert "sessionid" not in client.cookies
    assert letters() == []


@pytest.mark.parametrize("typed", ["2026-13-45", "", "x" * 5000])
def test_whatever_is_typed_gets_a_page(db, client, typed):
    answer = ask(client, child_birth_date_day=typed, property_njop=typed, stage=typed)

    assert answer.status_code in {200, 422}
