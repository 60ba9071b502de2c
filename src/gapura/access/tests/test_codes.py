"""Residents come in by a mailed code: once, soon, from the browser that asked."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.contrib.sessions.backends.db import SessionStore
from django.test import RequestFactory

from gapura.access import commands
from gapura.access.models import Account, PendingCode
from gapura.kernel.errors import Refused, TooMany
from gapura.kernel.scope import scope
from gapura.notifications.models import OutgoingMail

HERE, ELSEWHERE = "198.51.100.7", "203.0.113.9"
EMAIL = "siti@contoh.id"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(datetime(2026, 11, 23, 5, tzinfo=UTC), tick=False) as travelled:
        yield travelled


@pytest.fixture
def ask(db, work, mailoutbox):
    """Ask for a code; (challenge, the code in the mail)."""

    def asked(email=EMAIL, language="id"):
        challenge = commands.request_code(
            email, jurisdiction="jakarta", address=HERE, language=language
        )
        work()
        return challenge, mailoutbox[-1].subject.split()[0]

    return asked


def wrong(code):
    return f"{(int(code) + 1) % 1_000_000:06d}"


def test_the_mailed_code_opens_the_account_and_makes_it_the_first_time(ask):
    challenge, code = ask()

    account = commands.confirm_code(challenge, f" {code[:3]} {code[3:]} ", address=HERE)

    assert (account.email, account.has_usable_password()) == (EMAIL, False)
    again, code = ask(" SITI@contoh.id")
    assert commands.confirm_code(again, code, address=HERE).id == account.id
    assert Account.objects.filter(email=EMAIL).count() == 1


def test_the_mail_speaks_the_language_of_the_reader(ask, mailoutbox):
    ask()

    mail = mailoutbox[0]
    assert "Kode berlaku 10 menit" in mail.body
    assert mail.extra_headers["Auto-Submitted"] == "auto-generated"


def test_a_code_is_used_once(ask):
    challenge, code = ask()
    commands.confirm_code(challenge, code, address=HERE)

    with pytest.raises(Refused, match="sudah tidak berlaku"):
        commands.confirm_code(challenge, code, address=HERE)


def test_a_code_ends_after_ten_minutes(ask, clock):
    challenge, code = ask()

    clock.shift(timedelta(minutes=10))

    with pytest.raises(Refused, match="lewat 10 menit"):
        commands.confirm_code(challenge, code, address=HERE)


def test_the_right_code_after_five_wrong_ones_is_refused(ask, clock):
    challenge, code = ask()
    for _each in range(5):
        with pytest.raises(Refused, match="tidak cocok"):
            commands.confirm_code(challenge, wrong(code), address=HERE)
        clock.shift(timedelta(seconds=60))

    with pytest.raises(Refused, match="terlalu sering salah"):
        commands.confirm_code(challenge, code, address=HERE)


def test_wrong_codes_one_after_the_other_make_one_wait(ask):
    challenge, code = ask()
    for _each in range(3):
        with pytest.raises(Refused):
            commands.confirm_code(challenge, wrong(code), address=HERE)

    with pytest.raises(TooMany):
        commands.confirm_code(challenge, code, address=HERE)


def test_the_code_of_one_browser_is_of_no_use_in_another(ask):
    mine, my_code = ask()
    theirs = commands.request_code(EMAIL, jurisdiction="jakarta", address=ELSEWHERE)

    with pytest.raises(Refused):
        commands.confirm_code(theirs, my_code, address=ELSEWHERE)
    with pytest.raises(Refused):
        commands.confirm_code(uuid4(), my_code, address=ELSEWHERE)

    assert commands.confirm_code(mine, my_code, address=HERE).email == EMAIL


def test_asking_again_and_again_fills_nobodys_mailbox(ask):
    for _each in range(3):
        commands.request_code(EMAIL, jurisdiction="jakarta", address=HERE)

    with pytest.raises(TooMany):
        commands.request_code(EMAIL, jurisdiction="jakarta", address=HERE)


def test_the_code_is_nowhere_in_clear_once_the_mail_has_left(ask):
    challenge, code = ask()

    pending = PendingCode.objects.get(id=challenge)
    with scope("jakarta"):
        mail = OutgoingMail.objects.of("jakarta").get(key=f"sign-in-code:{challenge}")
    assert code not in pending.digest
    assert (mail.state, mail.body) == ("sent", "")


def test_an_address_that_is_none_is_refused_with_an_example(db):
    with pytest.raises(Refused, match=r"nama@contoh\.id"):
        commands.request_code("siti di contoh", jurisdiction="jakarta", address=HERE)


def test_a_closed_account_does_not_open(ask):
    Account.objects.create_user(EMAIL, is_active=False)
    challenge, code = ask()

    with pytest.raises(Refused):
        commands.confirm_code(challenge, code, address=HERE)


def test_the_session_belongs_to_the_account(ask):
    challenge, code = ask()
    request = RequestFactory().post("/")
    request.session = SessionStore()

    account = commands.sign_in_resident(request, challenge, code, address=HERE)

    assert request.session["_auth_user_id"] == str(account.id)
    commands.sign_out(request)
    assert "_auth_user_id" not in request.session
