"""Files as people and attackers send them, really built."""

import struct
import zlib
from datetime import UTC, datetime
from io import BytesIO
from uuid import UUID, uuid4

import pikepdf
from PIL import Image

from gapura.documents.rendering import Office, Signer
from gapura.engines.definitions.schema import Output

ANY = ("jpeg", "png", "pdf")
NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
HERE = UUID("01920000-0000-7000-8000-000000000001")


def jpeg(size=(60, 40), *, exif=None, noise=False, colour="navy"):
    image = Image.effect_noise(size, 90).convert("RGB") if noise else Image.new("RGB", size, colour)
    out = BytesIO()
    image.save(out, format="JPEG", quality=95, **({"exif": exif} if exif else {}))
    return out.getvalue()


def png(size=(60, 40), *, mode="RGB", colour="white", **options):
    out = BytesIO()
    Image.new(mode, size, colour).save(out, format="PNG", **options)
    return out.getvalue()


def jpeg_with_place():
    """A photo lying on its side, with the camera and where it was taken."""
    exif = Image.Exif()
    exif[0x0112] = 6  # turn right to stand upright
    exif[0x010F] = "KameraRahasia"
    exif.get_ifd(0x8825)[2] = (6.0, 10.0, 30.0)
    return jpeg((60, 40), exif=exif)


def png_of_900_megapixels():
    """30,000 × 30,000 points in about a hundred kilobytes."""

    def chunk(kind, body):
        return (
            struct.pack(">L", len(body)) + kind + body + struct.pack(">L", zlib.crc32(kind + body))
        )

    row = b"\0" * (1 + 30_000 // 8)
    packer = zlib.compressobj(9)
    body = b"".join(packer.compress(row) for _ in range(30_000)) + packer.flush()
    head = struct.pack(">LLBBBBB", 30_000, 30_000, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def windows_program():
    return b"MZ" + bytes(58) + b"\x80\0\0\0" + bytes(64) + b"PE\0\0\x4c\x01" + bytes(400)


def linux_program():
    return b"\x7fELF\x02\x01\x01" + bytes(9) + b"\x02\0\x3e\0\x01\0\0\0" + bytes(100)


def heic():
    return b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(200)


def page_with(pdf, text):
    font = pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
    )
    page = pikepdf.Dictionary(
        Type=pikepdf.Name.Page,
        Contents=pdf.make_stream(f"BT /F1 12 Tf 20 50 Td ({text}) Tj ET".encode()),
        Resources=pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font)),
    )
    page.MediaBox = pikepdf.Array([0, 0, 200, 100])
    pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))
    return pdf.pages[-1].obj


def saved(pdf, **options):
    out = BytesIO()
    pdf.save(out, **options)
    return out.getvalue()


def pdf(pages=2, **options):
    made = pikepdf.new()
    for number in range(pages):
        page_with(made, f"Halaman {number + 1}")
    return saved(made, **options)


def pdf_that_acts():
    """Runs a script when opened, starts a program from a link, carries a file, names its author."""
    made = pikepdf.new()
    page = page_with(made, "Surat")
    script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
    launch = pikepdf.Dictionary(S=pikepdf.Name.Launch, F="cmd.exe")
    link = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], A=launch
    )
    page.Annots = pikepdf.Array([made.make_indirect(link)])
    page.AA = pikepdf.Dictionary(O=script)
    made.Root.OpenAction = script
    made.Root.Names = pikepdf.Dictionary(
        JavaScript=pikepdf.Dictionary(Names=pikepdf.Array(["x", made.make_indirect(script)]))
    )
    made.attachments["virus.exe"] = windows_program()
    made.docinfo["/Author"] = "Penulis Rahasia"
    return saved(made)


def pdf_with_filled_form():
    made = pikepdf.new()
    page = page_with(made, "Formulir")
    font = page.Resources.Font.F1
    field = made.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.Widget,
            FT=pikepdf.Name.Tx,
            T="nama",
            V="RATNA PUSPITASARI",
            DA="/F1 10 Tf 0 g",
            Rect=[20, 10, 180, 30],
            F=4,
        )
    )
    page.Annots = pikepdf.Array([field])
    made.Root.AcroForm = pikepdf.Dictionary(
        Fields=pikepdf.Array([field]),
        DR=pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font)),
        DA="/F1 10 Tf 0 g",
        NeedAppearances=True,
    )
    return saved(made)


def pdf_whose_pages_inherit():
    """Size and turn stand once, above the pages, as many scanners write it."""
    return b"""%PDF-1.4
1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj
2 0 obj <</Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 200 100] /Rotate 90>> endobj
3 0 obj <</Type /Page /Parent 2 0 R /Resources <<>> >> endobj
trailer <</Size 4 /Root 1 0 R>>
%%EOF
"""


def signed_pdf():
    made = pikepdf.new()
    page_with(made, "Kartu keluarga")
    signature = pikepdf.Dictionary(
        Type=pikepdf.Name.Sig,
        Filter=pikepdf.Name("/Adobe.PPKLite"),
        ByteRange=pikepdf.Array([0, 100, 200, 100]),
        Contents=pikepdf.String("0" * 64),
    )
    field = pikepdf.Dictionary(
        FT=pikepdf.Name.Sig, T="ttd", V=made.make_indirect(signature), Rect=[0, 0, 0, 0]
    )
    made.Root.AcroForm = pikepdf.Dictionary(
        Fields=pikepdf.Array([made.make_indirect(field)]), SigFlags=3
    )
    return saved(made)


def encrypted_pdf():
    return pdf(encryption=pikepdf.Encryption(owner="rahasia", user="rahasia"))


TEMPLATE = """#let d = json(bytes(sys.inputs.data))
#set document(title: d.title, author: d.issuer)
#set page(paper: "a4", margin: 2cm)
#set text(font: "Plus Jakarta Sans", size: 11pt, lang: "id")
= #d.title
Nomor #d.number, #d.place, #d.date_text
#table(columns: 2, table.header([Keterangan], [Isi]), ..d.rows.flatten())
#d.holder, #d.signer_title, #d.signer_name. #d.note
#link(d.url)[#d.url]
#image(bytes(d.qr), format: "svg", width: 3cm, alt: "Kode QR")
"""

OUTPUT = Output.model_validate(
    {
        "kind": "pm1",
        "title": {"id": "Surat Keterangan", "en": "Statement"},
        "number": "{office}/{random}/PM1/{year}",
        "holder": "name",
        "valid_for": "P3M",
        "fields": [
            {"id": "name", "label": {"id": "Nama"}, "value": "name", "masked": True},
            {"id": "nik", "label": {"id": "NIK"}, "value": "nik", "masked": True},
            {"id": "purpose", "label": {"id": "Keperluan"}, "value": "purpose"},
            {"id": "other", "label": {"id": "Keperluan lain"}, "value": "other"},
        ],
    }
)
OFFICE = Office(
    id=UUID("01920000-0000-7000-8000-00000000000a"),
    code="kemayoran",
    name="Kelurahan Kemayoran",
    address="Jalan Serdang Raya 1",
    place="Jakarta",
)
SIGNER = Signer(role="head", title="Lurah Kemayoran", name="Siti Rahayu, S.Sos.")


def issuing(**changes):
    """Arguments of `issue_document` for the smallest document."""
    return {
        "case_id": uuid4(),
        "key": str(uuid4()),
        "service_code": "pm1-general-statement",
        "package_output": OUTPUT,
        "template": TEMPLATE,
        "values": {
            "name": "Ratna Puspitasari",
            "nik": "3171234567890123",
            "purpose": "Melamar kerja",
            "other": "",
        },
        "holder": "Ratna Puspitasari",
        "office": OFFICE,
        "signer": SIGNER,
        "now": NOW,
        **changes,
    }
