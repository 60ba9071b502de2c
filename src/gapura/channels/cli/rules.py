"""`gapura rules`: a FEEL expression answered at once, and the public conformance cases run."""

import json
from argparse import Namespace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from gapura.channels.cli.speech import complain, in_words, told, write
from gapura.engines.decisions.conformance import run_cases
from gapura.engines.rules.dates import write_temporal
from gapura.engines.rules.expressions import compile_expression
from gapura.engines.rules.pointing import point_at
from gapura.engines.rules.problems import RuleError
from gapura.engines.rules.values import YearsMonths


def try_out(asked: Namespace) -> int:
    values = dict(_value(text) for text in asked.given)
    try:
        expression = compile_expression(asked.expression, names=values)
    except RuleError as error:
        pointed = point_at(asked.expression, error.line, error.column)
        complain(f"{error.line}:{error.column}: {in_words(error.sentence)}")
        complain(f"    {''.join(pointed)}\n    {pointed.underline}")
        return 1
    now = datetime.now(tz=UTC).astimezone(ZoneInfo("Asia/Jakarta"))  # noqa: TID251 - no Django here
    result = expression.evaluate(values, today=now.date(), now=now)
    if result.problem is not None:
        complain(in_words(result.problem))
        return 1
    write(_written(result.value))
    return 0


def run_conformance(asked: Namespace) -> int:
    """A line for each group of cases below the folder, and last `N of M passed`."""
    folder = Path(asked.folder)
    passed = cases = 0
    for group in run_cases(folder):
        write(f"{group.passed:5} / {group.cases:<5} {group.name}")
        for name in group.failed if asked.failed else ():
            write(f"              {name}")
        passed, cases = passed + group.passed, cases + group.cases
    if not cases:
        complain(
            told(
                f"Tidak ada kasus uji di bawah {folder}: dicari *.xml berisi testCases di samping *.dmn.",
                f"There are no cases below {folder}: looked for *.xml with testCases beside *.dmn.",
            )
        )
        return 1
    write(f"{passed} of {cases} passed")
    return 0


def _value(text: str) -> tuple[str, Any]:
    """`age=17`, `name=Siti`: JSON where it can be read so, else text."""
    name, _equals, typed = text.partition("=")
    try:
        return name.strip(), json.loads(typed)
    except json.JSONDecodeError:
        return name.strip(), typed


def _written(value: Any) -> str:
    if value is None:
        return told("null (tidak diketahui)", "null (unknown)")
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return f"[{', '.join(map(_written, value))}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key}: {_written(item)}' for key, item in value.items())}}}"
    if isinstance(value, (date, time, timedelta, YearsMonths)):
        return write_temporal(value)
    return str(value)
