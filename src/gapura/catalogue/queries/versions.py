"""One service as it is offered on a day, and one version as a case pinned it for life."""

import hashlib
import json
from collections.abc import Collection
from dataclasses import dataclass, fields
from datetime import date, datetime
from functools import lru_cache
from uuid import UUID

from django.db.models import BooleanField, ExpressionWrapper, F, Q, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from gapura.catalogue.models import PublicService, ServiceVersion
from gapura.engines.definitions.loading import restore
from gapura.engines.definitions.schema import ServicePackage
from gapura.engines.rules.text import Text
from gapura.kernel.compiled import compiled
from gapura.kernel.errors import NotFound

MOST_KEPT = 512  # versions that one process remembers


@dataclass(frozen=True, slots=True)
class ServiceView:
    """A published version: immutable, so it may be kept as long as anyone likes."""

    jurisdiction: str
    service_id: UUID
    code: str
    version_id: UUID
    content_hash: str
    valid_from: date
    published_at: datetime
    package: ServicePackage

    @property
    def title(self) -> Text:
        return self.package.service.title

    @property
    def summary(self) -> Text:
        return self.package.service.summary

    @property
    def kind(self) -> str:
        return self.package.service.kind


@dataclass(frozen=True, slots=True)
class OfferedService(ServiceView):
    """The version that holds on a day, and whether new applications are taken."""

    is_open: bool
    closed_reason: str
    closed_until: date | None


def get_service(jurisdiction: str, code: str, *, on: date) -> OfferedService:
    """The service as it holds on `on`; a version that is valid from a later day does not count."""
    return _current(jurisdiction, code, on) or _earlier(jurisdiction, code, on)


def _current(jurisdiction: str, code: str, on: date) -> OfferedService | None:
    """What was published last, when it holds by then: nearly always so, and one small read."""
    row = _service_row.first(jurisdiction, code)
    if row is None or row[0] is None:
        return None
    version_id, is_open, closed_reason, closed_until = row
    version = get_version(jurisdiction, version_id)
    if version.valid_from > on:
        return None
    return OfferedService(
        **{field.name: getattr(version, field.name) for field in fields(ServiceView)},
        is_open=is_open,
        closed_reason=closed_reason,
        closed_until=closed_until,
    )


@compiled
def _service_row(
    jurisdiction: str, code: str
) -> "QuerySet[PublicService, tuple[UUID | None, bool, str, date | None]]":
    rows = PublicService.objects.of(jurisdiction).filter(code=code)
    return rows.values_list("current_version_id", "is_open", "closed_reason", "closed_until")


def _earlier(jurisdiction: str, code: str, on: date) -> OfferedService:
    row = (
        ServiceVersion.objects.of(jurisdiction)
        .filter(service__code=code, valid_from__lte=on)
        .select_related("service")
        .defer("definition")
        .order_by(_published_last().desc(), "-valid_from", "-published_at", "-id")
        .first()
    )
    if row is None:
        raise _nothing_offered(jurisdiction, code)
    return _offered(row)


def list_offered(
    jurisdiction: str, *, on: date, codes: Collection[str] | None = None
) -> list[OfferedService]:
    """As `get_service`, for these or for all: one statement, and one more for each version that
    this process has not read yet. By code."""
    rows = ServiceVersion.objects.of(jurisdiction).filter(valid_from__lte=on)
    if codes is not None:
        rows = rows.filter(service__code__in=codes)
    rows = (
        rows.select_related("service")
        .defer("definition")
        .order_by("service_id", _published_last().desc(), "-valid_from", "-published_at", "-id")
        .distinct("service_id")
    )
    return sorted(map(_offered, rows), key=lambda service: service.code)


@lru_cache(maxsize=MOST_KEPT)
def get_version(jurisdiction: str, version_id: UUID) -> ServiceView:
    """The version a case pinned; read once in the life of a process."""
    rows = ServiceVersion.objects.of(jurisdiction).select_related("service")
    row = rows.filter(id=version_id).first()
    if row is None:
        raise NotFound(
            _("Versi layanan ini tidak ada di kota ini. Mulailah dari daftar layanan."),
            code="unknown-version",
        )
    return ServiceView(
        jurisdiction=jurisdiction,
        service_id=row.service.id,
        code=row.service.code,
        version_id=row.id,
        content_hash=row.content_hash,
        valid_from=row.valid_from,
        published_at=row.published_at,
        package=restore(json.loads(row.definition)),
    )


def list_versions(jurisdiction: str, code: str) -> list[tuple[UUID, str, date, datetime]]:
    """Id, content hash, valid from and published at of each version, newest first."""
    rows = ServiceVersion.objects.of(jurisdiction).filter(service__code=code)
    ordered = rows.order_by("-published_at", "-id")
    return list(ordered.values_list("id", "content_hash", "valid_from", "published_at"))


def content_etag(version: ServiceView, language: str) -> str:
    """Changes when the page of this service in this language must be drawn anew."""
    stands = [version.content_hash, language]
    if isinstance(version, OfferedService):
        stands += [str(version.is_open), version.closed_reason, str(version.closed_until)]
    return f'"{hashlib.sha256(chr(0).join(stands).encode()).hexdigest()[:32]}"'


def _offered(row: ServiceVersion) -> OfferedService:
    version = get_version(row.jurisdiction_id, row.id)
    return OfferedService(
        **{field.name: getattr(version, field.name) for field in fields(ServiceView)},
        is_open=row.service.is_open,
        closed_reason=row.service.closed_reason,
        closed_until=row.service.closed_until,
    )


def _published_last() -> "ExpressionWrapper[Q]":
    # An older content that is published again holds again, though its row is older.
    return ExpressionWrapper(Q(id=F("service__current_version_id")), output_field=BooleanField())


def _nothing_offered(jurisdiction: str, code: str) -> NotFound:
    first = ServiceVersion.objects.of(jurisdiction).filter(service__code=code)
    valid_from = first.order_by("valid_from").values_list("valid_from", flat=True).first()
    if valid_from is not None:
        return NotFound(
            _("Layanan ini baru berlaku mulai %(day)s. Kembalilah pada hari itu.")
            % {"day": date_format(valid_from, "j F Y")},
            code="service-not-yet-valid",
        )
    return NotFound(
        _(
            "Layanan ini tidak ada di kota ini. Cari dengan kata Anda sendiri, "
            "atau lihat daftar semua layanan."
        ),
        code="unknown-service",
    )
