"""Reads that every request makes, compiled once in the life of a process.

Django compiles a query anew each time it is asked; for a wide row that takes ten times as long as
the row takes to come. So the few reads of the beaten track (find a case, lock it, its open task)
are written as functions that build a queryset, and compiled with stand-ins for what is asked.
"""

import inspect
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Generic, ParamSpec, TypeVar
from uuid import UUID, uuid4

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import QuerySet
from django.db.models import query as queries
from django.utils import timezone

P = ParamSpec("P")
R = TypeVar("R")

_STAND_INS: dict[type, Callable[[], object]] = {
    str: lambda: uuid4().hex,
    UUID: uuid4,
    date: lambda: date.fromordinal(uuid4().int % 3_000_000 + 1),
    datetime: lambda: timezone.now() + timedelta(microseconds=uuid4().int % 10**15),
}


def compiled(build: "Callable[P, QuerySet[Any, R]]") -> "Compiled[P, R]":
    """`build` takes str, UUID, date and datetime, never None, and uses them unchanged."""
    return Compiled(build)


class Compiled(Generic[P, R]):
    def __init__(self, build: "Callable[P, QuerySet[Any, R]]") -> None:
        self._build = build
        self._parameters = inspect.signature(build, eval_str=True).parameters
        self._plan: _Plan[R] | None = None

    def first(self, *args: P.args, **kwargs: P.kwargs) -> R | None:
        return next(iter(self.all(*args, **kwargs)), None)

    def all(self, *args: P.args, **kwargs: P.kwargs) -> list[R]:
        plan = self._plan = self._plan or self._compile()
        asked: dict[str, Any] = dict(zip(self._parameters, args, strict=False)) | kwargs
        with connection.cursor() as cursor:
            cursor.execute(
                plan.sql, [asked[name] if name else always for name, always in plan.parameters]
            )
            return [plan.read(row) for row in cursor.fetchall()]

    def _compile(self) -> "_Plan[R]":
        stands = {name: _STAND_INS[p.annotation]() for name, p in self._parameters.items()}
        build: Any = self._build
        rows = build(**stands)
        compiler = rows.query.get_compiler(DEFAULT_DB_ALIAS)
        sql, given = compiler.as_sql()
        parameters = [(_named(value, stands), value) for value in given]
        if {name for name, _value in parameters} - {""} != stands.keys():
            raise TypeError(f"{self._build.__qualname__} does not use each value unchanged")
        as_columns = rows.query.values_select
        return _Plan(sql, parameters, _columns(compiler) if as_columns else _objects(compiler))


@dataclass(frozen=True, slots=True)
class _Plan(Generic[R]):
    sql: str
    parameters: list[tuple[str, Any]]  # the name of what is asked; "" for what is always so
    read: Callable[[Sequence[Any]], R]


def _named(value: object, stands: dict[str, object]) -> str:
    return next((name for name, s in stands.items() if type(s) is type(value) and s == value), "")


def _columns(compiler: Any) -> Callable[[Sequence[Any]], Any]:
    converters = compiler.get_converters(column for column, _sql, _alias in compiler.select)

    def converted(row: Sequence[Any]) -> tuple[Any, ...]:
        cells = list(row)
        for place, (functions, expression) in converters.items():
            for convert in functions:
                cells[place] = convert(cells[place], expression, connection)
        return tuple(cells)

    return converted


def _objects(compiler: Any) -> Callable[[Sequence[Any]], Any]:
    """As `django.db.models.query.ModelIterable` makes a row an object, what is joined included."""
    select, of_model, converted = compiler.select, compiler.klass_info, _columns(compiler)
    fields = of_model["select_fields"]
    begin, end = fields[0], fields[-1] + 1
    names = [column.target.attname for column, _sql, _alias in select[begin:end]]
    django: Any = queries
    joined = django.get_related_populators(of_model, select, DEFAULT_DB_ALIAS)

    def built(row: Sequence[Any]) -> Any:
        cells = converted(row)
        made = of_model["model"].from_db(DEFAULT_DB_ALIAS, names, cells[begin:end])
        for each in joined:
            each.populate(cells, made)
        return made

    return built
