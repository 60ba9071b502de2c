"""The decision tables of a package: rows that overlap, gaps, rows that are never reached."""

from collections.abc import Iterator

from gapura.engines.decisions.analysis.checking import TableFinding, check_table
from gapura.engines.decisions.model import DecisionTable
from gapura.engines.definitions.answer_types import before_decision, known_names
from gapura.engines.definitions.findings import Finding, Path, Places, ended
from gapura.engines.definitions.schema import ServicePackage
from gapura.engines.rules.inference.examining import Known
from gapura.engines.rules.text import say


def check_tables(package: ServicePackage, places: Places) -> list[Finding]:
    return [
        _placed(finding, table, file, path, places)
        for table, file, path, known in _tables(package)
        for finding in check_table(table, known)
    ]


def _tables(package: ServicePackage) -> Iterator[tuple[DecisionTable, str, Path, Known]]:
    for position, decision in enumerate(package.decisions):
        if decision.table is not None:
            path: Path = ("decisions", position, "table")
            known = before_decision(package, position)
            yield decision.table.as_table(decision.id), "decisions.yaml", path, known
    known = known_names(package)
    for position, table in enumerate(package.eligibility_tables):
        yield table.as_table(), "eligibility.yaml", ("tables", position), known


def _placed(
    finding: TableFinding, table: DecisionTable, file: str, path: Path, places: Places
) -> Finding:
    said = finding.sentence
    return places.finding_inside(
        file,
        (*path, *_path_of(finding)),
        finding.code,
        say(
            ended(f"Tabel `{table.name}`: {said['id']}"),
            ended(f"Table `{table.name}`: {said.get('en') or said['id']}"),
        ),
        finding.remedy,
        within=finding.place,
        severity=finding.severity,
    )


def _path_of(finding: TableFinding) -> Path:
    """Where in the file a cell stands; a place that is not written leads to what is around it."""
    row: Path = ("rows", finding.row) if finding.row is not None else ()
    clause: Path = (finding.clause,) if finding.clause is not None else ()
    match finding.part:
        case "condition":
            return (*row, "when", *clause)
        case "outcome":
            return (*row, "then", *clause)
        case "input":
            return ("inputs", *clause, "rule")
        case "output":
            return ("outputs", *clause, "default")
        case _:
            return row
