"""What the city offers, as lists show it: A to Z, by moment of life, what is asked for most."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from gapura.catalogue.models import PublicService
from gapura.catalogue.queries.words import plain
from gapura.engines.rules.text import Text, in_language
from gapura.jurisdictions import queries as jurisdictions
from gapura.kernel.keys import JurisdictionQuerySet


@dataclass(frozen=True, slots=True)
class ServiceSummary:
    code: str
    kind: str
    title: Text
    summary: Text
    authority: str
    life_events: tuple[str, ...]
    is_open: bool
    closed_reason: str
    closed_until: date | None


@dataclass(frozen=True, slots=True)
class LifeEvent:
    """A moment of life and how many services belong to it."""

    code: str
    title: Text
    summary: Text
    icon: str
    services: int


def list_services(
    jurisdiction: str,
    life_event: str | None = None,
    kind: str | None = None,
    *,
    language: str = "id",
) -> list[ServiceSummary]:
    """A to Z by title in `language`."""
    rows = _offered(jurisdiction)
    if life_event is not None:
        rows = rows.filter(life_events__contains=[life_event])
    if kind is not None:
        rows = rows.filter(kind=kind)
    found = [_summary(row) for row in rows.order_by("code")]
    return sorted(found, key=lambda service: plain(in_language(service.title, language)))


def list_popular(jurisdiction: str, limit: int = 6) -> list[ServiceSummary]:
    """What the city puts first: shown where a search found nothing."""
    rows = _offered(jurisdiction).order_by("position", "code")
    return [_summary(row) for row in rows[:limit]]


def list_life_events(jurisdiction: str) -> list[LifeEvent]:
    """In the order of the city's definition."""
    by_service = [row.life_events for row in _offered(jurisdiction).order_by("code")]
    return [
        LifeEvent(
            code=event.code,
            title=event.title,
            summary=event.summary,
            icon=event.icon or "",
            services=sum(event.code in events for events in by_service),
        )
        for event in jurisdictions.get_jurisdiction(jurisdiction).life_events
    ]


def _offered(jurisdiction: str) -> JurisdictionQuerySet[PublicService]:
    """Services with a version that already holds."""
    return PublicService.objects.of(jurisdiction).filter(offered_from__lte=timezone.localdate())


def _summary(row: PublicService) -> ServiceSummary:
    return ServiceSummary(
        code=row.code,
        kind=row.kind,
        title=row.title,
        summary=row.summary,
        authority=row.authority,
        life_events=tuple(row.life_events),
        is_open=row.is_open,
        closed_reason=row.closed_reason,
        closed_until=row.closed_until,
    )
