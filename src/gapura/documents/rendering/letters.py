"""What a document says, ready for a template: every value is text, the QR is drawn."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from uuid import UUID

import segno
from babel.dates import format_date

from gapura.documents.rendering.coverage import printable
from gapura.engines.definitions.schema import Output
from gapura.engines.rules.text import in_language, say

OFFICIAL_LANGUAGE = "id"  # UU 24/2009 art. 27: official documents of state are in Indonesian

_VALID_UNTIL = say("Berlaku sampai {date}.", "Valid until {date}.")


@dataclass(frozen=True, slots=True)
class Office:
    """Who issues, as the letterhead says it."""

    id: UUID
    code: str
    name: str
    address: str
    place: str  # where it is signed: "Jakarta"


@dataclass(frozen=True, slots=True)
class Signer:
    """The officer whose name stands below, and the role by which they may."""

    role: str
    title: str  # "Lurah Kemayoran"
    name: str


@dataclass(frozen=True, slots=True)
class Letter:
    """One document to be typeset."""

    output: Output
    values: Mapping[str, str]  # field id -> text
    holder: str
    number: str
    office: Office
    signer: Signer
    url: str
    issued_on: date
    valid_until: date | None = None
    language: str = OFFICIAL_LANGUAGE

    def as_data(self) -> str:
        """The JSON a template reads as `sys.inputs.data`."""
        texts = {
            "title": in_language(self.output.title, self.language),
            "number": self.number,
            "date_text": date_text(self.issued_on, self.language),
            "place": self.office.place,
            "issuer": self.office.name,
            "issuer_address": self.office.address,
            "holder": self.holder,
            "signer_title": self.signer.title,
            "signer_name": self.signer.name,
            "url": self.url,
            "note": self._note(),
        }
        data: dict[str, object] = {key: printable(text) for key, text in texts.items()}
        data["rows"] = [[printable(part) for part in row] for row in self.rows()]
        data["qr"] = qr_svg(self.url)
        return json.dumps(data, ensure_ascii=False)

    def rows(self) -> list[tuple[str, str]]:
        """(label, value) of every field that has a value."""
        return [
            (in_language(field.label, self.language), self.values[field.id])
            for field in self.output.fields
            if self.values.get(field.id, "").strip()
        ]

    def _note(self) -> str:
        if self.valid_until is None:
            return ""
        until = date_text(self.valid_until, self.language)
        return in_language(_VALID_UNTIL, self.language).format(date=until)


def date_text(day: date, language: str) -> str:
    """`22 November 2026`."""
    return format_date(day, "d MMMM y", locale=language)


def verification_url(public_url: str, jurisdiction: str, token: str) -> str:
    return f"{public_url}/{jurisdiction}/periksa/{token}/"


def qr_svg(text: str) -> str:
    out = BytesIO()
    segno.make(text, error="m", micro=False).save(out, kind="svg", border=2, xmldecl=False)
    return out.getvalue().decode()
