"""A page read in English holds no Indonesian, but in names and where it says that it does."""

import re

import pytest
from django.core import mail
from django.test import Client

from gapura.access.commands import set_profile
from gapura.access.models import Account
from gapura.cases.commands import working
from gapura.channels.portal.tests.walking import Walk, posted_of, sent, uploads_of
from gapura.kernel.scope import scope
from gapura.notifications.queries import list_notices
from tests.architecture.reading_pages import Words, indonesian_left
from tests.harness import factories

pytestmark = pytest.mark.django_db

SERVICES = ("pm1-general-statement", "birth-certificate", "road-damage")
OK = 200
KELURAHAN = "kel-31.71.03.1001"
PUBLIC = [
    "/",
    "/depok/",
    "/depok/layanan/birth-certificate/",
    "/jakarta/",
    "/jakarta/cari/?q=akta+anak",
    "/jakarta/cari/?q=zzzz",
    "/jakarta/layanan/",
    *(f"/jakarta/layanan/{code}/" for code in SERVICES),
    *(f"/jakarta/layanan/{code}/ajukan/" for code in SERVICES),
    "/jakarta/peristiwa/no-such-event/",
    "/jakarta/lacak/",
    "/jakarta/lacak/pin/",
    "/jakarta/masuk/",
    "/jakarta/urusan/",
    "/jakarta/kantor/",
    f"/jakarta/kantor/{KELURAHAN}/",
    "/jakarta/kantor/?cari=zzzz",
    "/jakarta/periksa/",
    "/jakarta/periksa/no-such-token/",
    "/jakarta/maklumat/",
    "/jakarta/aksesibilitas/",
    "/jakarta/data-pribadi/",
    "/jakarta/desk/masuk/",
    "/jakarta/desk/sandi/lupa/",
    "/jakarta/no-such-page/",
    "/gaya/",
    "/gaya/isian/normal/",
    "/gaya/isian/error/",
    "/gaya/meja/",
    "/gaya/kendala/too-many/",
    "/api/v1/docs",
]
FOR_OFFICERS = ["", "cari/?q=Ratna", "pemberitahuan/", "surel/", "loket/"]
FOR_HEADS = ["pengawasan/", "jejak/"]
FOR_ADMINISTRATORS = [
    "kelola/",
    "kelola/petugas/",
    "kelola/petugas/baru/",
    "kelola/kantor/",
    "kelola/kantor/baru/",
    f"kelola/kantor/{KELURAHAN}/",
    "kelola/kalender/",
    "kelola/layanan/",
    "kelola/kegagalan/",
]


def english(account_id=None):
    client = Client()
    client.cookies["gapura_bahasa"] = "en"
    if account_id is not None:
        client.force_login(Account.objects.get(id=account_id))
    return client


def read(client, path):
    return client.get(path, follow=True).content.decode()


def words_in(value):
    """Every word that somebody wrote in a form."""
    if isinstance(value, dict):
        return [word for each in value.values() for word in words_in(each)]
    if isinstance(value, list):
        return [word for each in value for word in words_in(each)]
    return [value] if isinstance(value, str) and " " in value else []


@pytest.mark.parametrize("path", PUBLIC)
def test_a_public_page_reads_in_english(path):
    html = read(english(), path)

    assert Words(html, "en").page_language == "en"
    assert indonesian_left(html) == []


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("pm1-general-statement", "granted"),
        ("birth-certificate", "no-birth-letter"),
        ("road-damage", "resolved"),
        ("kjp-plus", "granted-private"),
    ],
)
def test_a_form_reads_in_english_from_its_first_page_to_its_receipt(code, name):
    given = factories.scenario("jakarta", code, name)
    form = factories.package_of("jakarta", code).package.full_form()
    walk = Walk(code, client=english()).begin()
    seen = {}

    for page in form.pages:
        walk.at = walk.way(f"{page.id}/")
        if walk.open().status_code != OK:
            continue  # a page that these answers do not need
        seen[page.id] = walk.open().content.decode()
        seen[f"{page.id}, nothing filled in"] = walk.press().content.decode()
        walk.press(**posted_of(page, given.answers), **uploads_of(page, given.files))
    seen["check"] = read(walk.client, walk.way("periksa/"))
    seen["discard"] = read(walk.client, walk.way("hapus/"))
    seen["without a statement"] = walk.client.post(walk.way("kirim/")).content.decode()
    receipt = walk.send()["Location"]
    seen["receipt"] = read(walk.client, receipt)
    seen["case"] = read(walk.client, receipt.replace("/terkirim/", "/urusan/"))
    seen["answers"] = read(walk.client, receipt.replace("/terkirim/", "/urusan/") + "isian/")
    seen["withdraw"] = read(walk.client, receipt.replace("/terkirim/", "/urusan/") + "batalkan/")
    seen["cases"] = read(walk.client, "/jakarta/urusan/")

    said = words_in(given.answers)
    assert {where: indonesian_left(html, said) for where, html in seen.items()} == {
        where: [] for where in seen
    }


def take(case, step, action, role, **given):
    working.take_step(
        case.case_id,
        officer=factories.officer("jakarta", role, KELURAHAN),
        seen_step=step,
        action=action,
        given=working.Given(**given),
    )


def test_a_case_to_correct_reads_in_english():
    case = factories.submit()
    take(
        case, "verify", "request_correction", "verifier", message="Foto buram.", marks={"name": ""}
    )
    client, way = english(case.by.account_id), f"/jakarta/urusan/{case.number}/"
    said = [
        *words_in(factories.scenario("jakarta", "pm1-general-statement").answers),
        "Foto buram.",
    ]

    seen = {path: read(client, path) for path in (way, f"{way}perbaikan/", "/jakarta/urusan/")}

    assert {path: indonesian_left(html, said) for path, html in seen.items()} == {
        path: [] for path in seen
    }


def test_a_granted_case_and_its_document_read_in_english(work):
    case = factories.submit()
    take(case, "verify", "complete", "verifier")
    take(case, "sign", "grant", "head")
    work()
    client, way = english(case.by.account_id), f"/jakarta/urusan/{case.number}/"
    verification = re.search(r"/jakarta/periksa/[^/\"]+/", read(client, way))[0]
    said = words_in(factories.scenario("jakarta", "pm1-general-statement").answers)

    seen = {path: read(client, path) for path in (way, verification)}

    assert {path: indonesian_left(html, said) for path, html in seen.items()} == {
        path: [] for path in seen
    }


def test_a_wrong_pin_is_said_in_english():
    _walk, number = sent("pm1-general-statement")

    page = english().post("/jakarta/lacak/", {"number": number, "pin": "000000"})

    assert indonesian_left(page.content.decode()) == []


def test_the_desk_reads_in_english(work):
    given = factories.scenario("jakarta", "pm1-general-statement", "granted")
    case = factories.submit()
    work()
    verifier = factories.officer("jakarta", "verifier", KELURAHAN)
    head = factories.officer("jakarta", "head", KELURAHAN, name="Budi")
    administrator = factories.officer("jakarta", "administrator", "pemprov", name="Adi")
    way = f"urusan/{case.number}/"

    seen = {
        path: read(english(verifier.account_id), f"/jakarta/desk/{path}")
        for path in [*FOR_OFFICERS, way]
    }
    seen |= {path: read(english(head.account_id), f"/jakarta/desk/{path}") for path in FOR_HEADS}
    seen |= {
        path: read(english(administrator.account_id), f"/jakarta/desk/{path}")
        for path in [*FOR_ADMINISTRATORS, f"kelola/petugas/{verifier.account_id}/"]
    }
    check = english(verifier.account_id).post(
        f"/jakarta/desk/{way}putusan/", {"tindakan": "complete", "langkah": "verify"}
    )
    seen["check before sending"] = check.content.decode()

    said = words_in(given.answers)
    assert {where: indonesian_left(html, said) for where, html in seen.items()} == {
        where: [] for where in seen
    }


def test_a_case_asked_for_in_english_is_told_of_in_english(work):
    given = factories.scenario("jakarta", "pm1-general-statement", "granted")
    sent("pm1-general-statement", client=english(), email="ratna@example.org")

    work()

    told = [f"<p>{letter.subject}</p><p>{letter.body}</p>" for letter in mail.outbox]
    assert len(told) == 1
    assert indonesian_left(told[0], words_in(given.answers)) == []


def test_an_officer_who_reads_english_is_written_to_in_english(work):
    verifier = factories.officer("jakarta", "verifier", KELURAHAN)
    supervisor = factories.officer("jakarta", "supervisor", KELURAHAN, name="Budi")
    set_profile(by=verifier, name="Sri Wahyuni", language="en")
    case = factories.submit()

    working.assign(case.case_id, officer=supervisor, to=verifier.account_id)
    work()

    with scope("jakarta"):
        told = [(note.subject, note.body) for note in list_notices(verifier.account_id, "jakarta")]
    assert told == [(f"New task for you: {case.number}", "School or scholarship")]


def test_words_in_another_language_may_stand_where_they_are_marked():
    html = '<html lang="en"><p>See <i lang="id">surat dan berkas</i>.</p><p>Untuk Anda</p></html>'

    said = Words(html, "en").said

    assert said == ["See", ".", "Untuk Anda"]


def test_words_that_are_left_in_indonesian_are_found():
    html = '<html lang="en"><img alt="Foto surat"><p>Saved</p><p>Belum ada</p></html>'

    assert indonesian_left(html) == ["Foto surat", "Belum ada"]
