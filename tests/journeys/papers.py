"""What a paper that was downloaded says about itself."""

import io

import pikepdf


def link_of(pdf):
    """The address behind the QR code; it stands in the file as a link too."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        links = [
            str(note["/A"]["/URI"])
            for page in opened.pages
            for note in page.get("/Annots", [])
            if "/A" in note and "/URI" in note["/A"]
        ]
    return next(link for link in links if "/periksa/" in link)


def title_of(pdf):
    with pikepdf.open(io.BytesIO(pdf)) as opened, opened.open_metadata() as told:
        return str(told["dc:title"])
