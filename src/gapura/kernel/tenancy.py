"""Migration operations that make a table a business table: physical key, walls, privileges.

The only thing of ours that migrations import; it is frozen: change it by adding an operation.
"""

from typing import Any

from django.conf import settings
from django.db.migrations.operations.base import Operation


class BusinessTable(Operation):
    """Physical key `(jurisdiction_id, id)`, row-level security for everyone, grants, inner keys.

    `keys` maps a column to the business table it points at. `append_only` leaves the application
    SELECT and INSERT, so history cannot be changed even by a fault of ours.
    """

    reduces_to_sql = True
    reversible = True

    def __init__(
        self, table: str, keys: dict[str, str] | None = None, *, append_only: bool = False
    ) -> None:
        self.table = table
        self.keys = keys or {}
        self.append_only = append_only

    def state_forwards(self, app_label: str, state: Any) -> None:
        """The shape Django knows does not change."""

    def database_forwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        for statement in self.statements():
            schema_editor.execute(statement)

    def database_backwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        """The table itself is dropped by the operation before this one."""

    def describe(self) -> str:
        return f"Make {self.table} a business table"

    def statements(self) -> list[str]:
        table, role = self.table, settings.GAPURA_APP_ROLE
        own = "jurisdiction_id = current_setting('gapura.jurisdiction', true)"
        rights = "SELECT, INSERT" if self.append_only else "SELECT, INSERT, UPDATE, DELETE"
        return [
            f'ALTER TABLE "{table}" DROP CONSTRAINT "{table}_pkey"',
            f'ALTER TABLE "{table}" ADD CONSTRAINT "{table}_pkey" PRIMARY KEY (jurisdiction_id, id)',
            f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY',
            f'ALTER TABLE "{table}" FORCE ROW LEVEL SECURITY',
            f'CREATE POLICY one_jurisdiction ON "{table}" USING ({own}) WITH CHECK ({own})',
            f'GRANT {rights} ON "{table}" TO "{role}"',
            *(self._key(column, target) for column, target in self.keys.items()),
        ]

    def _key(self, column: str, target: str) -> str:
        name = f"{self.table}_{column}_same_city"[:63]
        return (
            f'ALTER TABLE "{self.table}" ADD CONSTRAINT "{name}" '
            f"FOREIGN KEY (jurisdiction_id, {column}) "
            f'REFERENCES "{target}" (jurisdiction_id, id) NOT DEFERRABLE'
        )


class ReferenceTable(BusinessTable):
    """A small shared table: the application reads it; only the owner writes (or `writable`)."""

    def __init__(self, table: str, *, writable: bool = False) -> None:
        super().__init__(table)
        self.writable = writable

    def statements(self) -> list[str]:
        rights = "SELECT, INSERT, UPDATE, DELETE" if self.writable else "SELECT"
        return [f'GRANT {rights} ON "{self.table}" TO "{settings.GAPURA_APP_ROLE}"']

    def describe(self) -> str:
        return f"Make {self.table} a reference table"
