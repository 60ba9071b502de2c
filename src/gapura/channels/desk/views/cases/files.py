"""The bytes of a proof or an issued document: looked at here, recorded, and allowed to do nothing."""

from urllib.parse import quote
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from gapura.audit.commands import record_access
from gapura.cases.queries.cases import read_case_file
from gapura.cases.queries.lists import find_visible
from gapura.channels.desk.entering import desk_page
from gapura.channels.ui.entering import CityRequest
from gapura.documents import queries as documents
from gapura.kernel.errors import NotFound

PDF = "application/pdf"
# Chromium shows no PDF inside a sandbox; ours were rebuilt without scripts, and load nothing.
WALLS = {
    PDF: "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'",
}
SANDBOX = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox"


@require_GET
@desk_page()
def file(request: CityRequest, number: str, file_id: UUID) -> HttpResponse:
    case = find_visible(number, seen_by=request.actor)
    ref, content = read_case_file(case, file_id, seen_by=request.actor)
    return _inline(content, ref.media_type, ref.name)


@require_GET
@desk_page()
def document(request: CityRequest, number: str, document_id: UUID) -> HttpResponse:
    case = find_visible(number, seen_by=request.actor)
    ref, content = documents.read_pdf(document_id, request.city.id)
    if ref.case_id != case.id:
        raise NotFound(_("Surat ini bukan milik urusan ini."), code="document-not-found")
    record_access(by=request.actor, kind="file", subject_id=document_id, case_id=case.id)
    return _inline(content, PDF, ref.file_name)


def _inline(content: bytes, media_type: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = f"inline; filename*=UTF-8''{quote(name)}"
    response["X-Content-Type-Options"] = "nosniff"
    response["X-Frame-Options"] = "SAMEORIGIN"
    response["Content-Security-Policy"] = WALLS.get(media_type, SANDBOX)
    return response
