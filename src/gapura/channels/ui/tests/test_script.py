"""What the script adds to pages that already work: drafts, file sizes, one sending per tap."""

import re
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import expect

FORM = """<!doctype html><html lang="id"><head><title>Uji</title>{script}</head><body>
<form method="post" action="/gaya/terima/" data-draft data-draft-url="/gaya/simpan/">
<label for="nama">Nama</label><input id="nama" name="nama">
<label for="foto">Foto</label><input id="foto" type="file" name="letter__file" data-most="10"
 data-too-large="Berkas ini terlalu besar:">
<p data-draft-note hidden>Tersimpan <span data-draft-time></span></p><button>Lanjut</button>
</form></body></html>"""


@pytest.fixture
def form(server, clean):
    """A form on the server's own origin, with the server's own script; what it sends is kept."""
    clean.goto(server.url + "/gaya/")
    script = re.search(r'<script type="module".*?</script>', clean.content())[0]
    clean.sent = []

    def answer(route):
        clean.sent.append((route.request.url.removeprefix(server.url), route.request.post_data))
        route.fulfill(status=204)

    clean.route(
        "**/gaya/uji/",
        lambda route: route.fulfill(body=FORM.format(script=script), content_type="text/html"),
    )
    clean.route("**/gaya/simpan/", answer)
    clean.route("**/gaya/terima/", answer)
    clean.goto(server.url + "/gaya/uji/")
    return clean


def test_a_draft_is_sent_while_one_types_without_its_files(form):
    form.get_by_label("Foto").set_input_files(
        {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": b"123"}
    )
    form.get_by_label("Nama").press_sequentially("Ratna")

    expect(form.get_by_text(re.compile(r"Tersimpan \d\d\.\d\d"))).to_be_visible()

    assert [(url, parse_qs(body)) for url, body in form.sent] == [
        ("/gaya/simpan/", {"nama": ["Ratna"]})
    ]


def test_a_draft_that_did_not_change_is_not_sent_again(form):
    form.get_by_label("Nama").press_sequentially("R")
    expect(form.get_by_text("Tersimpan")).to_be_visible()

    form.get_by_label("Nama").press_sequentially("a")
    form.get_by_label("Nama").press("Backspace")
    form.wait_for_timeout(1300)

    assert len(form.sent) == 1


def test_a_file_that_is_too_large_is_named_before_it_is_sent(form):
    form.get_by_label("Foto").set_input_files(
        {"name": "kk.jpg", "mimeType": "image/jpeg", "buffer": b"1" * 11}
    )

    expect(form.get_by_role("alert")).to_have_text("Berkas ini terlalu besar: kk.jpg")


def test_a_double_tap_sends_once(form):
    form.get_by_role("button", name="Lanjut").dblclick()
    form.wait_for_timeout(300)

    assert [url for url, _body in form.sent] == ["/gaya/terima/"]
