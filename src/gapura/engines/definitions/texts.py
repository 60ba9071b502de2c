"""Every text that people read in a definition, with its path in the file."""

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from gapura.engines.definitions.findings import Path
from gapura.engines.definitions.schema import ServicePackage
from gapura.engines.rules.text import Text

FILES = ("service", "form", "evidence", "fees", "workflow", "output")

FOR_OFFICERS = {"activity", "note", "output", "actions"}
"""Keys of a workflow whose texts residents do not read: the ceiling of plain language is not for them."""


def texts_of(definition: BaseModel) -> Iterator[tuple[Path, Text]]:
    """A `dict[str, str]` in a definition is always a text by language."""
    yield from _walk(definition, ())


def parts_of(package: ServicePackage) -> Iterator[tuple[str, BaseModel, Path]]:
    """File name, model, and the path of the model in that file."""
    for name in FILES:
        part = getattr(package, name)
        if part is not None:
            yield f"{name}.yaml", part, ()
    for position, condition in enumerate(package.eligibility):
        yield "eligibility.yaml", condition, ("conditions", position)
    for position, table in enumerate(package.eligibility_tables):
        yield "eligibility.yaml", table, ("tables", position)
    for position, decision in enumerate(package.decisions):
        yield "decisions.yaml", decision, ("decisions", position)


def texts_in_package(package: ServicePackage) -> Iterator[tuple[str, Path, Text]]:
    for file, part, path in parts_of(package):
        for inner, text in texts_of(part):
            yield file, (*path, *inner), text


def _walk(value: Any, path: Path) -> Iterator[tuple[Path, Text]]:
    if isinstance(value, BaseModel):
        for name, field in type(value).model_fields.items():
            yield from _walk(getattr(value, name), (*path, field.alias or name))
    elif isinstance(value, tuple):
        for position, item in enumerate(value):
            yield from _walk(item, (*path, position))
    elif isinstance(value, dict) and value:
        if all(isinstance(item, str) for item in value.values()):
            yield path, value
            return
        for key, item in value.items():
            yield from _walk(item, (*path, key))
