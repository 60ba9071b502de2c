"""What every answer tells the browser to refuse on our behalf."""

import json
import os
import subprocess
import sys

import pytest
from django.test import Client

from gapura.access.models import Account
from tests.harness import factories
from tests.harness.database import ROOT

KELURAHAN = "kel-31.71.03.1001"
PUBLIC = ["/", "/jakarta/", "/jakarta/layanan/birth-certificate/", "/jakarta/lacak/",
          "/jakarta/masuk/", "/jakarta/desk/masuk/", "/gaya/", "/tidak/ada/", "/api/v1/docs",
          "/api/v1/jakarta/services"]  # fmt: skip
ELSEWHERE = [
    "https://jahat.example/", "//jahat.example/", "///jahat.example", "/\\jahat.example",
    "\\\\jahat.example", "javascript:alert(1)", "http:jahat.example", "/%09/jahat.example",
    "https:///jahat.example", " https://jahat.example", "/\t/jahat.example",
]  # fmt: skip

pytestmark = pytest.mark.django_db


def signed_in(actor):
    client = Client()
    client.force_login(Account.objects.get(id=actor.account_id))
    return client


def policy_of(response):
    parts = (part.split() for part in response["Content-Security-Policy"].split(";") if part)
    return {part[0]: part[1:] for part in parts if part}


@pytest.fixture
def sent(db):
    return factories.submit()


@pytest.fixture
def file_id(sent):
    from gapura.documents.queries import list_files
    from gapura.kernel.scope import scope

    with scope("jakarta"):
        return list_files(sent.case_id, "jakarta")[0].id


@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_page_is_not_framed_sniffed_or_told_on(address):
    response = Client().get(address)

    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    policy = policy_of(response)
    assert policy["default-src"] == policy["base-uri"] == policy["frame-ancestors"] == ["'none'"]
    assert policy["script-src"] == policy["style-src"] == policy["form-action"] == ["'self'"]


def test_pages_about_a_person_are_kept_by_nobody(sent, file_id):
    own, officer = signed_in(sent.by), signed_in(
        factories.officer("jakarta", "verifier", KELURAHAN)
    )  # fmt: skip
    pages = [
        own.get(f"/jakarta/urusan/{sent.number}/"),
        own.get(f"/jakarta/urusan/{sent.number}/isian/"),
        own.get(f"/jakarta/urusan/{sent.number}/berkas/{file_id}/"),
        own.get("/jakarta/urusan/"),
        own.get("/jakarta/akun/"),
        officer.get("/jakarta/desk/"),
        officer.get(f"/jakarta/desk/urusan/{sent.number}/"),
        officer.get(f"/jakarta/desk/urusan/{sent.number}/berkas/{file_id}/"),
    ]

    assert [page.status_code for page in pages] == [200] * len(pages)
    assert {page["Cache-Control"] for page in pages} == {"no-store"}


def test_a_file_somebody_sent_can_do_nothing_in_a_browser(sent, file_id):
    officer = signed_in(factories.officer("jakarta", "verifier", KELURAHAN))

    for client, face in ((signed_in(sent.by), ""), (officer, "desk/")):
        response = client.get(f"/jakarta/{face}urusan/{sent.number}/berkas/{file_id}/")

        assert response["Content-Type"] == "image/jpeg"
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["Content-Disposition"].split(";")[0] in {"inline", "attachment"}
        policy = policy_of(response)
        assert policy["default-src"] == ["'none'"]
        assert policy.get("script-src", ["'none'"]) in (["'none'"], ["'self'"])


def test_the_session_is_out_of_reach_of_scripts_and_of_other_sites(sent):
    client = Client()

    client.post("/jakarta/layanan/pm1-general-statement/ajukan/")

    session = client.cookies["gapura_sesi"]
    assert (session["httponly"], session["samesite"], session["path"]) == (True, "Lax", "/")


def test_outside_a_demo_cookies_travel_only_over_https():
    """The settings of production, read in a process of their own."""
    names = ["SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_SSL_REDIRECT",
             "SECURE_HSTS_SECONDS", "DEBUG"]  # fmt: skip
    script = f"from config import settings; import json; print(json.dumps([getattr(settings, n) for n in {names}]))"
    environ = os.environ | {"GAPURA_DEMO": "", "GAPURA_SECRET_KEY": "x" * 60, "PYTHONPATH": "src"}
    environ |= {
        "DATABASE_URL": "postgresql://gapura_app@/x",
        "DATABASE_OWNER_URL": "postgresql://o@/x",
    }

    run = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT, env=environ, capture_output=True, text=True, check=True,
    )  # fmt: skip

    assert json.loads(run.stdout) == [True, True, True, 31_536_000, False]


def test_without_a_secret_nothing_but_a_demo_starts():
    environ = os.environ | {"GAPURA_DEMO": "", "GAPURA_SECRET_KEY": "", "PYTHONPATH": "src"}

    run = subprocess.run(
        [sys.executable, "-c", "from config import settings"],
        cwd=ROOT, env=environ, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert run.returncode == 1
    assert "GAPURA_SECRET_KEY" in run.stderr


def test_a_session_planted_before_signing_in_is_worth_nothing_after(db):
    officer = factories.officer("jakarta", "verifier", KELURAHAN)
    account = Account.objects.get(id=officer.account_id)
    account.set_password("gerbang-kota-2026")
    account.save()
    client = Client()
    client.post("/jakarta/layanan/pm1-general-statement/ajukan/")
    planted = client.cookies["gapura_sesi"].value

    client.post("/jakarta/desk/masuk/", {"email": account.email, "password": "gerbang-kota-2026"})

    thief = Client()
    thief.cookies["gapura_sesi"] = planted
    assert client.cookies["gapura_sesi"].value != planted
    assert client.get("/jakarta/desk/").status_code == 200
    assert "/masuk/" in thief.get("/jakarta/desk/")["Location"]


def test_a_right_pin_changes_the_session_too(sent):
    client = Client()
    client.post("/jakarta/layanan/pm1-general-statement/ajukan/")
    planted = client.cookies["gapura_sesi"].value

    client.post("/jakarta/lacak/", {"number": sent.number, "pin": sent.pin})

    thief = Client()
    thief.cookies["gapura_sesi"] = planted
    assert client.get(f"/jakarta/urusan/{sent.number}/").status_code == 200
    assert thief.get(f"/jakarta/urusan/{sent.number}/").status_code == 404


@pytest.mark.parametrize("way", ELSEWHERE)
def test_no_way_on_leads_off_the_site(way):
    resident, officer = (
        signed_in(factories.resident("jakarta")),
        signed_in(factories.officer("jakarta", "verifier", KELURAHAN)),
    )

    answers = [
        resident.get("/jakarta/masuk/", {"lanjut": way}),
        officer.get("/jakarta/desk/masuk/", {"lanjut": way}),
        Client().post("/setelan/", {"bahasa": "en", "lanjut": way}),
        officer.post("/jakarta/desk/dicentang/", {"a": "ambil", "k": "x", "lanjut": way}),
    ]

    led = [answer["Location"] for answer in answers if answer.has_header("Location")]
    assert len(led) >= 3
    assert [place for place in led if not place.startswith("/") or place[1:2] in {"/", "\\"}] == []
