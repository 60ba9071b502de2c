"""What a partner sends, read up to a limit and parsed once."""

import json
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from pydantic import ValidationError
from pydantic_core import from_json

from gapura.channels.api.problems import Problem, unfit
from gapura.channels.api.schemas.cases import Submission

LARGEST = 15 * 1024 * 1024


def read_submission(request: HttpRequest) -> tuple[Submission, str]:
    """The submission, and the same in one spelling, by which a repetition is known."""
    parsed = _parsed(_raw(request))
    try:
        return Submission.model_validate(parsed), json.dumps(parsed, sort_keys=True)
    except ValidationError as found:
        raise unfit(list(found.errors())) from None


def _raw(request: HttpRequest) -> bytes:
    """Not `request.body`: its limit is the one for forms. A length that lies is cut off."""
    if request.content_type != "application/json":
        raise Problem(
            415, "not-json", _("Kirim isi sebagai JSON, dengan Content-Type: application/json.")
        )
    declared = request.headers.get("Content-Length", "")
    raw = b"" if declared.isdigit() and int(declared) > LARGEST else request.read(LARGEST + 1)
    if len(raw) > LARGEST or (declared.isdigit() and int(declared) > LARGEST):
        raise Problem(
            413, "too-large", _("Isi ini lebih besar dari 15 MB. Kecilkan berkasnya, lalu kirim.")
        )
    return raw


def _parsed(raw: bytes) -> Any:
    try:
        return from_json(raw, allow_inf_nan=False)
    except ValueError:
        raise Problem(
            400, "bad-json", _("Isi ini bukan JSON yang benar. Periksa tanda kutip dan kurungnya.")
        ) from None
