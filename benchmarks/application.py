"""An application of 95 fields through the same command that the API calls, into the database.

`python -m benchmarks.application` builds a city hall and measures only this: fifteen seconds.
"""

import time
from dataclasses import replace
from itertools import count

from benchmarks import forms, people
from benchmarks.table import Table

CODE, FIELDS, RULES, ROUNDS = "benchmark-of-95", 95, 200, 15


def measure(table):
    from gapura.cases.commands.submitting import submit_answers
    from gapura.kernel import actors

    answers, named = _publish()
    uploads = {name: [("photo.jpg", people.photo())] for name in named}
    by, keys = actors.visitor(people.CITY), count()

    def send(**more):
        return submit_answers(
            by=by, service_code=CODE, answers=answers, idempotency_key=f"k{next(keys)}", **more
        )

    took = [_timed(lambda: send(uploads=uploads)) for _round in range(ROUNDS)]
    cpu, wall = (min(times) for times in zip(*took, strict=True))
    table.add(
        f"an application of {FIELDS} fields, sent and kept",
        f"{cpu:.0f} ms CPU",
        "≤ 100 ms",
        f"the whole command with {len(named)} photo, into the database: {wall:.0f} ms on the clock",
    )


def _publish():
    """A road report that also asks the synthetic questions; its answers, and which are files."""
    from gapura.catalogue.commands import publish
    from gapura.engines.definitions.loading import load_jurisdiction, load_package
    from gapura.engines.forms.schema import FormFile
    from gapura.kernel import actors

    folder = forms.ROOT / "services" / f"id.{people.CITY}"
    city, _findings = load_jurisdiction(folder)
    loaded = load_package(folder / people.ROAD, jurisdiction=city)
    own, service = loaded.package.form, loaded.package.service
    more = FIELDS - len(loaded.package.full_form().questions())
    added = FormFile.model_validate(forms.form(more, 5, RULES))
    whole = loaded.package.model_copy(
        update={
            "form": own.model_copy(update={"pages": (*own.pages, *added.pages)}),
            "service": service.model_copy(update={"code": CODE}),
        }
    )
    assert len(whole.full_form().questions()) == FIELDS
    publish(replace(loaded, package=whole), by=actors.system(people.CITY))
    answers, files = people.situation(people.ROAD, "resolved")
    return answers | forms.typed(more), files


def _timed(work):
    """(CPU, clock) of this process in milliseconds."""
    cpu, begun = time.process_time(), time.perf_counter()
    work()
    return 1000 * (time.process_time() - cpu), 1000 * (time.perf_counter() - begun)


def alone():
    from benchmarks import house as houses

    with houses.build() as house:
        houses.enter(house)
        measure(Table())


if __name__ == "__main__":
    alone()
