"""Coming in by a mailed code, what comes along, and the page about one's account."""

from uuid import UUID

import pytest

from gapura.access.models import Account
from gapura.cases.models import Draft
from gapura.channels.portal.tests.test_public_catalogue import words_of
from gapura.kernel.scope import scope

pytestmark = pytest.mark.django_db

EMAIL = "siti@contoh.id"
SIGN_IN, CODE = "/jakarta/masuk/", "/jakarta/masuk/kode/"


@pytest.fixture
def ask(client, work, mailoutbox):
    """Ask for a code from this browser; the code in the mail."""

    def asked(**more):
        response = client.post(SIGN_IN, {"email": EMAIL, **more})
        assert (response.status_code, response["Location"]) == (303, CODE)
        work()
        return mailoutbox[-1].subject.split()[0]

    return asked


def wrong(code):
    return f"{(int(code) + 1) % 1_000_000:06d}"


def test_the_mailed_code_opens_the_door(client, ask):
    code = ask()

    response = client.post(CODE, {"code": code}, follow=True)

    assert response.redirect_chain == [("/jakarta/urusan/", 303)]
    assert "Anda sudah masuk." in words_of(response)
    assert EMAIL in words_of(client.get("/jakarta/akun/"))


def test_one_goes_on_where_one_was(client, ask):
    code = ask(lanjut="/jakarta/layanan/birth-certificate/")

    response = client.post(CODE, {"code": code})

    assert response["Location"] == "/jakarta/layanan/birth-certificate/"


@pytest.mark.parametrize("way", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_nobody_is_led_to_another_site(client, ask, way):
    code = ask(lanjut=way)

    response = client.post(CODE, {"code": code})

    assert response["Location"] == "/jakarta/urusan/"


def test_a_wrong_code_is_said_at_the_field_and_then_slows_down(client, ask):
    code = ask()

    tries = [client.post(CODE, {"code": wrong(code)}) for _ in range(4)]

    assert [response.status_code for response in tries] == [422, 422, 422, 429]
    assert "Kode ini tidak cocok" in words_of(tries[0])
    assert "detik, lalu coba lagi" in words_of(tries[3])
    assert int(tries[3]["Retry-After"]) > 0


def test_asking_again_and_again_is_slowed_in_a_sentence(client):
    tries = [client.post(SIGN_IN, {"email": EMAIL}) for _ in range(4)]

    assert [response.status_code for response in tries] == [303, 303, 303, 429]
    assert "Tunggu" in words_of(tries[3])


def test_a_mistyped_address_is_said_at_the_field(client):
    response = client.post(SIGN_IN, {"email": "siti@"})

    assert response.status_code == 422
    assert "belum lengkap" in words_of(response)
    assert 'value="siti@"' in response.content.decode()


def test_the_code_page_without_a_request_leads_to_the_first_step(client):
    response = client.get(CODE)

    assert (response.status_code, response["Location"]) == (303, SIGN_IN)


def test_a_draft_begun_before_signing_in_comes_along(client, ask):
    started = client.post("/jakarta/layanan/pm1-general-statement/ajukan/")
    draft_id = UUID(started["Location"].split("/")[3])

    client.post(CODE, {"code": ask()})

    with scope("jakarta"):
        draft = Draft.objects.of("jakarta").get(id=draft_id)
    assert draft.account_id == Account.objects.get(email=EMAIL).id
    assert client.get(f"/jakarta/isian/{draft_id}/").status_code == 303


def test_a_stranger_does_not_get_the_draft_of_another_browser(client, ask):
    client.post("/jakarta/layanan/pm1-general-statement/ajukan/")
    with scope("jakarta"):
        (mine,) = Draft.objects.of("jakarta").order_by("id")
    client.session.flush()
    client.cookies.clear()

    client.post(CODE, {"code": ask()})

    with scope("jakarta"):
        assert Draft.objects.of("jakarta").get(id=mine.id).account_id is None


def test_name_and_language_are_kept(client, ask):
    client.post(CODE, {"code": ask()})

    response = client.post(
        "/jakarta/akun/", {"name": " Siti  Aminah ", "language": "en"}, follow=True
    )

    account = Account.objects.get(email=EMAIL)
    assert (account.name, account.language) == ("Siti Aminah", "en")
    assert '<html lang="en"' in response.content.decode()


def test_a_language_that_is_not_promised_is_refused(client, ask):
    client.post(CODE, {"code": ask()})

    response = client.post("/jakarta/akun/", {"name": "Siti", "language": "xx"})

    assert response.status_code == 422
    assert Account.objects.get(email=EMAIL).language == "id"


def test_a_new_address_is_confirmed_by_mail(client, ask, work, mailoutbox):
    client.post(CODE, {"code": ask()})

    response = client.post("/jakarta/akun/surel/", {"email": "baru@contoh.id"}, follow=True)
    work()

    assert "Kami kirim tautan ke alamat baru." in words_of(response)
    assert {mail.to[0] for mail in mailoutbox[1:]} == {"baru@contoh.id", EMAIL}


def test_the_account_page_asks_strangers_to_sign_in(client):
    response = client.get("/jakarta/akun/")

    assert response["Location"] == "/jakarta/masuk/?lanjut=%2Fjakarta%2Fakun%2F"


def test_going_out_ends_the_session(client, ask):
    client.post(CODE, {"code": ask()})

    client.get("/jakarta/keluar/")
    assert client.get("/jakarta/akun/").status_code == 200
    client.post("/jakarta/keluar/")

    assert client.get("/jakarta/akun/").status_code == 303
