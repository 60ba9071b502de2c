"""What the suite refuses: statements without a jurisdiction, undefined template variables,
the network, and results that lean on an order nobody asked for."""

import random
import re
import socket

import pytest

STATEMENTS = {"SELECT", "UPDATE", "DELETE"}


def lacks_jurisdiction(statement: str, business_tables: set[str]) -> str | None:
    """The business table in `statement` that has no jurisdiction predicate, if any.

    A join equality counts; an alias is looked at by its name.
    """
    if statement.lstrip()[:6].upper() not in STATEMENTS:
        return None
    for table in (t for t in business_tables if f'"{t}"' in statement):
        aliases = {table} | set(re.findall(rf'"{table}" (\w+)', statement))
        predicates = (
            rf'"?{a}"?\."jurisdiction_id"\)? *(=|IN)|= *\(?"?{a}"?\."jurisdiction_id"'
            for a in aliases
        )
        if not any(re.search(p, statement) for p in predicates):
            return table
    return None


@pytest.fixture(scope="session")
def business_tables(django_db_setup):
    from django.apps import apps

    from gapura.kernel.keys import JurisdictionModel

    return {m._meta.db_table for m in apps.get_models() if issubclass(m, JurisdictionModel)}


@pytest.fixture(autouse=True)
def _every_statement_carries_its_jurisdiction(request):
    """Fails any SELECT, UPDATE or DELETE on a business table without its jurisdiction."""
    if not {"db", "transactional_db", "city", "cities"} & set(request.fixturenames):
        yield
        return
    from django.db import connection

    tables = request.getfixturevalue("business_tables")

    def guard(execute, statement, params, many, context):
        missing = lacks_jurisdiction(str(statement), tables)
        if missing:
            raise AssertionError(f"no jurisdiction for {missing} in: {statement}")
        return execute(statement, params, many, context)

    with connection.execute_wrapper(guard):
        yield


class UndefinedVariable(str):
    """Stands for a variable that a template names and no view gave; rendering it fails."""

    __slots__ = ()

    def __mod__(self, name):
        raise AssertionError(f"the template names {name!s}, which is not defined")

    def __contains__(self, key):
        return key == "%s"


@pytest.fixture(autouse=True, scope="session")
def _undefined_template_variables_fail():
    from django.conf import settings
    from django.template import engines

    if not settings.configured:
        return
    for engine in engines.all():
        if hasattr(engine, "engine"):
            engine.engine.string_if_invalid = UndefinedVariable("%s")


@pytest.fixture(autouse=True)
def _unordered_querysets_are_shuffled(monkeypatch):
    """Whoever needs an order must ask the database for it."""
    from django.db.models.query import QuerySet

    fetch = QuerySet._fetch_all

    def shuffled(self):
        fresh = self._result_cache is None
        fetch(self)
        if fresh and not self.ordered and not self.query.is_sliced:
            random.shuffle(self._result_cache)

    monkeypatch.setattr(QuerySet, "_fetch_all", shuffled)


@pytest.fixture(autouse=True)
def _no_network(monkeypatch):
    """Only this machine may be spoken to."""
    connect = socket.socket.connect

    def local_only(self, address):
        if isinstance(address, tuple) and address[0] not in {"127.0.0.1", "localhost", "::1"}:
            raise AssertionError(f"a test may not speak to {address[0]}")
        return connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", local_only)


@pytest.fixture(autouse=True)
def _every_test_begins_in_indonesian():
    """A page asked for in English leaves its language behind in the thread."""
    from django.utils import translation

    with translation.override("id"):
        yield
