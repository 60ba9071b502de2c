"""`python -m benchmarks`: build a city hall, load it, and say how fast and how small it is."""

import argparse
import sys
import time
from datetime import date

from benchmarks import house as houses
from benchmarks.table import Table, cpu, steps

REFUSED: list[list[str]] = []  # what the server refused during the run: then it measured nothing
NOTES = [
    "One gunicorn (2 processes, 4 threads each), one worker, the mail sandbox and PostgreSQL run on this machine; "
    "so does the load client (a process of its own, 2 threads with keep-alive connections): all share its cores, "
    "and its CPU is given apart.",
    "A lifecycle is create (API, three photos of 400 × 300), assign, resolve (desk, with a session), read (API, number "
    "and PIN). “Without PDF” is refused at the first step; “with PDF” is passed on and granted, two steps. Rates count "
    "until the worker has sent the last mail and written the last document.",
    "The form is filled in as a browser without JavaScript does: each page loaded and posted, checked, sent, receipt.",
    "First loads: Chromium without a cache, 400 kbit/s, 150 ms round trip, processor slowed four times.",
]


def main():
    asked = arguments()
    table = Table()
    for sentence in NOTES:
        table.note(sentence)
    print("building the city hall …", flush=True)
    with houses.build() as house:
        houses.enter(house)
        house.open()
        run(house, table, asked)
    text = table.markdown()
    refused = [error for errors in REFUSED for error in errors]
    print("\n" + text)
    for error in refused[:10]:
        print(f"refused during the run: {error}", file=sys.stderr)
    if asked.save:
        path = houses.ROOT / "benchmarks" / "results" / f"{date.today().isoformat()}.md"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
        print(f"written to {path.relative_to(houses.ROOT)}")
    return 1 if refused else 0


def run(house, table, asked):
    from benchmarks import application, bulk, forms, lifecycle, pages, people, rules, yardsticks

    rules.measure(table)
    forms.measure(table)
    name, rate = yardsticks.postgres(house)
    table.add("yardstick: PostgreSQL", f"{rate:.0f} transactions/s", remark=name)
    hello = yardsticks.hello(house)
    table.add("yardstick: a view that says hello", f"{hello.rate:.0f}/s", remark=cpu(hello))

    bare = _lifecycles(house, table, asked, "empty")
    for code, word, what in (
        (people.ROAD, "resolved", "road damage: three pages, one photo"),
        (people.PM1, "granted", "PM1: two pages and three photos"),
    ):
        form = lifecycle.web_form(house, code, word, count=asked.rounds, seconds=asked.seconds)
        REFUSED.append(form.errors)
        table.add(
            f"form to submitted, {what}", f"{form.cpu_ms:.0f} ms CPU", "≤ 45 ms CPU", cpu(form)
        )

    officer, session = people.officer("verifier")
    head, _session = people.officer("head")
    begun = time.monotonic()
    rows = bulk.load(
        house.owner_url, asked.cases, bulk.survey(officer, head), say=lambda _said: None
    )
    table.add(
        f"loaded {asked.cases:,} cases",
        f"{time.monotonic() - begun:.0f} s",
        "< 60 s",
        f"{rows:,} rows by COPY",
    )
    full = _lifecycles(house, table, asked, f"{asked.cases:,} cases")
    for pdf in (False, True):
        slower = 100 * (1 - full[pdf].rate / bare[pdf].rate)
        costlier = 100 * (full[pdf].cpu_ms / bare[pdf].cpu_ms - 1)
        table.add(
            f"slower with {asked.cases:,} cases, {_word(pdf)}", f"{slower:.0f} %", "≤ 15 %",
            f"CPU {costlier:+.0f} %",
        )  # fmt: skip

    _queue(house, table, session)
    _public(house, table)
    application.measure(table)  # last: it adds a service to the city


def _lifecycles(house, table, asked, state):
    from benchmarks import lifecycle

    found = {}
    for pdf, aim in ((False, "≥ 40/s"), (True, "≥ 15/s")):
        measured = lifecycle.lifecycle(
            house, count=asked.rounds * 2, seconds=asked.seconds, pdf=pdf
        )
        REFUSED.append(measured.errors)
        table.add(
            f"PM1 lifecycle {_word(pdf)}, {state}", f"{measured.rate:.1f}/s", aim,
            f"{measured.cpu_ms:.0f} ms CPU without the client; {cpu(measured)}; {steps(measured)}",
        )  # fmt: skip
        found[pdf] = measured
    return found


def _word(pdf):
    return "with PDF" if pdf else "without PDF"


def _queue(house, table, session):
    from benchmarks import pages, people

    count = pages.statements(session, f"/{people.CITY}/desk/")
    measured = pages.queue(house, session)
    REFUSED.append(measured.errors)
    table.add(
        "queue page p95",
        f"{measured.p(95):.0f} ms",
        "≤ 100 ms",
        f"p50 {measured.p(50):.0f} ms; {cpu(measured)}",
    )
    table.add("queue page, statements", str(count), "≤ 12")
    found = pages.search(house, session, "Ayu+Lestari")
    table.add(
        "search by a common name p95", f"{found.p(95):.0f} ms", remark=f"p50 {found.p(50):.0f} ms"
    )


def _public(house, table):
    from benchmarks import pages

    drawn, unchanged = pages.service_page(house)
    table.add(
        "service page drawn, p50",
        f"{drawn.p(50):.1f} ms",
        "≤ 15 ms",
        f"p95 {drawn.p(95):.1f} ms; {cpu(drawn)}",
    )
    table.add(
        "service page unchanged, 304, p50", f"{unchanged.p(50):.1f} ms", remark=cpu(unchanged)
    )
    REFUSED.extend((drawn.errors, unchanged.errors))
    for load in pages.first_loads(house):
        table.add(
            f"first load {load.path}",
            f"{load.bytes / 1000:.1f} kB",
            "≤ 40 kB",
            f"{load.requests} requests",
        )
        table.add(
            f"first contentful paint {load.path}", f"{load.first_paint_ms / 1000:.2f} s", "≤ 1.5 s"
        )


def arguments():
    asked = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    asked.add_argument(
        "--save", action="store_true", help="write the table to benchmarks/results/<date>.md"
    )
    asked.add_argument(
        "--cases", type=int, default=100_000, help="how many cases the full city has"
    )
    asked.add_argument(
        "--rounds", type=int, default=100, help="how many rounds of each measurement, at most"
    )
    asked.add_argument(
        "--seconds", type=int, default=30, help="how long each measurement lasts, at most"
    )
    return asked.parse_args()


if __name__ == "__main__":
    raise SystemExit(main())
