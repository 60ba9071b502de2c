"""One case from the API to the last letter, and one form through the web pages."""

import base64
import time

import psycopg

from benchmarks import people
from benchmarks.measuring import measure

REFUSE = [{
    "tindakan": "refuse", "langkah": "verify", "grounds": "Alamat pada KTP di luar kelurahan ini.",
    "legal_reference": "UU 25/2009 Pasal 21", "checked": "on",
}]  # fmt: skip
GRANT = [
    {"tindakan": "complete", "langkah": "verify"},
    {"tindakan": "grant", "langkah": "sign", "checked": "on"},
]
PATIENCE = 180


def lifecycle(house, *, count, seconds, threads=2, pdf):
    """Steady work: web and worker run side by side, and the clock stops with the last mail."""
    order = {
        "kind": "lifecycle",
        "city": people.CITY,
        "service": people.PM1,
        "threads": threads,
        "count": count,
        "seconds": seconds,
        "warm": 3,
        "body": people.submission(people.PM1, "granted", "warga@example.org"),
        "officers": [
            [people.officer("verifier")[1], people.officer("head")[1]] for _ in range(threads)
        ],
        "decisions": GRANT if pdf else REFUSE,
    }
    return measure(house, order, finish=lambda: all_delivered(house))


def web_form(house, code, word, *, count, seconds, threads=1):
    """Every page a resident without JavaScript loads, from “apply” to the receipt."""
    answers, files = people.situation(code, word)
    order = {
        "kind": "form",
        "city": people.CITY,
        "service": code,
        "threads": threads,
        "count": count,
        "seconds": seconds,
        "warm": 3,
        "pages": _pages(code, people.boxes(answers), files),
    }
    return measure(house, order, finish=lambda: all_delivered(house))


def all_delivered(house):
    """Wait until the worker owes nothing that is due; returns how long that took."""
    begun = time.monotonic()
    with psycopg.connect(house.owner_url, autocommit=True) as connection:
        while time.monotonic() - begun < PATIENCE:
            owed = connection.execute(
                "SELECT count(*) FROM kernel_delivery WHERE state = 'waiting'"
            ).fetchone()[0]
            if not owed:
                return time.monotonic() - begun
            time.sleep(0.05)
    raise RuntimeError(f"the worker still owes {owed} deliveries\n{house.said()}")


def _pages(code, typed, files):
    """What is posted on each page of the form, in order; the boxes of other pages are left out."""
    from benchmarks.house import ROOT
    from gapura.engines.definitions.loading import load_jurisdiction, load_package
    from gapura.engines.forms.visibility import visible_pages
    from datetime import date

    folder = ROOT / "services" / f"id.{people.CITY}"
    city, _findings = load_jurisdiction(folder)
    package = load_package(folder / code, jurisdiction=city).package
    answers, _files = people.situation(code, "granted" if code == people.PM1 else "resolved")
    photo = base64.b64encode(people.photo()).decode()
    steps = []
    for page in visible_pages(package.full_form(), answers, today=date.today()):
        ids = {question.id for question in page.questions}
        fields = {
            box: value
            for box, value in typed.items()
            if box in ids or any(box.startswith(f"{name}_") for name in ids)
        }
        steps.append(
            {"fields": fields, "files": {f"{name}__file": photo for name in files if name in ids}}
        )
    return steps
