"""Anyone may ask whether a paper is real: by link, by number, by comparing the file."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from gapura.channels.portal.tests.test_public_catalogue import words_of
from gapura.documents import commands, queries
from gapura.documents.tests import makers
from gapura.kernel.actors import system
from gapura.kernel.scope import scope

pytestmark = pytest.mark.django_db

PAGE = "/jakarta/periksa/"


@pytest.fixture
def paper(settings):
    settings.GAPURA_PUBLIC_URL = "https://gapura.example"
    return issue()


def issue(**changes):
    with scope("jakarta"):
        return commands.issue_document(by=system("jakarta"), **makers.issuing(**changes))


def token_of(ref):
    return ref.url.rstrip("/").rsplit("/", 1)[1]


def content_of(ref):
    with scope("jakarta"):
        return queries.read_pdf(ref.id, "jakarta")[1]


def upload(client, content, name="surat.pdf"):
    return client.post(PAGE, {"salinan": SimpleUploadedFile(name, content)})


def test_a_valid_paper_shows_enough_to_compare_and_no_more(client, paper):
    response = client.get(PAGE + token_of(paper) + "/")

    page = words_of(response)
    assert response.status_code == 200
    assert "Asli dan masih berlaku" in page
    assert f"Nomor {paper.number}" in page
    assert "Nama R**** P**********" in page
    assert "Kelurahan Kemayoran" in page
    assert "Ratna" not in response.content.decode()
    assert "3171234567890123" not in response.content.decode()


def test_the_answer_is_kept_out_of_search_engines_logs_and_caches(client, paper):
    response = client.get(PAGE + token_of(paper) + "/")

    assert response["Referrer-Policy"] == "no-referrer"
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert response["Cache-Control"] == "no-store"
    assert '<meta name="robots" content="noindex, nofollow">' in response.content.decode()


def test_a_link_without_a_paper_is_not_known(client):
    response = client.get(PAGE + "7F3K9Q2MX7F3K9Q2MX7F3K9Q2M/")

    assert response.status_code == 404
    assert "Surat ini tidak kami kenal" in words_of(response)


def test_a_paper_of_another_city_is_not_known_here(client, paper):
    response = client.get(f"/depok/periksa/{token_of(paper)}/")

    assert response.status_code == 404


def test_a_paper_that_was_taken_back_says_so(client, paper):
    with scope("jakarta"):
        commands.revoke_document(by=system("jakarta"), document_id=paper.id, grounds="Data keliru.")

    page = words_of(client.get(PAGE + token_of(paper) + "/"))

    assert "Asli, tetapi sudah dicabut" in page
    assert "Tidak berlaku sejak" in page
    assert "Data keliru" not in page


def test_a_paper_that_was_replaced_says_so(client, paper):
    issue(case_id=paper.case_id, replaces=paper.id)

    assert "Asli, tetapi sudah diganti" in words_of(client.get(PAGE + token_of(paper) + "/"))


@pytest.mark.parametrize(
    "typed",
    ["{number}", " {number_lower}\0 ", "{url}", "lihat {token_lower} di surat"],
)
def test_what_is_printed_on_a_paper_leads_to_it(client, paper, typed):
    token = token_of(paper)
    kode = typed.format(
        number=paper.number,
        number_lower=paper.number.lower(),
        url=paper.url,
        token_lower=token.lower(),
    )

    response = client.post(PAGE, {"kode": kode})

    assert (response.status_code, response["Location"]) == (303, f"{PAGE}{token}/")


def test_a_number_that_does_not_exist_is_a_warning(client):
    response = client.post(PAGE, {"kode": "KEMAYORAN/AAAAAA/PM1/2026"})

    assert response.status_code == 404
    assert "Tidak ada surat bernomor itu" in words_of(response)
    assert 'value="KEMAYORAN/AAAAAA/PM1/2026"' in response.content.decode()


def test_guessing_numbers_becomes_slow(client):
    tries = [client.post(PAGE, {"kode": "KEMAYORAN/AAAAAA/PM1/2026"}) for _ in range(4)]

    assert [response.status_code for response in tries] == [404, 404, 404, 429]
    assert int(tries[-1]["Retry-After"]) > 0
    assert "Tunggu" in words_of(tries[-1])


def test_nothing_typed_is_said_at_the_field(client):
    response = client.post(PAGE, {"kode": " "})

    assert response.status_code == 422
    assert 'aria-invalid="true"' in response.content.decode()


def test_the_very_file_is_genuine(client, paper):
    response = upload(client, content_of(paper))

    assert "Sama persis dengan yang kami terbitkan" in words_of(response)


def test_a_changed_file_is_unmasked(client, paper):
    response = upload(client, content_of(paper).replace(b"%%EOF", b"%x\n%%EOF"))

    assert "Isi berkas ini sudah diubah" in words_of(response)
    assert f"{PAGE}{token_of(paper)}/" in response.content.decode()


def test_a_stranger_file_is_not_known(client):
    assert "Berkas ini tidak kami kenal" in words_of(upload(client, makers.pdf()))


def test_a_photo_cannot_be_compared(client):
    response = upload(client, makers.jpeg(), "surat.jpg")

    assert response.status_code == 422
    assert "Ini bukan PDF" in words_of(response)


def test_a_file_past_the_limit_is_refused(client):
    response = upload(client, b"%PDF-" + bytes(10_000_000))

    assert response.status_code == 413


def test_the_form_works_from_a_page_that_tells_nobody_its_address(paper):
    """With no-referrer a browser sends `Origin: null`, which a token check would refuse."""
    strict = Client(enforce_csrf_checks=True)

    response = strict.post(PAGE, {"kode": paper.number}, HTTP_ORIGIN="null")

    assert response.status_code == 303
