"""What a trial of a rule says, ready for the page: findings with their place, rows with their reason."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gapura.channels.desk.parts.rules_grid import Grid
from gapura.channels.ui.templatetags.ui import in_words
from gapura.engines.definitions.schema import ServicePackage
from gapura.engines.definitions.trying import Bench, Said, Trial, write_value
from gapura.engines.definitions.trying_tables import TableSaid, TableTrial
from gapura.engines.rules.inference import types

WIDEST, BEFORE = 56, 24
_MORE = "…"


@dataclass(frozen=True)
class Quote:
    """A line of a text, cut to what fits on a page, with the place in it."""

    line: int
    before: str
    marked: str
    after: str
    underline: str

    @property
    def gap(self) -> str:
        """As wide as the number of the line and the blank after it."""
        return " " * (len(str(self.line)) + 1)


@dataclass(frozen=True)
class Shown:
    """One finding."""

    sentence: str
    remedy: str
    is_error: bool
    code: str
    where: str = ""
    anchor: str = ""
    quote: Quote | None = None
    example: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Cell:
    text: str
    is_failed: bool = False


@dataclass(frozen=True)
class ShownRow:
    cells: tuple[Cell, ...]
    outcomes: tuple[str, ...]
    fired: bool
    reason: str


@dataclass(frozen=True)
class Result:
    reads: bool
    value: str
    is_null: bool
    kind: str
    notation: str
    problem: str
    shown: tuple[Shown, ...]
    headings: tuple[tuple[str, str], ...] = ()
    """Of a table: each condition's heading and its value."""
    rows: tuple[ShownRow, ...] = ()


@dataclass(frozen=True)
class NameRow:
    name: str
    label: str
    kind: str


def result_of(trial: Trial | TableTrial, grid: Grid | None = None) -> Result:
    problem = in_words(trial.problem) if trial.problem else ""
    headings: tuple[tuple[str, str], ...] = ()
    if isinstance(trial, TableTrial) and grid is not None and trial.rows:
        names = (column.text for column in grid.inputs)
        headings = tuple(zip(names, trial.inputs, strict=True))
    return Result(
        trial.reads,
        write_value(trial.value),
        trial.value is None,
        in_words(types.in_words(trial.type)),
        types.notation(trial.type),
        problem,
        tuple(map(shown_of, trial.said)),
        headings,
        _rows(trial, grid) if isinstance(trial, TableTrial) and grid is not None else (),
    )


def shown_of(said: Said) -> Shown:
    return Shown(
        _sentence(in_words(said.sentence), said.pointed.marked if said.pointed else ""),
        in_words(said.remedy),
        said.severity == "error",
        said.code,
        in_words(said.where) if said.where else "",
        _anchor(said) if isinstance(said, TableSaid) else "rumus",
        _quote(said),
        said.example,
    )


def names_of(bench: Bench) -> list[NameRow]:
    """What may be read, in the order of the form, then the decisions, then what was typed here."""
    labels = {}
    if bench.package is not None:
        labels = _labels(bench.package)
    known = bench.known.types
    ordered = [*(name for name in labels if name in known), *(set(known) - labels.keys())]
    return [
        NameRow(name, labels.get(name, ""), in_words(types.in_words(known[name])))
        for name in ordered
    ]


def wrong_cells(shown: Iterable[Shown]) -> frozenset[str]:
    return frozenset(each.anchor for each in shown if each.anchor and each.is_error)


def _labels(package: ServicePackage) -> dict[str, str]:
    questions = {each.id: in_words(each.label) for each in package.full_form().questions()}
    return questions | {each.id: in_words(each.title) for each in package.decisions}


def _rows(trial: TableTrial, grid: Grid) -> tuple[ShownRow, ...]:
    return tuple(
        ShownRow(
            _cells(line.conditions, told.failed_at),
            line.outcomes,
            told.fired,
            _sentence(in_words(told.sentence)),
        )
        for told, line in zip(trial.rows, grid.lines, strict=False)
    )


def _cells(texts: Sequence[str], failed_at: int | None) -> tuple[Cell, ...]:
    return tuple(Cell(text, at == failed_at) for at, text in enumerate(texts))


def _sentence(text: str, name: str = "") -> str:
    """At the command line it stands inside a line; on a page it is a sentence, unless it opens with a name."""
    opens_with_name = bool(name) and text.startswith(name)
    shown = text if opens_with_name else text[:1].upper() + text[1:]
    return shown if shown.endswith((".", "?", "!")) else f"{shown}."


def _anchor(said: TableSaid) -> str:
    match said.part:
        case "condition" if said.row is not None and said.clause is not None:
            return f"s-{said.row}-{said.clause}"
        case "outcome" if said.row is not None and said.clause is not None:
            return f"h-{said.row}-{said.clause}"
        case "input" if said.clause is not None:
            return f"syarat-{said.clause}"
        case "output" if said.clause is not None:
            return f"hasil-{said.clause}"
    return f"s-{said.row}-0" if said.row is not None else ""


def _quote(said: Said) -> Quote | None:
    """Long lines are cut on both sides of the place, so that what underlines it stays below it."""
    if said.pointed is None:
        return None
    before, marked, after = (part.expandtabs(1) for part in said.pointed)
    if len(before) > BEFORE:
        before = _MORE + before[-BEFORE:]
    if len(marked) > WIDEST - BEFORE:
        marked, after = marked[: WIDEST - BEFORE] + _MORE, ""
    room = WIDEST - len(before) - len(marked)
    if len(after) > room:
        after = after[: max(room, 0)] + _MORE
    return Quote(said.line, before, marked, after, " " * len(before) + "^" * max(1, len(marked)))
