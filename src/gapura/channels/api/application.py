"""The API as a whole: its routes, its errors, and its description (OpenAPI 3.1)."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext, gettext_noop
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from gapura.channels.api import problems
from gapura.channels.api.routers import cases, catalogue
from gapura.channels.api.schemas.cases import Submission

TITLE = gettext_noop("API Gapura")
DESCRIPTION = gettext_noop(
    "Untuk mitra yang mengirim permohonan dan mengikuti jalannya. Tanpa kunci dan tanpa cookie: "
    "permohonan dilindungi nomor dan PIN. Bahasa mengikuti Accept-Language (id, en). Setiap "
    "kesalahan berbentuk application/problem+json (RFC 9457)."
)
REFS = "#/components/schemas/{model}"
GOOD = {200: gettext_noop("Berhasil"), 201: gettext_noop("Terkirim dan tercatat")}
TRANSLATED = ("summary", "description")


class GapuraAPI(NinjaAPI):
    """ninja's description, made exact: problems have their own media type, texts are translated."""

    def get_openapi_schema(self, **kwargs: Any) -> Any:
        document = dict(super().get_openapi_schema(path_prefix="/api/v1", path_params={}))
        document["info"] = {
            "title": gettext(TITLE),
            "version": self.version,
            "description": gettext(DESCRIPTION),
            "license": {"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
        }
        document["servers"] = [{"url": settings.GAPURA_PUBLIC_URL}]
        document["components"]["schemas"] |= _schemas_of_bodies()
        for methods in document["paths"].values():
            for operation in methods.values():
                _make_exact(operation)
        return document


def _schemas_of_bodies() -> dict[str, Any]:
    """The body is read by us and not by ninja, so its schema is added."""
    schema = Submission.model_json_schema(ref_template=REFS)
    return {**schema.pop("$defs", {}), "Submission": schema}


def _make_exact(operation: dict[str, Any]) -> None:
    for name in TRANSLATED:
        if name in operation:
            operation[name] = gettext(operation[name])
    operation["tags"] = [gettext(tag) for tag in operation["tags"]]
    for parameter in operation["parameters"]:
        parameter.pop("examples", None)  # a list, where OpenAPI wants a map; the schema has it too
    for status, response in operation["responses"].items():
        code = int(status)
        response["description"] = _meaning(code)
        if code >= 400:
            content = response["content"].pop("application/json")
            response["content"][problems.MEDIA_TYPE] = content


def _meaning(status: int) -> str:
    return gettext(GOOD[status]) if status in GOOD else str(problems.TITLES[status])


api = GapuraAPI(version="1", docs_url=None, openapi_url="/openapi.json", urls_namespace="api")
api.add_router("", catalogue.router)
api.add_router("", cases.router)


def tell(request: HttpRequest, error: Exception | type[Exception]) -> HttpResponse:
    found = error if isinstance(error, Exception) else error()
    return problems.answer(request, problems.of_exception(found))


# ninja looks for the nearest class, and has handlers of its own for these.
for foreseen in (ValidationError, HttpError, Http404, Exception):
    api.add_exception_handler(foreseen, tell)
