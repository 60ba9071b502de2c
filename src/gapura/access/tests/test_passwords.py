"""Officers come in by password; it is set by a mailed link and by nothing else."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.contrib.sessions.backends.db import SessionStore
from django.test import RequestFactory

from gapura.access import commands, queries
from gapura.access.models import Account
from gapura.access.tests.makers import actor, an_office, appoint
from gapura.kernel.actors import system
from gapura.kernel.errors import Conflict, Forbidden, Refused, TooMany

HERE, ELSEWHERE = "198.51.100.7", "203.0.113.9"
SRI, PASSWORD = "sri@contoh.id", "gapura-terbuka-7"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(datetime(2026, 11, 23, 5, tzinfo=UTC), tick=False) as travelled:
        yield travelled


@pytest.fixture
def sri(db):
    account_id = appoint(email=SRI, office=an_office())
    commands.give_password(SRI, PASSWORD, by=system("jakarta"))
    return account_id


def request():
    made = RequestFactory().post("/")
    made.session = SessionStore()
    return made


def sign_in(password=PASSWORD, email=SRI, city="jakarta", address=HERE):
    asked = request()
    commands.sign_in_officer(asked, email, password, jurisdiction=city, address=address)
    return asked.session["_auth_user_id"]


def mailed_token(mail, path):
    return mail.body.split(f"/{path}/")[1].split("/")[0]


def test_the_right_password_opens_the_desk(sri):
    assert sign_in(email=" Sri@Contoh.id ") == str(sri)


@pytest.mark.parametrize("password", ["", "salah-semua-99", PASSWORD.upper()])
def test_a_wrong_password_opens_nothing(sri, password):
    with pytest.raises(Refused, match="tidak cocok"):
        sign_in(password)


def test_an_unknown_address_gets_the_same_answer(sri):
    with pytest.raises(Refused) as unknown:
        sign_in(email="tidak.ada@contoh.id")
    with pytest.raises(Refused) as known:
        sign_in("salah-semua-99")

    assert str(unknown.value) == str(known.value)


def test_guessing_is_slowed_and_the_owner_still_comes_in(sri, clock):
    sign_in()
    for _each in range(3):
        with pytest.raises(Refused):
            sign_in("salah-semua-99", address=ELSEWHERE)

    with pytest.raises(TooMany):
        sign_in(address=ELSEWHERE)
    assert sign_in(address=HERE) == str(sri)
    clock.shift(timedelta(seconds=1))
    assert sign_in(address=ELSEWHERE) == str(sri)


def test_an_officer_of_another_city_has_no_desk_here(sri):
    with pytest.raises(Forbidden, match="tidak memegang tugas di kota ini"):
        sign_in(city="depok")


def test_a_closed_account_does_not_open(sri):
    Account.objects.filter(id=sri).update(is_active=False)

    with pytest.raises(Refused, match="tidak cocok"):
        sign_in()


def test_a_forgotten_password_is_set_anew_by_the_mailed_link_once(sri, work, mailoutbox):
    commands.request_password_reset(SRI, jurisdiction="jakarta", address=HERE)
    work()
    token = mailed_token(mailoutbox[0], "kata-sandi")

    commands.set_password(token, "pintu-baru-2026", jurisdiction="jakarta")
    work()

    assert sign_in("pintu-baru-2026") == str(sri)
    assert [mail.subject for mail in mailoutbox[1:]] == ["Kata sandi Anda sudah diganti"]
    with pytest.raises(Refused, match="sudah dipakai"):
        commands.set_password(token, "pintu-lain-2026", jurisdiction="jakarta")


def test_a_reset_link_ends_after_three_days(sri, work, mailoutbox, clock):
    commands.request_password_reset(SRI, jurisdiction="jakarta", address=HERE)
    work()
    token = mailed_token(mailoutbox[0], "kata-sandi")

    clock.shift(timedelta(days=3, seconds=1))

    assert queries.find_invited(token) is None
    with pytest.raises(Refused):
        commands.set_password(token, "pintu-baru-2026", jurisdiction="jakarta")


@pytest.mark.parametrize("token", ["", "x", "omong.kosong", f"{'0' * 32}.abc-def"])
def test_a_made_up_link_opens_nothing(sri, token):
    assert queries.find_invited(token) is None


def test_a_reset_for_strangers_and_residents_sends_nothing(sri, work, mailoutbox):
    Account.objects.create_user("warga@contoh.id")

    for email in ("warga@contoh.id", "tidak.ada@contoh.id"):
        commands.request_password_reset(email, jurisdiction="jakarta", address=HERE)
    commands.request_password_reset(SRI, jurisdiction="depok", address=HERE)
    work()

    assert mailoutbox == []


@pytest.mark.parametrize("password", ["pendek", "password123", "1234567890"])
def test_a_weak_password_is_refused(sri, work, mailoutbox, password):
    commands.request_password_reset(SRI, jurisdiction="jakarta", address=HERE)
    work()

    with pytest.raises(Refused) as refusal:
        commands.set_password(
            mailed_token(mailoutbox[0], "kata-sandi"), password, jurisdiction="jakarta"
        )

    assert refusal.value.code == "weak-password"


def test_nobody_gives_a_password_to_somebody_else(sri):
    with pytest.raises(Forbidden):
        commands.give_password(SRI, "pintu-baru-2026", by=actor(sri))


@pytest.fixture
def change(sri, work, mailoutbox):
    """Ask for another address; (confirm, stop) as mailed."""

    def asked(to="sri.baru@contoh.id", password=PASSWORD):
        commands.request_email_change(to, by=actor(sri), password=password, address=HERE)
        work()
        tokens = {mail.to[0]: mailed_token(mail, "surel") for mail in mailoutbox[-2:]}
        assert set(tokens) == {to, SRI}
        return tokens[to], tokens[SRI]

    return asked


def test_the_new_address_confirms_and_both_are_told(sri, change, work, mailoutbox):
    confirm, _stop = change()

    commands.confirm_email_change(confirm, jurisdiction="jakarta")
    work()

    assert sign_in(email="sri.baru@contoh.id") == str(sri)
    assert sorted(mail.to[0] for mail in mailoutbox[2:]) == ["sri.baru@contoh.id", SRI]
    with pytest.raises(Refused):
        sign_in(email=SRI)


def test_the_old_address_can_stop_the_change(sri, change):
    confirm, stop = change()
    assert queries.find_email_change(stop).purpose == "stop"

    commands.stop_email_change(stop, jurisdiction="jakarta")

    assert queries.find_email_change(confirm) is None
    with pytest.raises(Refused, match="dihentikan"):
        commands.confirm_email_change(confirm, jurisdiction="jakarta")
    assert queries.account_email(sri) == SRI


def test_the_links_of_a_change_cannot_be_swapped_or_made_up(change):
    _confirm, stop = change()

    for token in (stop, "omong-kosong"):
        with pytest.raises(Refused):
            commands.confirm_email_change(token, jurisdiction="jakarta")


def test_an_address_taken_meanwhile_is_refused(sri, change):
    confirm, _stop = change()
    Account.objects.create_user("sri.baru@contoh.id")

    with pytest.raises(Conflict, match="akun lain"):
        commands.confirm_email_change(confirm, jurisdiction="jakarta")

    assert queries.account_email(sri) == SRI


def test_a_desk_left_open_is_not_enough_to_change_the_address(sri, work, mailoutbox):
    with pytest.raises(Refused, match="Kata sandi tidak cocok"):
        commands.request_email_change(
            "maling@contoh.id", by=actor(sri), password="tebakan-saja-1", address=HERE
        )
    work()

    assert mailoutbox == []


def test_a_link_of_a_change_ends_after_a_day(change, clock):
    confirm, _stop = change()

    clock.shift(timedelta(days=1, seconds=1))

    assert queries.find_email_change(confirm) is None
    with pytest.raises(Refused):
        commands.confirm_email_change(confirm, jurisdiction="jakarta")
