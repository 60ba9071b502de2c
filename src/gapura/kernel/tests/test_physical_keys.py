"""What PostgreSQL itself says about our tables; rule 3 of the schema is read off the catalog."""

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection

from gapura.kernel.keys import JurisdictionModel
from gapura.kernel.platform import PLATFORM_TABLES

REFERENCE_TABLES = frozenset({"jurisdictions_jurisdiction", "jurisdictions_area"})

APPEND_ONLY = frozenset(
    {
        "kernel_event",
        "catalogue_serviceversion",
        "cases_decision",
        "cases_fixedfee",
        "audit_accessrecord",
    }
)


def rows(statement, *parameters):
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return cursor.fetchall()


def business_tables():
    return {
        model._meta.db_table for model in apps.get_models() if issubclass(model, JurisdictionModel)
    }


def indexed(*, primary=None):
    """(table, index, columns, unique) for every index of a business table."""
    found = rows(
        """
        SELECT t.relname, i.relname, x.indisunique, x.indisprimary,
               ARRAY(SELECT COALESCE(a.attname::text, '') FROM unnest(x.indkey::int2[])
                     WITH ORDINALITY AS k (attnum, place)
                     LEFT JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.attnum
                     ORDER BY k.place)
        FROM pg_index x JOIN pg_class t ON t.oid = x.indrelid JOIN pg_class i ON i.oid = x.indexrelid
        WHERE t.relnamespace = 'public'::regnamespace AND t.relname = ANY(%s)
        """,
        sorted(business_tables()),
    )
    return [
        (table, index, columns)
        for table, index, unique, is_primary, columns in found
        if unique and (primary is None or is_primary == primary)
    ]


def foreign_keys():
    """(table, constraint, columns, target, target columns, deferrable)"""
    return rows(
        """
        SELECT c.conrelid::regclass::text, c.conname,
               ARRAY(SELECT a.attname::text FROM unnest(c.conkey) WITH ORDINALITY k (n, place)
                     JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.n ORDER BY place),
               c.confrelid::regclass::text,
               ARRAY(SELECT a.attname::text FROM unnest(c.confkey) WITH ORDINALITY k (n, place)
                     JOIN pg_attribute a ON a.attrelid = c.confrelid AND a.attnum = k.n ORDER BY place),
               c.condeferrable
        FROM pg_constraint c WHERE c.contype = 'f' AND c.connamespace = 'public'::regnamespace
        """
    )


def test_every_table_is_business_platform_or_reference(db):
    present = {
        row[0] for row in rows("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    }

    assert present - business_tables() - PLATFORM_TABLES - REFERENCE_TABLES == set()


def test_the_lists_name_no_table_that_is_not_there(db):
    present = {
        row[0] for row in rows("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    }

    assert (PLATFORM_TABLES | REFERENCE_TABLES | business_tables()) - present == set()


def test_a_platform_table_is_no_business_table(db):
    assert business_tables() & (PLATFORM_TABLES | REFERENCE_TABLES) == set()


def test_the_physical_primary_key_is_jurisdiction_and_id(db):
    keys = {table: columns for table, _index, columns in indexed(primary=True)}

    assert keys == {table: ["jurisdiction_id", "id"] for table in business_tables()}


def test_every_unique_index_begins_with_the_jurisdiction(db):
    wrong = [(t, i, columns) for t, i, columns in indexed() if columns[0] != "jurisdiction_id"]

    assert wrong == []


def test_the_jurisdiction_is_never_null(db):
    nullable = rows(
        """
        SELECT table_name FROM information_schema.columns
        WHERE column_name = 'jurisdiction_id' AND is_nullable = 'YES' AND table_name = ANY(%s)
        """,
        sorted(business_tables()),
    )

    assert nullable == []


def test_row_level_security_is_on_for_everyone_with_its_policy(db):
    found = rows(
        """
        SELECT c.relname, c.relrowsecurity, c.relforcerowsecurity,
               pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid), p.polcmd
        FROM pg_class c LEFT JOIN pg_policy p ON p.polrelid = c.oid
        WHERE c.relname = ANY(%s) AND c.relkind = 'r'
        """,
        sorted(business_tables()),
    )
    own = "((jurisdiction_id)::text = current_setting('gapura.jurisdiction'::text, true))"

    assert sorted(found) == [
        (table, True, True, own, own, "*") for table in sorted(business_tables())
    ]


def test_foreign_keys_between_business_rows_stay_in_one_jurisdiction(db):
    ours = business_tables()
    wrong = [
        key
        for key in foreign_keys()
        if key[0] in ours
        and key[3] in ours
        and (key[2][0] != "jurisdiction_id" or key[4] != ["jurisdiction_id", "id"] or key[5])
    ]

    assert wrong == []


def test_every_key_of_a_model_is_protected_in_the_database(db):
    protected = {(key[0], key[2][1], key[3]) for key in foreign_keys() if len(key[2]) == 2}
    declared = {
        (model._meta.db_table, field.column, field.related_model._meta.db_table)
        for model in apps.get_models()
        if issubclass(model, JurisdictionModel)
        for field in model._meta.concrete_fields
        if field.is_relation
    }

    assert declared - protected == set()


def test_reference_tables_never_point_at_business_rows(db):
    ours = business_tables()

    wrong = [key for key in foreign_keys() if key[0] not in ours and key[3] in ours]

    assert wrong == []


def test_business_tables_have_no_triggers_and_no_sequences(db):
    ours = sorted(business_tables())

    triggers = rows(
        "SELECT tgrelid::regclass::text, tgname FROM pg_trigger "
        "WHERE NOT tgisinternal AND tgrelid::regclass::text = ANY(%s)",
        ours,
    )
    sequences = rows(
        "SELECT table_name, column_name FROM information_schema.columns WHERE table_name = ANY(%s) "
        "AND (is_identity = 'YES' OR column_default LIKE 'nextval%%')",
        ours,
    )

    assert (triggers, sequences) == ([], [])


def test_history_is_open_for_reading_and_adding_only(db):
    """Exactly these tables: one more must be written down here, one less is a hole."""
    granted = rows(
        "SELECT table_name, privilege_type FROM information_schema.role_table_grants "
        "WHERE grantee = %s AND table_name = ANY(%s)",
        settings.GAPURA_APP_ROLE, sorted(business_tables()),
    )  # fmt: skip
    by_table = {}
    for table, privilege in granted:
        by_table.setdefault(table, set()).add(privilege)

    everything = {"SELECT", "INSERT", "UPDATE", "DELETE"}
    assert by_table == {
        table: {"SELECT", "INSERT"} if table in APPEND_ONLY else everything
        for table in business_tables()
    }


def test_the_application_may_not_truncate_anything(db):
    granted = rows(
        "SELECT table_name FROM information_schema.role_table_grants "
        "WHERE grantee = %s AND privilege_type IN ('TRUNCATE', 'REFERENCES', 'TRIGGER')",
        settings.GAPURA_APP_ROLE,
    )

    assert granted == []


@pytest.mark.parametrize("table", sorted(REFERENCE_TABLES))
def test_reference_tables_are_written_by_the_owner_only(db, table):
    granted = rows(
        "SELECT privilege_type FROM information_schema.role_table_grants "
        "WHERE table_name = %s AND grantee = %s",
        table, settings.GAPURA_APP_ROLE,
    )  # fmt: skip

    assert granted == [("SELECT",)]
