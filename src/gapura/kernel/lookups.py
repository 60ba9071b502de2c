"""What a query may ask of a text when row-level security stands before it."""

from typing import Any

from django.db.models import Lookup


class Begins(Lookup):
    """`key__begins="ayu"`: like `startswith`, and an index with `text_pattern_ops` serves it.

    LIKE is not leakproof for PostgreSQL, so behind a policy it may only look at rows that passed
    the policy one by one: a search by name read every row of the city. `starts_with` is.
    """

    lookup_name = "begins"
    prepare_rhs = True

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        field, before = self.process_lhs(compiler, connection)
        start, after = self.process_rhs(compiler, connection)
        return f"starts_with({field}, {start})", (*before, *after)
