"""Personal identifiers at rest: Tink AEAD, keys outside the database, a keyed blind index."""

import base64
import hashlib
import hmac
import io
import json
import secrets
from functools import lru_cache
from pathlib import Path
from typing import Any

import tink
from django.conf import settings
from tink import aead, cleartext_keyset_handle

INDEX_BYTES = 16


def new_keys() -> str:
    """A fresh key file: an AEAD keyset and the blind index's key, versioned for re-keying."""
    aead.register()
    handle = tink.new_keyset_handle(aead.aead_key_templates.AES256_GCM)
    out = io.StringIO()
    cleartext_keyset_handle.write(tink.JsonKeysetWriter(out), handle)
    return json.dumps(
        {
            "aead": json.loads(out.getvalue()),
            "index": {"1": base64.b64encode(secrets.token_bytes(32)).decode()},
            "index_version": "1",
        },
        indent=1,
    )


@lru_cache(maxsize=1)
def _keys() -> tuple[Any, str, bytes]:
    aead.register()
    content = json.loads(Path(settings.GAPURA_KEYS_FILE).read_text())
    handle = cleartext_keyset_handle.read(tink.JsonKeysetReader(json.dumps(content["aead"])))
    version = content["index_version"]
    return handle.primitive(aead.Aead), version, base64.b64decode(content["index"][version])


def seal(text: str, *, bound_to: str) -> bytes:
    """Encrypt; `bound_to` names the row ("jakarta:case:…"): elsewhere it does not open."""
    return seal_bytes(text.encode(), bound_to=bound_to)


def unseal(sealed: bytes | memoryview, *, bound_to: str) -> str:
    """Decrypt; raises tink.TinkError when the bytes or the row are not the right ones."""
    return unseal_bytes(sealed, bound_to=bound_to).decode()


def seal_bytes(content: bytes, *, bound_to: str) -> bytes:
    """Encrypt a file's content, see `seal`."""
    return bytes(_keys()[0].encrypt(content, bound_to.encode()))


def unseal_bytes(sealed: bytes | memoryview, *, bound_to: str) -> bytes:
    """Decrypt a file's content, see `unseal`."""
    return bytes(_keys()[0].decrypt(bytes(sealed), bound_to.encode()))


def blind_index(purpose: str, value: str) -> bytes:
    """A keyed hash to find a value by equality: version byte + 16 bytes of HMAC-SHA-256."""
    _aead, version, key = _keys()
    digest = hmac.new(key, f"{purpose}\0{value}".encode(), hashlib.sha256).digest()
    return int(version).to_bytes(1, "big") + digest[:INDEX_BYTES]
