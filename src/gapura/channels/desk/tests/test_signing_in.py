"""In and out of the desk; a wrong password waits longer each time and locks nobody out."""

import re

import pytest
from django.core import mail
from django.test import Client

from gapura.access import commands as access
from gapura.access.models import Account
from gapura.channels.desk.tests.makers import at_desk, desk, html, text
from gapura.kernel import actors
from tests.harness import factories

PASSWORD = "kuda baterai jepit benar"


@pytest.fixture
def known(verifier):
    """The e-mail address of an officer who has a password."""
    email = Account.objects.get(id=verifier.account_id).email
    access.give_password(email, PASSWORD, by=actors.system("jakarta"))
    return email


def sign_in(client, email, password, onward=""):
    query = f"?lanjut={onward}" if onward else ""
    return client.post(desk("sign-in") + query, {"email": email, "password": password})


def link_in_last_mail():
    return re.search(r"http://[^/]+(/\S+)", mail.outbox[-1].body)[1]


def test_the_right_password_leads_to_where_one_wanted_to_go(client, known):
    response = sign_in(client, known, PASSWORD, onward=desk("counter"))

    assert response.url == desk("counter")
    assert client.get(response.url).status_code == 200


def test_the_way_back_never_leaves_this_site(client, known):
    response = sign_in(client, known, PASSWORD, onward="https://jahat.example/")

    assert response.url == desk("queue")


def test_a_wrong_password_is_said_in_a_sentence_and_never_shown_again(client, known):
    response = sign_in(client, known, "salah sekali")

    assert response.status_code == 422
    assert "Surel dan kata sandi tidak cocok." in text(response)
    assert "salah sekali" not in html(response)


def test_again_and_again_wrong_must_wait_and_is_not_locked_out(client, known):
    answers = [sign_in(client, known, f"salah {each}").status_code for each in range(6)]

    late = sign_in(client, known, PASSWORD)

    assert 429 in answers
    assert late.status_code == 429
    assert int(late["Retry-After"]) > 0
    assert "akses Anda tidak dikunci" in text(late)


def test_an_officer_of_another_city_has_no_desk_here(client, db):
    elsewhere = factories.officer("depok", "verifier", "kel-32.76.06.1001")
    email = Account.objects.get(id=elsewhere.account_id).email
    access.give_password(email, PASSWORD, by=actors.system("depok"))

    response = sign_in(client, email, PASSWORD)

    assert response.status_code == 422
    assert "tidak memegang tugas di kota ini" in text(response)


def test_signing_out_closes_the_desk(verifier):
    client = at_desk(verifier)

    client.post(desk("sign-out"))

    assert client.get(desk("queue")).url.startswith(desk("sign-in"))


def test_a_forgotten_password_is_set_by_the_mailed_link_once(client, known, work):
    client.post(desk("forgotten"), {"email": known})
    work()
    link = link_in_last_mail()
    new = {"password": "empat kata yang baru", "again": "empat kata yang baru"}

    asked = client.get(link)
    client.post(link, new)

    assert asked["Referrer-Policy"] == "no-referrer"
    assert sign_in(Client(), known, new["password"]).status_code == 302
    assert client.get(link).status_code == 404


def test_asking_for_a_link_says_the_same_for_every_address(client, known):
    ours = client.post(desk("forgotten"), {"email": known}, follow=True)
    nobodys = client.post(desk("forgotten"), {"email": "siapa@contoh.id"}, follow=True)

    assert text(ours) == text(nobodys)


def test_two_passwords_that_differ_are_refused(client, known, work):
    client.post(desk("forgotten"), {"email": known})
    work()

    response = client.post(
        link_in_last_mail(), {"password": "empat kata yang baru", "again": "lain lagi sekali"}
    )

    assert response.status_code == 422
    assert "Kedua kata sandi tidak sama." in text(response)


def test_a_made_up_link_says_what_to_do(client, db):
    response = client.get(desk("new-password", "00000000.abc"))

    assert response.status_code == 404
    assert "Minta tautan kata sandi baru" in text(response)


def test_an_email_changes_only_by_the_link_and_after_being_asked(verifier, known, work):
    client = at_desk(verifier)

    client.post(desk("email"), {"email": "baru@contoh.id", "password": PASSWORD})
    work()
    link = next(
        re.search(r"http://[^/]+(/\S+)", sent.body)[1]
        for sent in mail.outbox
        if sent.to == ["baru@contoh.id"]
    )
    client.get(link)
    before = Account.objects.get(id=verifier.account_id).email
    client.post(link)

    assert before == known
    assert Account.objects.get(id=verifier.account_id).email == "baru@contoh.id"


def test_an_email_does_not_change_without_the_password(verifier, known):
    response = at_desk(verifier).post(
        desk("email"), {"email": "baru@contoh.id", "password": "salah"}
    )

    assert response.status_code == 422
    assert mail.outbox == []
