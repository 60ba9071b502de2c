"""`gapura demo`: everything on this machine, from nothing to a city one can walk through."""

import os
import signal
import sys
import time
import urllib.error
import urllib.request
from argparse import Namespace
from types import FrameType
from typing import TextIO

from gapura.channels.cli.demo import fingerprints, ground, table
from gapura.channels.cli.demo.children import Children
from gapura.channels.cli.speech import complain, tell, told, write

PATIENCE = 60  # seconds for the web server to answer


def run(asked: Namespace) -> int:
    os.environ["GAPURA_DEMO"] = "1"
    signal.signal(signal.SIGTERM, _as_ctrl_c)
    # A shell that starts something in the background makes it deaf to Ctrl-C; we listen anyway.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    begun = time.monotonic()
    tell("Gapura: demo sedang disiapkan …", "Gapura: getting the demo ready …")
    var = ground.folder()
    try:
        with ground.only_one(var) as note, ground.standing(var) as place:
            children = Children(var / "logs")
            try:
                return _run(asked, place, children, note, begun)
            finally:
                children.stop()
    except KeyboardInterrupt:
        tell("Demo dihentikan; datanya tetap ada.", "The demo stops; its data stays.")
        return 0


def _run(
    asked: Namespace, place: ground.Ground, children: Children, note: TextIO, begun: float
) -> int:
    port = _port(asked.port)
    smtp = ground.free_port(8025)
    page = ground.free_port(smtp + 1)
    os.environ |= {
        "GAPURA_VAR": str(place.var),
        "GAPURA_KEYS_FILE": str(ground.ensure_keys(place.var)),
        "GAPURA_PUBLIC_URL": f"http://localhost:{port}",
        "GAPURA_MAIL_URL": f"smtp://127.0.0.1:{smtp}",
        "GAPURA_MAIL_SANDBOX": f"http://localhost:{page}",
        "DATABASE_URL": place.app_url,
    }
    store = str(place.var / "mail")
    children.start("mail", "-m", "sandboxes.mail", "--smtp", str(smtp), "--http", str(page), "--store", store)  # fmt: skip
    _fill(place, children)
    if asked.prepare_only:
        tell("Demo siap.", "The demo is ready.")
        return 0

    children.start("web", "-m", "gapura.channels.cli.main", "web", "--port", str(port))
    children.start("worker", "-m", "gapura.channels.cli.main", "worker")
    address = f"http://localhost:{port}"
    _wait_for(f"{address}/readyz", children)
    note.write(address)
    note.flush()
    table.show(address, f"http://localhost:{page}", seconds=time.monotonic() - begun)
    return _watch(children)


def _fill(place: ground.Ground, children: Children) -> None:
    """Do what is not done yet; a second start finds nothing to do."""
    steps = fingerprints.stale(place.owner_url)
    if "looks" not in steps and not fingerprints.static_folder(place.var).is_dir():
        steps.append("looks")
    for step in steps:
        owner = {"DATABASE_OWNER_URL": place.owner_url}
        as_owner = owner | {"GAPURA_AS_OWNER": "1"} if step in {"tables", "reference"} else {}
        children.run("-m", "gapura.channels.cli.demo.filling", step, environment=as_owner)
        fingerprints.remember(place.owner_url, step)


def _port(wanted: int) -> int:
    port = ground.free_port(wanted)
    if port != wanted:
        tell(
            f"Porta {wanted} sudah dipakai; Gapura memakai {port}.",
            f"Port {wanted} is taken; Gapura uses {port}.",
        )
    return port


def _wait_for(url: str, children: Children) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        children.require_alive()
        try:
            with urllib.request.urlopen(url, timeout=5):  # noqa: S310 - our own address
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise TimeoutError(
        told(
            f"Server web tidak menjawab. Lihat {children.logs}/web.log.",
            f"The web server does not answer. See {children.logs}/web.log.",
        )
    )


def _watch(children: Children) -> int:
    while True:
        fallen = children.fallen()
        if fallen:
            complain(
                told(
                    f"{fallen} berhenti sendiri. Lihat {children.logs}/{fallen}.log.",
                    f"{fallen} stopped by itself. See {children.logs}/{fallen}.log.",
                )
            )
            return 1
        time.sleep(0.5)


def _as_ctrl_c(signum: int, frame: FrameType | None) -> None:
    write()
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(run(Namespace(port=8000, prepare_only=False)))
