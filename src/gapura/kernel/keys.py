"""The jurisdiction-keyed model base: every statement carries the jurisdiction.

Django's primary key stays one column (a UUIDv7); the physical key is `(jurisdiction_id, id)`, set
by `tenancy.BusinessTable` in the table's first migration. The hooks are semi-internal: Django is
pinned to its LTS, and `kernel/tests/test_keys.py` tries each relation feature with two cities.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any, Self, TypeVar

from django.db import connection, models
from django.db.models.fields.related_descriptors import (
    ForwardManyToOneDescriptor,
    ReverseManyToOneDescriptor,
)
from django.db.models.lookups import Exact
from django.utils.functional import cached_property

from gapura.kernel.ids import uuid7
from gapura.kernel.lookups import Begins

M = TypeVar("M", bound=models.Model)

models.CharField.register_lookup(Begins)


class Key(models.UUIDField):  # type: ignore[type-arg]
    """A UUIDv7 primary key made in Python: no sequence, no global counter."""

    def __init__(self, **options: Any) -> None:
        options.update(primary_key=True, default=uuid7, editable=False)
        super().__init__(**options)

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        name, _path, args, options = super().deconstruct()
        options.pop("default", None)  # migrations import nothing of ours
        return name, "django.db.models.UUIDField", args, options


class SameJurisdictionReverse(ReverseManyToOneDescriptor):  # type: ignore[type-arg]
    @cached_property
    def related_manager_cls(self) -> Any:
        base: Any = super().related_manager_cls

        class RelatedManager(base):  # type: ignore[misc]
            def _apply_rel_filters(self, queryset: Any) -> Any:
                return (
                    super()
                    ._apply_rel_filters(queryset)
                    .filter(jurisdiction_id=self.instance.jurisdiction_id)
                )

            def get_prefetch_querysets(self, instances: Any, querysets: Any = None) -> Any:
                # Filtering in get_queryset() instead returned another city's rows in a prefetch.
                queryset = querysets[0] if querysets else super(base, self).get_queryset()
                return _by_city(super().get_prefetch_querysets, instances, queryset)

        return RelatedManager


class SameJurisdictionForward(ForwardManyToOneDescriptor):  # type: ignore[type-arg]
    def get_prefetch_querysets(self, instances: Any, querysets: Any = None) -> Any:
        queryset = querysets[0] if querysets else self.get_queryset()  # type: ignore[call-arg]
        return _by_city(super().get_prefetch_querysets, instances, queryset)


def _by_city(prefetch: Any, instances: Any, queryset: Any) -> Any:
    """Read the cities' own rows, and match each with the rows of its city only."""
    cities = {instance.jurisdiction_id for instance in instances}
    rows, theirs, ours, *rest = prefetch(instances, [queryset.filter(jurisdiction_id__in=cities)])
    return (
        rows,
        lambda row: (row.jurisdiction_id, theirs(row)),
        lambda instance: (instance.jurisdiction_id, ours(instance)),
        *rest,
    )


class SameJurisdictionForeignKey(models.ForeignKey):  # type: ignore[type-arg]
    """A key inside one jurisdiction; the composite foreign key of `BusinessTable` protects it."""

    forward_related_accessor_class = SameJurisdictionForward
    related_accessor_class = SameJurisdictionReverse

    def __init__(self, to: Any, on_delete: Any = models.DO_NOTHING, **options: Any) -> None:
        options["db_constraint"] = False
        options["db_index"] = False
        super().__init__(to, on_delete, **options)

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        name, _path, args, options = super().deconstruct()
        return name, "django.db.models.ForeignKey", args, options

    def get_extra_descriptor_filter(self, instance: models.Model) -> dict[str, Any]:
        return {"jurisdiction_id": instance.jurisdiction_id}  # type: ignore[attr-defined]

    def get_extra_restriction(self, alias: Any, related_alias: Any) -> Any:
        """JOIN … AND a.jurisdiction_id = b.jurisdiction_id."""
        if alias is None:  # exclude() over a reverse relation: use ~Exists instead
            return None
        theirs: Any = self.related_model._meta.get_field("jurisdiction_id")
        ours: Any = self.model._meta.get_field("jurisdiction_id")
        return Exact(ours.get_col(related_alias), theirs.get_col(alias))


@cache
def _columns(model: type[models.Model]) -> tuple[list[Any], str, str]:
    """The fields of a table, how an INSERT into it begins, and the places of one row."""
    fields = list(model._meta.concrete_fields)
    names = ", ".join(f'"{field.column}"' for field in fields)
    head = f'INSERT INTO "{model._meta.db_table}" ({names}) VALUES '  # noqa: S608 - our own names
    return fields, head, f"({', '.join(['%s'] * len(fields))})"


class JurisdictionQuerySet(models.QuerySet[M]):
    def of(self, jurisdiction: str) -> Self:
        """Only this jurisdiction's rows. Every query on a business table begins so."""
        return self.filter(jurisdiction_id=jurisdiction)

    def insert(self, rows: Sequence[M]) -> None:
        """Write new rows as they are, in one statement. `save` looks for ten other things first,
        which costs more than the row."""
        self._insert_rows(rows, "")

    def insert_once(self, row: M) -> bool:
        """Insert unless one of its unique keys is taken; whether it went in. One statement."""
        return self._insert_rows([row], " ON CONFLICT DO NOTHING") == 1

    def _insert_rows(self, rows: Sequence[M], ending: str) -> int:
        if not rows:
            return 0
        fields, head, places = _columns(self.model)
        values = [
            field.get_db_prep_save(getattr(row, field.attname), connection)
            for row in rows
            for field in fields
        ]
        with connection.cursor() as cursor:
            cursor.execute(f"{head}{', '.join([places] * len(rows))}{ending}", values)
            written = int(cursor.rowcount)
        for row in rows:
            row._state.adding = False  # noqa: SLF001 - what `save` does, so that it updates next
        return written

    def bulk_update(self, objs: Iterable[M], *args: Any, **options: Any) -> int:
        rows = list(objs)
        if not rows:
            return 0
        cities = {row.jurisdiction_id for row in rows}  # type: ignore[attr-defined]
        queryset = self.filter(jurisdiction_id__in=cities)
        return super(JurisdictionQuerySet, queryset).bulk_update(rows, *args, **options)


class JurisdictionModel(models.Model):
    """The base of every business row."""

    id = Key()
    jurisdiction_id = models.CharField(max_length=40, editable=False)

    objects = models.Manager.from_queryset(JurisdictionQuerySet)()

    class Meta:
        abstract = True

    def _do_update(self, base_qs: Any, *args: Any, **options: Any) -> Any:
        scoped = base_qs.filter(jurisdiction_id=self.jurisdiction_id)
        return super()._do_update(scoped, *args, **options)

    def refresh_from_db(
        self, using: str | None = None, fields: Any = None, from_queryset: Any = None
    ) -> None:
        queryset = from_queryset
        if queryset is None:
            queryset = type(self)._base_manager.db_manager(using).all()
        super().refresh_from_db(
            using=using,
            fields=fields,
            from_queryset=queryset.filter(jurisdiction_id=self.jurisdiction_id),
        )
