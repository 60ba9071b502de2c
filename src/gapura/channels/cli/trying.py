"""`gapura rules try`: a FEEL expression or a decision table answered at once, the place underlined."""

import json
from argparse import Namespace
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import ValidationError

from gapura.channels.cli.findings import Found, lines
from gapura.channels.cli.house import SetupError
from gapura.channels.cli.packages import city_of
from gapura.channels.cli.speech import complain, in_words, told, write
from gapura.engines.decisions.model import DecisionTable
from gapura.engines.decisions.written import WrittenTable
from gapura.engines.definitions.findings import Places
from gapura.engines.definitions.loading import load_package
from gapura.engines.definitions.schema import ServicePackage
from gapura.engines.definitions.source import read_yaml
from gapura.engines.definitions.trying import (
    Bench,
    Said,
    read_value,
    set_up,
    try_expression,
    write_value,
)
from gapura.engines.definitions.trying_tables import TableTrial, try_table
from gapura.engines.definitions.wording import findings_of
from gapura.engines.rules.dates import write_temporal
from gapura.engines.rules.inference import types
from gapura.engines.rules.problems import RuleError
from gapura.engines.rules.values import YearsMonths


def try_out(asked: Namespace) -> int:
    """Exit code 1 when it cannot be read or worked out."""
    given = [*filter(None, [asked.expression]), *asked.given] if asked.table else asked.given
    values = dict([*map(_plain_value, given), *map(_feel_value, asked.value)])
    bench = set_up(_service(asked.service), values)
    if asked.table:
        return _table(Path(asked.table), bench)
    if asked.expression is None:
        raise SetupError(
            told(
                "Tulis sebuah ekspresi, atau sebut sebuah tabel dengan --table.",
                "Write an expression, or name a table with --table.",
            )
        )
    return _expression(asked.expression, bench)


def _expression(source: str, bench: Bench) -> int:
    now = _now()
    trial = try_expression(source, bench, today=now.date(), now=now)
    for said in trial.said:
        place = said.pointed
        column = len(place.before) + 1 if place else 1
        _complain_of(said, f"{said.line}:{column}")
    if not trial.reads:
        return 1
    if trial.problem is not None:
        complain(in_words(trial.problem))
        return 1
    write(_written(trial.value))
    _say_type(trial.type)
    return 0


def _table(file: Path, bench: Bench) -> int:
    table = _read_table(file)
    if table is None:
        return 1
    trial = try_table(table, bench, today=_now().date())
    for said in trial.said:
        where = f"{file.name}, {in_words(said.where)}" if said.where else file.name
        _complain_of(said, where)
    if not trial.reads:
        return 1
    for line in _told(table, trial):
        write(line)
    if trial.problem is not None:
        complain(in_words(trial.problem))
        return 1
    write(_written(trial.value))
    _say_type(trial.type)
    return 0


def _told(table: DecisionTable, trial: TableTrial) -> Iterator[str]:
    for clause, value in zip(table.inputs, trial.inputs, strict=True):
        yield f"{clause.expression.strip()} = {value}"
    for number, row in enumerate(trial.rows, start=1):
        word = told("baris", "row")
        yield f"{'✓' if row.fired else '✗'} {word} {number}: {in_words(row.sentence)}"


def _read_table(file: Path) -> DecisionTable | None:
    """The file as services write a table; None when its findings have been said."""
    if not file.is_file():
        raise SetupError(told(f"Berkas {file} tidak ada.", f"There is no file {file}."))
    source = read_yaml(file, name=file.name)
    findings = list(source.findings)
    if not findings:
        try:
            return WrittenTable.model_validate(source.value).as_table(file.stem)
        except ValidationError as error:
            places = Places({file.name: source.places})
            findings += findings_of(error, WrittenTable, file=file.name, places=places)
    for finding in findings:
        for line in lines(Found(file.parent, finding)):
            complain(line)
    return None


def _complain_of(said: Said, where: str) -> None:
    complain(f"{where}: {in_words(said.sentence)}")
    if said.pointed is not None:
        complain(f"    {''.join(said.pointed)}\n    {said.pointed.underline}")
    if said.code != "rule":
        complain(f"    → {in_words(said.remedy)}")


def _say_type(kind: types.Type) -> None:
    """Beside the answer, so that a program reads the answer alone."""
    complain(f"{told('jenis', 'type')}: {in_words(types.in_words(kind))} ({types.notation(kind)})")


def _service(folder: str | None) -> ServicePackage | None:
    if folder is None:
        return None
    path = Path(folder).resolve()
    loaded = load_package(path, jurisdiction=city_of(path))
    if loaded.package is None:
        raise SetupError(
            told(
                f"{folder} bukan layanan yang terbaca; jalankan `gapura services check {folder}`.",
                f"{folder} is no service that can be read; run `gapura services check {folder}`.",
            )
        )
    return loaded.package


def _plain_value(text: str) -> tuple[str, Any]:
    """`age=17`, `name=Siti`: JSON where it can be read so, else text."""
    name, _equals, typed = text.partition("=")
    try:
        return name.strip(), json.loads(typed)
    except json.JSONDecodeError:
        return name.strip(), typed


def _feel_value(text: str) -> tuple[str, Any]:
    """`--value 'born=@"2020-02-29"'`: as rules write it."""
    name, _equals, typed = text.partition("=")
    try:
        return name.strip(), read_value(typed)
    except RuleError as error:
        raise SetupError(f"--value {text}: {in_words(error.sentence)}") from error


def _now() -> datetime:
    return datetime.now(tz=UTC).astimezone(ZoneInfo("Asia/Jakarta"))  # noqa: TID251 - no Django here


def _written(value: Any) -> str:
    """Texts without their quotation marks, as people read them."""
    if value is None:
        return told("null (tidak diketahui)", "null (unknown)")
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return f"[{', '.join(map(_written, value))}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key}: {_written(item)}' for key, item in value.items())}}}"
    if isinstance(value, (date, time, timedelta, YearsMonths)):
        return write_temporal(value)
    return write_value(value)
