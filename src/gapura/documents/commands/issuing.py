"""A decision becomes a document: typeset, numbered, verifiable."""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from gapura.documents import policies, vault
from gapura.documents.commands.revoking import mark_replaced
from gapura.documents.events import DocumentIssued
from gapura.documents.masking import masked_name, masked_text
from gapura.documents.models import Document
from gapura.documents.queries.issued import DocumentRef, as_ref, find_by_key
from gapura.documents.rendering import (
    Letter,
    Office,
    Signer,
    new_document_number,
    typeset,
    valid_until,
    verification_url,
)
from gapura.documents.rendering.letters import OFFICIAL_LANGUAGE
from gapura.engines.definitions.schema import Output
from gapura.kernel.actors import Actor
from gapura.kernel.commands import command
from gapura.kernel.events import publish
from gapura.kernel.ids import new_token, uuid7


@command
def issue_document(
    *,
    by: Actor,
    case_id: UUID,
    key: str,
    service_code: str,
    package_output: Output,
    template: str,
    values: Mapping[str, str],
    holder: str,
    office: Office,
    signer: Signer,
    now: datetime,
    replaces: UUID | None = None,
) -> DocumentRef:
    """Issue once per `key`; again gives the document that is there.

    `values` are the package's output fields, evaluated: field id -> text; an empty one is left out.
    """
    policies.require_issuer(by)
    issued = find_by_key(key, by.jurisdiction)
    if issued is not None:
        return issued
    token = new_token()
    issued_on = timezone.localdate(now)
    letter = Letter(
        output=package_output,
        values=values,
        holder=holder,
        number=new_document_number(package_output.number, office=office.code, on=issued_on),
        office=office,
        signer=signer,
        url=verification_url(settings.GAPURA_PUBLIC_URL, by.jurisdiction, token),
        issued_on=issued_on,
        valid_until=valid_until(package_output.valid_for, issued_on=issued_on),
    )
    pdf = typeset(template, letter.as_data(), at=now)

    row = _row(letter, pdf, key=key, token=token, case_id=case_id, service_code=service_code, by=by)
    row.issued_at = now
    if (issued := _keep_unless_issued(row)) is not None:
        return issued
    if replaces is not None:
        mark_replaced(replaces, replaced_by=row, by=by)
    publish(DocumentIssued(subject_id=case_id, document_id=row.id), by=by)
    return as_ref(row)


def _keep_unless_issued(row: Document) -> DocumentRef | None:
    """Insert; or the document that somebody issued with the same key at the same moment."""
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        issued = find_by_key(row.key, row.jurisdiction_id)
        if issued is None:
            raise
        vault.forget(row.address)
        return issued
    return None


def _row(
    letter: Letter,
    pdf: bytes,
    *,
    key: str,
    token: str,
    case_id: UUID,
    service_code: str,
    by: Actor,
) -> Document:
    row_id = uuid7()
    return Document(
        id=row_id,
        jurisdiction_id=by.jurisdiction,
        key=key,
        kind=letter.output.kind,
        number=letter.number,
        token=token,
        case_id=case_id,
        service_code=service_code,
        title=letter.output.title,
        office_id=letter.office.id,
        issuer=letter.office.name,
        signer=letter.signer.title,
        signer_role=letter.signer.role,
        holder_masked=masked_name(letter.holder),
        fields=_public_fields(letter),
        language=OFFICIAL_LANGUAGE,
        sha256=hashlib.sha256(pdf).hexdigest(),
        size=len(pdf),
        address=vault.keep(pdf, jurisdiction=by.jurisdiction, row_id=row_id),
        issued_by=by.ref,
        valid_until=letter.valid_until,
    )


def _public_fields(letter: Letter) -> list[dict[str, object]]:
    """What the verification page shows; a masked value is stored masked, and only so."""
    fields: list[dict[str, object]] = []
    for field in letter.output.fields:
        value = letter.values.get(field.id, "").strip()
        if value:
            shown = masked_text(value) if field.masked else value
            fields.append(
                {"id": field.id, "label": field.label, "value": shown, "masked": field.masked}
            )
    return fields
