"""Cases at every stage, made by the same commands as anybody's: what residents ask, officers do."""

from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings

from gapura.cases.commands import messaging, submitting, working
from gapura.cases.queries import cases
from gapura.channels.cli.demo import pictures
from gapura.channels.cli.demo.people import Desk, officers_at_work, resident
from gapura.channels.cli.demo.tales import STORIES, Story
from gapura.channels.cli.reference import read_city
from gapura.channels.cli.speech import tell
from gapura.engines.definitions.loading import LoadedPackage, load_package
from gapura.engines.definitions.scenario_schema import Scenario, ScenarioStep
from gapura.kernel.actors import Actor, system, visitor
from gapura.kernel.scope import scope


@dataclass(frozen=True)
class Stage:
    """What every story is played on."""

    officers: dict[Desk, Actor]
    begun: list[str] = field(default_factory=list)


def tell_all() -> None:
    """Play every story that was not begun before."""
    stage = Stage(officers_at_work())
    for number, story in enumerate(STORIES):
        _play(stage, story, key=f"demo-{number}-{story.city}-{story.service}")
    tell(f"{len(stage.begun)} berkas dibuat.", f"{len(stage.begun)} cases made.")


def _play(stage: Stage, story: Story, *, key: str) -> None:
    loaded = _package(story.city, story.service)
    scenario = _scenario(loaded, story)
    by = resident(story.resident, story.city) if story.resident else visitor(story.city)
    answers = scenario.answers | story.answers
    sent = submitting.submit_answers(
        by=by,
        service_code=story.service,
        answers=answers,
        idempotency_key=key,
        uploads=_uploads(loaded, scenario, str(answers.get("name", ""))),
    )
    if sent.repeated:
        return
    stage.begun.append(sent.number)
    for step in [s for s in scenario.steps if s.by != "applicant"][: story.steps]:
        _take(stage, story.city, sent.case_id, step)
    if story.question and by.kind == "resident":
        messaging.send_message(sent.case_id, by=by, text=story.question)


def _take(stage: Stage, city: str, case_id: Any, step: ScenarioStep) -> None:
    with scope(city):
        task = cases.find_open_task(cases.get_case(case_id, seen_by=system(city)))
    if task is None or task.office is None:
        return
    officer = stage.officers[Desk(city, step.by, task.office.code)]
    working.take_step(
        case_id,
        officer=officer,
        seen_step=task.step,
        action=step.action,
        given=working.Given(
            grounds=step.grounds or "",
            legal_reference=step.legal_reference or "",
            message=step.message or "",
            marks=dict.fromkeys(step.marks, ""),
            photos=[("sesudah.jpg", pictures.road(repaired=True))] if step.photo else (),
        ),
    )


def _uploads(
    loaded: LoadedPackage, scenario: Scenario, holder: str
) -> dict[str, list[tuple[str, bytes]]]:
    """A drawn paper for each file question that the scenario answers."""
    titles = {q.id: q.label["id"] for q in loaded.package.full_form().questions()}  # type: ignore[union-attr]
    return {
        name: [
            (
                f"{name}.jpg",
                pictures.road(repaired=False)
                if name == "photos"
                else pictures.paper(titles[name][:34], holder),
            )
        ]
        for name in scenario.files
    }


def _scenario(loaded: LoadedPackage, story: Story) -> Scenario:
    files = sorted((loaded.folder / "scenarios").glob("*.yaml"))
    return loaded.scenarios[[file.stem for file in files].index(story.scenario)]


@lru_cache
def _package(city: str, code: str) -> LoadedPackage:
    folder = next(Path(settings.GAPURA_SERVICES).glob(f"*.{city}"))
    return load_package(folder / code, jurisdiction=read_city(folder))
