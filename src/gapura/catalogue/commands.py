"""Every change of what the city offers: publish a version, close a service, open it again."""

import json
from datetime import date
from uuid import UUID

from django.db import connection
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from gapura.catalogue import policies
from gapura.catalogue.events import ServiceClosed, ServiceOpened, ServicePublished
from gapura.catalogue.models import PublicService, ServiceVersion
from gapura.catalogue.queries import words as wording
from gapura.engines.definitions.loading import LoadedPackage, content_hash, dump
from gapura.engines.definitions.schema import ServicePackage
from gapura.engines.rules.text import Text, in_language
from gapura.kernel.actors import Actor
from gapura.kernel.commands import command
from gapura.kernel.errors import NotFound, Refused
from gapura.kernel.events import publish as publish_event
from gapura.kernel.ids import uuid7

FINDINGS_SHOWN = 3


@command
def publish(loaded: LoadedPackage, *, by: Actor, valid_from: date | None = None) -> UUID:
    """Make the package what the city offers; the same content twice is the same version."""
    package = _publishable(loaded)
    policies.require_publisher(by, package.service.authority)
    service = _locked_service(package, by)
    version = _version(service, content_hash(package))
    if version is not None and service.current_version_id == version.id:
        return UUID(str(version.id))

    version = version or _new_version(service, package, by, valid_from)
    service.current_version = version
    service.offered_from = min(service.offered_from, version.valid_from)
    service.kind = package.service.kind
    service.title, service.summary = package.service.title, package.service.summary
    service.authority = package.service.authority
    service.life_events = list(package.service.life_events)
    service.audience = list(package.service.audience)
    service.save()
    _index(service, package)
    publish_event(
        ServicePublished(
            subject_id=service.id,
            code=service.code,
            version_id=version.id,
            content_hash=version.content_hash,
            valid_from=version.valid_from,
        ),
        by=by,
    )
    return UUID(str(version.id))


@command
def close_service(*, by: Actor, code: str, reason: str, until: date | None = None) -> None:
    """Take no new applications; those that are under way go on."""
    service = _locked(by.jurisdiction, code)
    policies.require_closer(by, service.authority)
    reason = reason.strip()
    if not reason:
        raise Refused(
            _("Tulis alasan penutupan; warga membacanya di halaman layanan."),
            code="reason-missing",
        )

    service.is_open, service.closed_reason, service.closed_until = False, reason, until
    service.save(update_fields=["is_open", "closed_reason", "closed_until"])
    publish_event(ServiceClosed(subject_id=service.id, code=code, until=until), by=by)


@command
def open_service(*, by: Actor, code: str) -> None:
    service = _locked(by.jurisdiction, code)
    policies.require_closer(by, service.authority)
    if service.is_open:
        return

    service.is_open, service.closed_reason, service.closed_until = True, "", None
    service.save(update_fields=["is_open", "closed_reason", "closed_until"])
    publish_event(ServiceOpened(subject_id=service.id, code=code), by=by)


def _publishable(loaded: LoadedPackage) -> ServicePackage:
    if loaded.package is not None and loaded.ok:
        return loaded.package
    errors = [str(finding) for finding in loaded.findings if finding.severity == "error"]
    raise Refused(
        _(
            "Paket %(folder)s belum dapat diterbitkan: ada %(count)s kesalahan. %(first)s "
            "Jalankan `gapura services check` untuk melihat semuanya."
        )
        % {
            "folder": loaded.folder.name,
            "count": len(errors),
            "first": " ".join(errors[:FINDINGS_SHOWN]),
        },
        code="package-has-errors",
    )


def _locked_service(package: ServicePackage, by: Actor) -> PublicService:
    """The service's row, made when it is the first time; two publishers wait for each other."""
    rows = PublicService.objects.of(by.jurisdiction)
    last = rows.aggregate(last=Max("position"))["last"] or 0
    new = PublicService(
        jurisdiction_id=by.jurisdiction,
        code=package.service.code,
        kind=package.service.kind,
        title={},
        summary={},
        authority=package.service.authority,
        life_events=[],
        audience=[],
        position=last + 1,
        offered_from=date.max,
    )
    if not rows.filter(code=new.code).exists():
        PublicService.objects.bulk_create([new], ignore_conflicts=True)
    return _locked(by.jurisdiction, new.code)


def _locked(jurisdiction: str, code: str) -> PublicService:
    rows = PublicService.objects.of(jurisdiction).select_for_update(of=("self",))
    service = rows.filter(code=code).first()
    if service is None:
        raise NotFound(
            _("Layanan “%(code)s” tidak ada di kota ini. Periksa kodenya di daftar layanan.")
            % {"code": code},
            code="unknown-service",
        )
    return service


def _version(service: PublicService, digest: str) -> ServiceVersion | None:
    versions = ServiceVersion.objects.of(service.jurisdiction_id).defer("definition")
    return versions.filter(service=service, content_hash=digest).first()


def _new_version(
    service: PublicService, package: ServicePackage, by: Actor, valid_from: date | None
) -> ServiceVersion:
    return ServiceVersion.objects.create(
        jurisdiction_id=by.jurisdiction,
        service=service,
        content_hash=content_hash(package),
        # As text: jsonb forgets the order of keys, and the first action of a step is the usual one.
        definition=json.dumps(dump(package), ensure_ascii=False),
        valid_from=valid_from or package.service.valid_from,
        published_at=timezone.now(),
        published_by=by.ref,
    )


_INDEX = """
INSERT INTO catalogue_servicesearch (id, jurisdiction_id, service_id, words, pieces)
SELECT %(id)s, %(jurisdiction)s, %(service)s,
       string_agg((setweight(to_tsvector(stemmer::regconfig, title), 'A')
                   || setweight(to_tsvector(stemmer::regconfig, keywords), 'B')
                   || setweight(to_tsvector(stemmer::regconfig, about), 'C')
                   || setweight(to_tsvector(stemmer::regconfig, around), 'D'))::text, ' ')::tsvector,
       %(pieces)s::tsvector
FROM unnest(%(stemmers)s::text[], %(titles)s::text[], %(keywords)s::text[], %(abouts)s::text[],
            %(arounds)s::text[]) AS text (stemmer, title, keywords, about, around)
ON CONFLICT (jurisdiction_id, service_id)
DO UPDATE SET words = EXCLUDED.words, pieces = EXCLUDED.pieces
"""


def _index(service: PublicService, package: ServicePackage) -> None:
    """What finds the service; pieces are made of titles and people's own words only."""
    about = package.service
    languages = sorted(about.title)
    titles = [_joined((about.title,), language) for language in languages]
    keywords = [wording.plain(" ".join(about.keywords.get(code, ()))) for code in languages]
    with connection.cursor() as cursor:
        cursor.execute(
            _INDEX,
            {
                "id": uuid7(),
                "jurisdiction": service.jurisdiction_id,
                "service": service.id,
                "stemmers": [wording.stemmer(language) for language in languages],
                "titles": titles,
                "keywords": keywords,
                "abouts": [_joined((about.summary, about.product), code) for code in languages],
                "arounds": [_joined(_around(package), language) for language in languages],
                "pieces": wording.as_vector(" ".join(titles + keywords).split()),
            },
        )


def _around(package: ServicePackage) -> tuple[Text, ...]:
    requirements = package.evidence.requirements if package.evidence else ()
    codes = f"{package.service.code} {package.form.code or ''}"
    return (*(requirement.title for requirement in requirements), {"id": codes})


def _joined(texts: tuple[Text, ...], language: str) -> str:
    return wording.plain(" ".join(in_language(text, language) for text in texts))
