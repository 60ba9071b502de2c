"""What the checker says about a published version: by file, and by the part of the file it is in."""

from functools import lru_cache
from uuid import UUID

from pydantic import BaseModel

from gapura.catalogue.queries import ServiceView, get_version
from gapura.channels.desk.parts.rules_trial import Shown
from gapura.channels.ui.templatetags.ui import in_words
from gapura.engines.definitions.checking import check_with_places
from gapura.engines.definitions.findings import Finding, Path, Place, Places, in_order
from gapura.engines.definitions.schema import ServicePackage

MOST_KEPT = 64
_INSIDE = " › "


def findings_of(service: ServiceView) -> list[Shown]:
    return [
        Shown(
            in_words(finding.sentence),
            in_words(finding.remedy),
            finding.severity == "error",
            finding.code,
            finding.file,
        )
        for finding in _checked(service.jurisdiction, service.version_id)
    ]


@lru_cache(maxsize=MOST_KEPT)
def _checked(jurisdiction: str, version_id: UUID) -> tuple[Finding, ...]:
    """A version never changes. The city's own files are held against it when they are loaded."""
    package = get_version(jurisdiction, version_id).package
    return in_order(check_with_places(package, None, _Parts(package)))


class _Parts(Places):
    """A version keeps no lines: the place is the way through the file, by names where it has them."""

    def __init__(self, package: ServicePackage) -> None:
        super().__init__()
        self._files = {
            "service.yaml": package.service,
            "form.yaml": package.form,
            "evidence.yaml": package.evidence,
            "decisions.yaml": {"decisions": package.decisions},
            "eligibility.yaml": {
                "conditions": package.eligibility,
                "tables": package.eligibility_tables,
            },
            "fees.yaml": package.fees,
            "workflow.yaml": package.workflow,
            "output.yaml": package.output,
        }

    def find(self, file: str, path: Path) -> Place:
        return Place(_INSIDE.join([file, *self._words(file, path)]), 1, 1)

    def _words(self, file: str, path: Path) -> list[str]:
        words: list[str] = []
        part: object = self._files.get(file)
        for step in path:
            part = _inside(part, step)
            words.append(_word(part, step))
        return words


def _inside(part: object, step: str | int) -> object:
    if isinstance(step, str):
        return part.get(step) if isinstance(part, dict) else getattr(part, step, None)
    listed = part if isinstance(part, tuple | list) else ()
    return listed[step] if step < len(listed) else None


def _word(part: object, step: str | int) -> str:
    """The third question is called by its name; the third row is row 3."""
    if isinstance(step, str):
        return step
    named = getattr(part, "id", None) if isinstance(part, BaseModel) else None
    return named if isinstance(named, str) and named else str(step + 1)
