"""What PostgreSQL itself refuses the application's role, whatever our code may do wrong.

Every business table is read off the catalog, so that a new table is tried the day it appears.
"""

import psycopg
import pytest
from psycopg import sql

from tests.harness import factories

CITIES = ("jakarta", "depok")
DENIED = psycopg.errors.InsufficientPrivilege

BUSINESS_TABLES = """
    SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
    WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace
      AND a.attname = 'jurisdiction_id' AND NOT a.attisdropped AND c.relrowsecurity
    ORDER BY 1
"""
HISTORY = {
    "audit_accessrecord",
    "cases_decision",
    "cases_fixedfee",
    "catalogue_serviceversion",
    "kernel_event",
}
"""At least these may never change; which other tables are append-only the catalog says."""


@pytest.fixture(scope="module")
def _both_cities_are_at_work(django_db_setup, django_db_blocker, request):
    """Cases, files and people in both, committed: an empty table would pass every probe."""
    from django.db import connection

    with django_db_blocker.unblock():
        for city in CITIES:
            factories.submit(city)
            factories.submit(city, "road-damage", name="resolved")
        connection.close()


@pytest.fixture
def probe(_both_cities_are_at_work, as_app):
    return as_app


def tables(connection):
    return [name for (name,) in connection.execute(BUSINESS_TABLES)]


def enter(connection, city):
    connection.execute("SELECT set_config('gapura.jurisdiction', %s, true)", [city])


def count(connection, table, where="true"):
    statement = sql.SQL("SELECT count(*) FROM {} WHERE " + where).format(sql.Identifier(table))
    return connection.execute(statement).fetchone()[0]


def refusal(connection, statement, *values):
    """The class of error with which a statement is refused, None when it is let through."""
    try:
        with connection.transaction():
            connection.execute(statement, values)
    except psycopg.Error as error:
        return type(error)
    return None


def privileges(connection, table):
    found = connection.execute(
        """
        SELECT kind FROM unnest(ARRAY['SELECT','INSERT','UPDATE','DELETE','TRUNCATE','REFERENCES',
                                      'TRIGGER']) AS kind
        WHERE has_table_privilege(current_user, %s, kind)
        """,
        [table],
    )
    return {kind for (kind,) in found}


def test_the_application_is_neither_owner_nor_superuser_nor_above_the_walls(probe):
    role = probe.execute(
        "SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb FROM pg_roles WHERE rolname = current_user"
    ).fetchone()
    owned = probe.execute(
        "SELECT count(*) FROM pg_class WHERE relowner = current_user::regrole"
    ).fetchone()

    assert (role, owned) == ((False, False, False, False), (0,))


def test_without_a_jurisdiction_every_business_table_is_empty(probe):
    rows = {table: count(probe, table) for table in tables(probe)}

    assert len(rows) > 25
    assert rows == dict.fromkeys(rows, 0)


@pytest.mark.parametrize("city", ["", "bogor", "jakarta' OR 'a'='a", "%"])
def test_a_city_that_does_not_exist_opens_no_table(probe, city):
    enter(probe, city)

    rows = {table: count(probe, table) for table in tables(probe)}

    assert rows == dict.fromkeys(rows, 0)


@pytest.mark.parametrize("city", CITIES)
def test_inside_one_city_no_row_of_another_is_seen(probe, city):
    enter(probe, city)

    foreign = {
        table: count(probe, table, f"jurisdiction_id <> '{city}'") for table in tables(probe)
    }
    own = count(probe, "cases_case")

    assert foreign == dict.fromkeys(foreign, 0)
    assert own > 0


@pytest.mark.parametrize(("here", "there"), [CITIES, CITIES[::-1]])
def test_no_row_can_be_written_into_another_city(probe, here, there):
    """The wall is asked before any other rule of the table, so the city alone is enough to try."""
    enter(probe, here)
    tried = {
        table: refusal(
            probe,
            sql.SQL("INSERT INTO {} (jurisdiction_id) VALUES ({})").format(
                sql.Identifier(table), sql.Literal(there)
            ),
        )
        for table in tables(probe)
    }

    assert tried == dict.fromkeys(tried, DENIED)


@pytest.mark.parametrize(("here", "there"), [CITIES, CITIES[::-1]])
def test_no_row_can_be_moved_to_another_city(probe, here, there):
    enter(probe, here)
    movable = [t for t in tables(probe) if "UPDATE" in privileges(probe, t) and count(probe, t)]
    tried = {
        table: refusal(
            probe,
            sql.SQL("UPDATE {} SET jurisdiction_id = {}").format(
                sql.Identifier(table), sql.Literal(there)
            ),
        )
        for table in movable
    }

    assert len(tried) > 10
    assert tried == dict.fromkeys(tried, DENIED)


def test_history_can_be_added_to_and_never_changed(probe):
    enter(probe, "jakarta")
    append_only = {t for t in tables(probe) if "UPDATE" not in privileges(probe, t)}
    tried = {
        (table, verb): refusal(probe, sql.SQL(statement).format(sql.Identifier(table)))
        for table in append_only
        for verb, statement in {
            "update": "UPDATE {} SET jurisdiction_id = jurisdiction_id",
            "delete": "DELETE FROM {}",
        }.items()
    }

    assert append_only >= HISTORY
    assert tried == dict.fromkeys(tried, DENIED)
    assert {frozenset(privileges(probe, t)) for t in append_only} == {
        frozenset({"SELECT", "INSERT"})
    }


def test_no_table_can_be_emptied_dropped_or_reached_around(probe):
    """TRUNCATE does not ask row-level security; neither do triggers or a policy dropped."""
    enter(probe, "jakarta")
    everything = [
        name
        for (name,) in probe.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"
        )
    ]
    tried = {
        (table, statement): refusal(probe, sql.SQL(statement).format(sql.Identifier(table)))
        for table in everything
        for statement in (
            "TRUNCATE {}",
            "ALTER TABLE {} DISABLE ROW LEVEL SECURITY",
            "DROP TABLE {}",
        )
    }

    assert tried == dict.fromkeys(tried, DENIED)


def test_the_role_cannot_make_itself_another_or_lay_tables_of_its_own(probe):
    tried = [
        refusal(probe, "SET ROLE postgres"),
        refusal(probe, "SET SESSION AUTHORIZATION postgres"),
        refusal(probe, "ALTER ROLE gapura_app BYPASSRLS"),
        refusal(probe, "CREATE TABLE public.loot AS SELECT 1 AS one"),
        refusal(probe, "CREATE FUNCTION public.steal() RETURNS int LANGUAGE sql AS 'SELECT 1'"),
        refusal(probe, "COPY cases_case TO PROGRAM 'cat'"),
    ]

    assert tried == [DENIED] * len(tried)
