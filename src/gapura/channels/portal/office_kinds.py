"""What a kind of office is called: `suku_dinas_dukcapil` is read “Suku dinas dukcapil”."""

from gapura.engines.definitions.schema import ServicePackage
from gapura.engines.workflow.actors import parse_actor

_SPELLED = frozenset({"dpmptsp", "ptsp", "pupr", "uptd"})


def kind_title(kind: str) -> str:
    words = [word.upper() if word in _SPELLED else word for word in kind.split("_")]
    title = " ".join(words)
    return title[:1].upper() + title[1:]


def kinds_at_work(package: ServicePackage) -> list[str]:
    """Kinds of office that do a step of the SOP, in order of the steps."""
    steps = package.workflow.steps.values()
    actors = (parse_actor(written) for step in steps for written in step.actors())
    return list(dict.fromkeys(actor.office_kind for actor in actors if actor.office_kind))
