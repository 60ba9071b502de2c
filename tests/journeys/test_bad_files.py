"""Wrong files get a sentence, and what was typed beside them stays."""

import io
import struct
import zlib

import pytest
from PIL import Image

from tests.harness.factories import jpeg, scenario
from tests.journeys import resident
from tests.journeys.filling import choose_file, fill_page, page_of
from tests.journeys.looking import look
from tests.journeys.pressing import press

pytestmark = [pytest.mark.browser, pytest.mark.processes]

CODE = "road-damage"
TOLD = scenario("jakarta", CODE, "resolved")


def polyglot():
    """A true JPEG that is a web page with a script, too."""
    return jpeg() + b"<html><script>alert(document.cookie)</script></html>"


def heic():
    return b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + b"\x00" * 400


def exe():
    return b"MZ" + b"\x00" * 58 + struct.pack("<I", 64) + b"PE\x00\x00" + b"\x00" * 400


def enormous_png():
    """30,000 by 30,000 points in a few kilobytes: 900 megapixels once opened."""

    def chunk(kind, data):
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    line = zlib.compressobj()
    body = line.compress(b"\x00" * (1 << 20)) + line.flush()
    head = struct.pack(">IIBBBBB", 30_000, 30_000, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def secretive_jpeg():
    """With a place in its EXIF, which must not reach anybody."""
    out, exif = io.BytesIO(), Image.Exif()
    exif[0x010E] = "Rumah Ratna, 6.1644 S"
    Image.new("RGB", (64, 48), "grey").save(out, "JPEG", exif=exif)
    return out.getvalue()


REFUSED = {
    "polyglot": ("foto.jpg", polyglot()),
    "executable": ("foto.jpg", exe()),
    "heic": ("IMG_0042.HEIC", heic()),
    "enormous": ("raksasa.png", enormous_png()),
    "empty": ("kosong.jpg", b""),
    "text": ("foto.png", b"ini bukan foto"),
    "broken": ("rusak.jpg", jpeg()[: len(jpeg()) // 2]),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_a_file_that_cannot_be_taken_gets_a_sentence_and_nothing_typed_is_lost(city, arrive, kind):
    page = arrive("320px" if kind == "heic" else "no-js")
    resident.start(page, city.at("jakarta"), CODE)
    questions = page_of("jakarta", CODE, "place").questions
    fill_page(page, questions, TOLD.answers, {"photos": REFUSED[kind]})

    resident.go_on(page)

    look(page)
    assert resident.where(page) == "place"
    said = page.locator("#q-photos-field .err").first.inner_text()
    assert len(said.split()) > 5
    assert page.locator("[name=place_street]").input_value() == TOLD.answers["place"]["street"]
    choose_file(page, "photos", ("lubang.jpg", jpeg()))
    resident.go_on(page)
    assert resident.where(page) == "damage"


def test_a_picture_is_redrawn_so_that_its_secrets_stay_behind(city, arrive):
    page = arrive()
    resident.start(page, city.at("jakarta"), CODE)
    choose_file(page, "photos", ("rumah.jpg", secretive_jpeg()))
    press(page.get_by_role("button", name="Unggah"))
    resident.fill_in(page, "jakarta", CODE, TOLD.answers)
    receipt = resident.send(page)
    press(page.get_by_role("link", name="Lihat urusan"))
    address = page.locator("a[href*='/berkas/']").first.get_attribute("href")

    answer = page.request.get(f"{city.url}{address}")

    assert receipt.number in address
    assert answer.status == 200
    assert b"Ratna" in secretive_jpeg()
    assert b"Ratna" not in answer.body()
    assert Image.open(io.BytesIO(answer.body())).size == (64, 48)
    assert answer.headers["x-content-type-options"] == "nosniff"
