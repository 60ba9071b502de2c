"""A document nobody asked for, to prove that a package's template can be typeset."""

from datetime import UTC, datetime
from uuid import UUID

from gapura.documents.rendering.letters import Letter, Office, Signer, verification_url
from gapura.documents.rendering.numbers import new_document_number
from gapura.documents.rendering.typesetting import TemplateRefused, typeset
from gapura.documents.rendering.validity import valid_until
from gapura.engines.definitions.schema import Output, ServicePackage
from gapura.engines.rules.text import in_language, say

_AT = datetime(2026, 11, 22, 3, tzinfo=UTC)
_OFFICE = Office(
    id=UUID(int=0),
    code="contoh",
    name="Kelurahan Contoh",
    address="Jalan Contoh Raya Nomor 1, Kelurahan Contoh, Kecamatan Contoh 10000",
    place="Contoh",
)
_SIGNER = Signer(role="head", title="Lurah Contoh", name="Contoh Nama Pejabat, S.Sos.")
_TOKEN = "0" * 26


def sample_pdf(package: ServicePackage) -> bytes | None:
    """The package's document with example values; None when it issues none.

    Raises PackageMistake; its `finding` is what `gapura services check` prints.
    """
    if package.output is None:
        return None
    if package.template is None:
        raise TemplateRefused(
            "output.typ",
            "no_template",
            say(
                "output.yaml menjanjikan surat, tetapi output.typ tidak ada.",
                "output.yaml promises a document, but there is no output.typ.",
            ),
            say(
                "Tulis output.typ; salin dari layanan di sebelahnya.",
                "Write output.typ; copy it from a neighbouring service.",
            ),
        )
    return typeset(package.template, _sample(package.output).as_data(), at=_AT)


def _sample(output: Output) -> Letter:
    values = {field.id: f"Contoh {in_language(field.label, 'id')}" for field in output.fields}
    return Letter(
        output=output,
        values=values,
        holder="Contoh Nama Lengkap",
        number=new_document_number(output.number, office=_OFFICE.code, on=_AT.date()),
        office=_OFFICE,
        signer=_SIGNER,
        url=verification_url("https://gapura.example.go.id", "contoh", _TOKEN),
        issued_on=_AT.date(),
        valid_until=valid_until(output.valid_for, issued_on=_AT.date()),
    )
