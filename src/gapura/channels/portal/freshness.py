"""A public page that is not drawn again while nothing on it changed: 304 Not Modified."""

import hashlib
from functools import lru_cache
from pathlib import Path

from django.contrib import messages
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.utils import timezone
from django.utils.cache import get_conditional_response

from gapura.channels import portal, ui
from gapura.channels.portal.personal import language
from gapura.channels.ui.context import TEXT_COOKIE
from gapura.channels.ui.entering import CityRequest


def page_etag(request: CityRequest, content: str) -> str:
    """Everything that the page shows besides its content: reader, city, day, release."""
    stands = (
        content,
        language(),
        request.COOKIES.get(TEXT_COOKIE, ""),
        request.get_full_path(),
        str(request.actor.account_id),
        get_token_secret(request),
        repr(request.city),
        timezone.localdate().isoformat(),
        release(),
    )
    return f'W/"{hashlib.sha256(chr(0).join(stands).encode()).hexdigest()[:32]}"'


def not_modified(request: CityRequest, etag: str) -> HttpResponse | None:
    """The short answer when the browser has this very page; None when it must be drawn."""
    if len(messages.get_messages(request)):  # a notice waits to be shown once
        return None
    answer = get_conditional_response(request, etag=etag)
    if not isinstance(answer, HttpResponse):
        return None
    answer["ETag"] = etag
    return answer


def get_token_secret(request: CityRequest) -> str:
    """A kept page holds a token of this visitor's secret and is of no use with another."""
    get_token(request)
    return str(request.META.get("CSRF_COOKIE", ""))


@lru_cache(maxsize=1)
def release() -> str:
    """Templates, translations and styles as this process runs them."""
    digest = hashlib.sha256()
    for package in (ui, portal):
        root = Path(package.__path__[0])
        for suffix in ("*.html", "*.mo", "*.css", "*.js", "*.py"):
            for path in sorted(root.rglob(suffix)):
                digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
