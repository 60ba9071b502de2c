"""What is refused, with which sentence; and what is left of what is taken."""

from io import BytesIO

import pikepdf
import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from gapura.documents import cleaning
from gapura.documents.cleaning import Unclean, sentence_for
from gapura.documents.tests import makers


def cleaned(content, *, name="berkas", accept=makers.ANY):
    return cleaning.clean(cleaning.examine(content, name=name, accept=accept))


REFUSED = {
    "empty": lambda: b"",
    "too-large": lambda: makers.jpeg() + bytes(10 * 1024 * 1024),
    "heic": makers.heic,
    "executable": makers.windows_program,
    "too-many-pixels": makers.png_of_900_megapixels,
    "encrypted": makers.encrypted_pdf,
    "signed": makers.signed_pdf,
    "unknown-type": lambda: b"Kepada Yth. Bapak Lurah",
    "damaged": lambda: makers.jpeg((900, 900), noise=True)[:4000],
}


@pytest.mark.parametrize("code", REFUSED)
def test_a_file_that_cannot_be_taken_is_refused_for_its_reason(code):
    with pytest.raises(Unclean) as refused:
        cleaned(REFUSED[code]())

    assert refused.value.code == code


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (lambda: makers.jpeg() + b"<?php system($_GET['x']); ?>", "polyglot"),
        (lambda: makers.png() + b"<script>alert(1)</script>", "polyglot"),
        (lambda: makers.png() + makers.pdf(), "polyglot"),
        (lambda: makers.jpeg() + b"PK\x05\x06" + bytes(18), "polyglot"),
        (lambda: b"GIF89a=1;<script>alert(1)</script>", "unknown-type"),
        (lambda: b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>", "unknown-type"),
        (makers.linux_program, "executable"),
        (lambda: b"#!/bin/sh\nrm -rf /\n", "executable"),
        (lambda: makers.pdf()[:150], "damaged"),
        (lambda: b"%PDF-1.4\nbukan pdf\n", "damaged"),
    ],
)
def test_a_file_that_is_two_things_or_another_thing_is_refused(content, code):
    with pytest.raises(Unclean) as refused:
        cleaned(content(), name="ktp.jpg")

    assert refused.value.code == code


def test_every_refusal_says_what_to_do_next():
    sentences = [sentence_for(code) for code in REFUSED]

    assert all(
        any(hint in sentence for hint in ("Buka", "Potret", "Kirim", "potret", "buka"))
        for sentence in sentences
    )


@pytest.mark.parametrize(
    ("accept", "content", "code"),
    [
        (("jpeg", "png"), makers.pdf, "only-images"),
        (("pdf",), makers.jpeg, "only-pdf"),
        (("jpeg", "pdf"), makers.png, "not-accepted-here"),
    ],
)
def test_a_kind_that_is_not_asked_for_is_refused(accept, content, code):
    with pytest.raises(Unclean) as refused:
        cleaned(content(), accept=accept)

    assert refused.value.code == code


def test_a_photo_loses_its_place_and_camera_and_stands_upright():
    made = cleaned(makers.jpeg_with_place())

    with Image.open(BytesIO(made.content)) as image:
        assert (image.size, dict(image.getexif())) == ((40, 60), {})
    assert (made.width, made.height) == (40, 60)
    assert b"KameraRahasia" not in made.content


def test_a_picture_keeps_no_comment_and_no_profile():
    text = PngInfo()
    text.add_text("Author", "Rahasia")

    made = cleaned(makers.png(pnginfo=text, icc_profile=b"profil-rahasia"))

    assert b"Rahasia" not in made.content
    assert b"iCCP" not in made.content


def test_a_large_photo_becomes_at_most_3000_points_long():
    made = cleaned(makers.jpeg((6200, 3100)))

    assert (made.width, made.height) == (3000, 1500)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_a_png_of_every_mode_stays_a_png(mode):
    made = cleaned(makers.png(mode=mode, colour=1 if mode in "1LPI;16" else "white"))

    with Image.open(BytesIO(made.content)) as image:
        assert (image.format, image.size) == ("PNG", (60, 40))


def test_a_transparent_png_stays_transparent():
    made = cleaned(makers.png(mode="RGBA", colour=(1, 2, 3, 0)))

    with Image.open(BytesIO(made.content)) as image:
        assert image.getpixel((0, 0)) == (1, 2, 3, 0)


def test_a_pdf_that_acts_is_rebuilt_without_its_actions():
    made = cleaned(makers.pdf_that_acts())

    whole = pikepdf.open(BytesIO(made.content))
    plain = makers.saved(
        whole,
        object_stream_mode=pikepdf.ObjectStreamMode.disable,
        stream_decode_level=pikepdf.StreamDecodeLevel.all,
        compress_streams=False,
    )
    acting = (b"JavaScript", b"/JS", b"Launch", b"EmbeddedFile", b"OpenAction", b"/AA", b"Rahasia")
    assert [word for word in acting if word in plain] == []
    assert b"(Surat) Tj" in plain
    assert (made.pages, list(whole.attachments)) == (1, [])


def test_what_was_typed_into_a_form_stays_readable():
    made = cleaned(makers.pdf_with_filled_form())

    with pikepdf.open(BytesIO(made.content)) as rebuilt:
        drawn = b"".join(
            thing.read_bytes() for thing in rebuilt.objects if isinstance(thing, pikepdf.Stream)
        )
        assert b"RATNA PUSPITASARI" in drawn
        assert "/AcroForm" not in rebuilt.Root


def test_pages_keep_the_size_and_turn_they_inherit():
    made = cleaned(makers.pdf_whose_pages_inherit())

    with pikepdf.open(BytesIO(made.content)) as rebuilt:
        page = rebuilt.pages[0]
        assert ([float(side) for side in page.mediabox], page.rotation) == ([0, 0, 200, 100], 90)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("KTP saya.php", "KTP saya.jpg"),
        ("..\\..\\etc/passwd.jpeg", "passwd.jpg"),
        ("ktp\u202egpj.exe", "ktpgpj.jpg"),
        ("", "berkas.jpg"),
        ("a" * 300 + ".jpg", "a" * 80 + ".jpg"),
        ('kk";x=1\r\n.jpg', "kkx=1.jpg"),
    ],
)
def test_a_name_cannot_lie(name, expected):
    accepted = cleaning.examine(makers.jpeg(), name=name, accept=makers.ANY)

    assert accepted.name == expected


def test_a_small_file_with_a_large_picture_is_left_to_the_worker():
    small = cleaning.examine(makers.png(), name="a", accept=makers.ANY)
    large = cleaning.examine(
        makers.png((6000, 5000), mode="1", colour=1), name="a", accept=makers.ANY
    )

    assert (cleaning.takes_long(small), cleaning.takes_long(large)) == (False, True)
