"""Every read of what the city offers."""

from gapura.catalogue.queries.lists import (
    LifeEvent,
    ServiceSummary,
    list_life_events,
    list_popular,
    list_services,
)
from gapura.catalogue.queries.searching import Hit, search
from gapura.catalogue.queries.versions import (
    OfferedService,
    ServiceView,
    content_etag,
    get_service,
    get_version,
    list_offered,
    list_versions,
)

__all__ = [
    "Hit",
    "LifeEvent",
    "OfferedService",
    "ServiceSummary",
    "ServiceView",
    "content_etag",
    "get_service",
    "get_version",
    "list_life_events",
    "list_offered",
    "list_popular",
    "list_services",
    "list_versions",
    "search",
]
