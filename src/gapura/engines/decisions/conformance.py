"""Runs public conformance cases (DMN TCK): models beside files of expected results."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path

from lxml import etree

from gapura.engines.decisions.diagram import Model
from gapura.engines.decisions.dmn.opening import DmnError
from gapura.engines.decisions.dmn.reading import read_dmn
from gapura.engines.decisions.graphs import CompiledGraph, compile_graph
from gapura.engines.rules import dates
from gapura.engines.rules.problems import Fault
from gapura.engines.rules.values import Function, Value

NOW = datetime(2026, 8, 17, 10, 0, tzinfo=UTC)
_NIL = "{http://www.w3.org/2001/XMLSchema-instance}nil"
_TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"
_PARSER = etree.XMLParser(resolve_entities=False, remove_comments=True, remove_pis=True)
_CLOSE = Decimal("1e-8")


@dataclass(frozen=True)
class Group:
    """The cases of one folder."""

    name: str
    passed: int
    failed: tuple[str, ...]
    """The ids of the cases that failed."""

    @property
    def cases(self) -> int:
        return self.passed + len(self.failed)


def run_cases(folder: Path) -> Iterator[Group]:
    """Every folder below that holds models and cases, in order of name."""
    tests: dict[Path, list[Path]] = {}
    for path in sorted(folder.rglob("*.xml")):
        if _is_test(path):
            tests.setdefault(path.parent, []).append(path)
    for group, paths in sorted(tests.items(), key=lambda each: str(each[0])):
        models = dict(_models(group))
        passed, failed = 0, []
        for path in paths:
            for name, is_right in _judged(path, models):
                passed += is_right
                failed += [] if is_right else [name]
        yield Group(str(group.relative_to(folder)), passed, tuple(failed))


def _is_test(path: Path) -> bool:
    with path.open("rb") as opened:
        return b"<testCases" in opened.read(4000)


def _models(folder: Path) -> Iterator[tuple[str, Model]]:
    for path in sorted(folder.glob("*.dmn")):
        try:
            yield path.name, read_dmn(path.read_bytes())
        except DmnError:
            continue


def _judged(path: Path, models: dict[str, Model]) -> Iterator[tuple[str, bool]]:
    """Each case of a file, and whether all its results are as expected."""
    root = etree.fromstring(path.read_bytes(), _PARSER)
    model = models.get("".join(str(part) for part in _texts(root, "modelName")))
    graph = None
    if model is not None:
        graph = compile_graph(model, imported=(each for each in models.values() if each != model))
    for case in _children(root, "testCase"):
        name = f"{path.name} {case.get('id')}"
        yield name, graph is not None and _is_right(case, graph)


def _is_right(case: etree._Element, graph: CompiledGraph) -> bool:
    try:
        given = {_name(each): _value(each) for each in _children(case, "inputNode")}
        expected = [(each, _expected(each)) for each in _children(case, "resultNode")]
    except (Fault, ArithmeticError, ValueError):
        return False
    called = " ".join((case.get("invocableName") or "").split())
    for node, value in expected:
        name = called or _name(node)
        found = graph.evaluate(name, given, today=NOW.date(), now=NOW).value
        if called and isinstance(found, dict) and _name(node) in found:
            found = found[_name(node)]
        if not _same(found, value):
            return False
    return True


def _expected(node: etree._Element) -> Value:
    expected = next(_children(node, "expected"), None)
    return None if expected is None else _value(expected)


def _value(element: etree._Element) -> Value:
    """A value as the cases write it: simple, a list of items, or components."""
    components = list(_children(element, "component"))
    if components:
        return {each.get("name"): _value(each) for each in components}
    for inner in element:
        if inner.get(_NIL) == "true":
            return None
        if etree.QName(inner).localname == "list":
            return [_value(item) for item in _children(inner, "item")]
        if etree.QName(inner).localname == "value":
            return _simple(inner)
    return None


def _simple(element: etree._Element) -> Value:
    kind = (element.get(_TYPE) or "").rpartition(":")[2]
    text = "".join(str(part) for part in element.itertext())
    if kind in {"decimal", "double", "integer", "int", "float", "long"}:
        return Decimal(text)
    if kind == "boolean":
        return text.strip() in {"true", "1"}
    read = _READING.get(kind)
    return read(text.strip()) if read else text


_READING = {
    "date": dates.read_date,
    "time": dates.read_time,
    "dateTime": dates.read_datetime,
    "duration": dates.read_duration,
    "dayTimeDuration": dates.read_duration,
    "yearMonthDuration": dates.read_duration,
}


def _same(found: Value, expected: Value) -> bool:
    if isinstance(found, Function):
        return expected is None
    if isinstance(found, Decimal) and isinstance(expected, Decimal):
        return abs(found - expected) <= _CLOSE * max(Decimal(1), abs(expected))
    if isinstance(found, list) and isinstance(expected, list):
        return len(found) == len(expected) and all(map(_same, found, expected))
    if isinstance(found, dict) and isinstance(expected, dict):
        return found.keys() == expected.keys() and all(
            _same(found[key], expected[key]) for key in found
        )
    if isinstance(found, (date, time)) and type(found) is type(expected):
        return found == expected or dates.write_temporal(found) == dates.write_temporal(expected)
    return type(found) is type(expected) and bool(found == expected)


def _name(node: etree._Element) -> str:
    return " ".join((node.get("name") or "").split())


def _children(element: etree._Element, name: str) -> Iterator[etree._Element]:
    return (each for each in element if etree.QName(each).localname == name)


def _texts(element: etree._Element, name: str) -> Iterator[str]:
    for each in _children(element, name):
        yield from (str(part) for part in each.itertext())
