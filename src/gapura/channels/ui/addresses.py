"""Ways back that a form or a link named."""

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme


def local_path(request: HttpRequest, path: str, *, otherwise: str) -> str:
    """A way back that a form named, if it stays on this site."""
    allowed = url_has_allowed_host_and_scheme(
        path, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return path if allowed and path.startswith("/") else otherwise
