"""Every relation feature with two cities whose rows share their ids: none may bring the other's.

Run as the owner, because row-level security would hide a fault of the keys.
"""

from uuid import uuid4

import pytest
from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Prefetch, Subquery
from django.test.utils import isolate_apps

from gapura.kernel.keys import JurisdictionModel, SameJurisdictionForeignKey

CITIES = ("east", "west")


@pytest.fixture(scope="module")
def tables():
    """Real tables under models of the test's own, because no real one has a reverse accessor."""
    with isolate_apps("gapura.kernel"):

        class Agency(JurisdictionModel):
            code = models.CharField(max_length=60)
            kind = models.CharField(max_length=40)
            names = models.JSONField(default=dict)

            class Meta:
                app_label = "kernel"
                managed = False
                db_table = "jurisdictions_agency"

        class Office(JurisdictionModel):
            agency = SameJurisdictionForeignKey(Agency, related_name="offices")
            parent = SameJurisdictionForeignKey("self", null=True, related_name="branches")
            kind = models.CharField(max_length=40)
            code = models.CharField(max_length=60)
            name = models.CharField(max_length=160)
            area_code = models.CharField(max_length=13, default="")
            address = models.TextField(default="")
            phone = models.CharField(max_length=40, default="")
            works_on_holidays = models.BooleanField(default=False)
            needs_verification = models.BooleanField(default=True)
            is_open = models.BooleanField(default=True)
            defined_in = models.CharField(max_length=20, default="desk")
            calendar_version = models.UUIDField(default=uuid4)

            class Meta:
                app_label = "kernel"
                managed = False
                db_table = "jurisdictions_office"

        yield Agency, Office


class Pair:
    """The same ids in both cities: agency, head office, branch."""

    def __init__(self, tables):
        self.Agency, self.Office = tables
        self.ids = agency, head, branch = uuid4(), uuid4(), uuid4()
        for city in CITIES:
            self.Agency.objects.create(jurisdiction_id=city, id=agency, code="a", kind=city)
            rows = {"jurisdiction_id": city, "agency_id": agency, "kind": city}
            self.Office.objects.create(id=head, code="head", name=f"{city} head", **rows)
            self.Office.objects.create(
                id=branch, code="branch", name=f"{city} branch", parent_id=head, **rows
            )

    def agency(self, city):
        return self.Agency.objects.of(city).get(id=self.ids[0])

    def branch(self, city):
        return self.Office.objects.of(city).get(id=self.ids[2])

    def names(self, city):
        return sorted(self.Office.objects.of(city).values_list("name", flat=True))


@pytest.fixture
def cities(unwalled, tables):
    return Pair(tables)


def test_of_gives_one_citys_rows(cities):
    assert cities.names("east") == ["east branch", "east head"]


def test_forward_access_stays_in_the_city(cities):
    assert [cities.branch(city).agency.kind for city in CITIES] == ["east", "west"]


def test_a_key_to_the_same_table_stays_in_the_city(cities):
    assert [cities.branch(city).parent.name for city in CITIES] == ["east head", "west head"]


def test_select_related_stays_in_the_city(cities):
    rows = cities.Office.objects.of("west").select_related("agency", "parent").order_by("code")

    assert [(row.agency.kind, row.parent and row.parent.kind) for row in rows] == [
        ("west", "west"), ("west", None),
    ]  # fmt: skip


def test_reverse_access_stays_in_the_city(cities):
    offices = cities.agency("west").offices.order_by("code")

    assert [office.name for office in offices] == ["west branch", "west head"]
    assert cities.agency("west").offices.count() == 2


def test_reverse_filter_update_and_delete_stay_in_the_city(cities):
    agency = cities.agency("west")

    agency.offices.filter(code="branch").update(phone="112")
    agency.offices.filter(code="branch").delete()

    assert cities.names("west") == ["west head"]
    assert cities.names("east") == ["east branch", "east head"]
    assert cities.branch("east").phone == ""


def test_prefetch_of_one_city_stays_in_the_city(cities):
    agency = cities.Agency.objects.of("east").prefetch_related("offices").get()

    assert sorted(office.name for office in agency.offices.all()) == ["east branch", "east head"]


def test_a_prefetch_over_both_cities_does_not_mix_them(cities):
    both = cities.Agency.objects.filter(jurisdiction_id__in=CITIES).prefetch_related("offices")

    found = {a.kind: sorted(o.name for o in a.offices.all()) for a in both.order_by("kind")}

    assert found["east"] == ["east branch", "east head"]
    assert found["west"] == ["west branch", "west head"]


def test_a_prefetch_with_a_queryset_of_its_own_stays_in_the_city(cities):
    heads = Prefetch("offices", cities.Office.objects.filter(code="head"), to_attr="heads")

    agency = cities.Agency.objects.of("west").prefetch_related(heads).get()

    assert [office.name for office in agency.heads] == ["west head"]


def test_a_forward_prefetch_stays_in_the_city(cities):
    rows = cities.Office.objects.of("west").prefetch_related("agency").order_by("code")

    assert [row.agency.kind for row in rows] == ["west", "west"]


def test_a_filter_through_a_join_stays_in_the_city(cities):
    found = cities.Office.objects.of("east").filter(agency__kind="west")
    through_reverse = cities.Agency.objects.of("east").filter(offices__kind="west")

    assert (found.count(), through_reverse.count()) == (0, 0)


def test_counting_related_rows_counts_the_citys_own(cities):
    agency = cities.Agency.objects.of("east").annotate(number=Count("offices")).get()

    assert agency.number == 2


def test_values_through_a_join_are_the_citys_own(cities):
    rows = cities.Office.objects.of("west").order_by("code")

    assert list(rows.values_list("agency__kind", "parent__name")) == [
        ("west", "west head"), ("west", None),
    ]  # fmt: skip


def test_exists_and_subquery_with_their_own_jurisdiction(cities):
    branches = cities.Office.objects.of("west").filter(parent=OuterRef("id"))
    heads = cities.Office.objects.of("west").filter(Exists(branches))
    leaves = cities.Office.objects.of("west").filter(~Exists(branches))
    named = heads.annotate(branch=Subquery(branches.values("name")[:1]))

    assert [(row.name, row.branch) for row in named.order_by("name")] == [
        ("west head", "west branch"),
    ]  # fmt: skip
    assert [row.name for row in leaves.order_by("name")] == ["west branch"]


def test_save_changes_one_citys_row(cities):
    branch = cities.branch("west")
    branch.name = "renamed"
    branch.save()

    assert cities.names("west") == ["renamed", "west head"]
    assert cities.names("east") == ["east branch", "east head"]


def test_save_of_some_fields_changes_one_citys_row(cities):
    branch = cities.branch("west")
    branch.phone = "112"
    branch.save(update_fields=["phone"])

    assert [cities.branch(city).phone for city in CITIES] == ["", "112"]


def test_refresh_reads_the_citys_own_row(cities):
    branch = cities.branch("west")
    branch.name = "forgotten"
    branch.refresh_from_db()

    assert branch.name == "west branch"


def test_a_deferred_field_is_read_from_the_citys_own_row(cities):
    branch = cities.Office.objects.of("west").defer("name").get(code="branch")

    assert branch.name == "west branch"


def test_bulk_update_changes_one_citys_rows(cities):
    rows = list(cities.Office.objects.of("west").order_by("code"))
    for row in rows:
        row.phone = row.name
    changed = cities.Office.objects.bulk_update(rows, ["phone"])

    phones = cities.Office.objects.of("east").order_by("code").values_list("phone", flat=True)
    assert (changed, list(phones)) == (2, ["", ""])


def test_update_with_an_expression_changes_one_citys_rows(cities):
    cities.Office.objects.of("west").filter(code="head").update(phone=F("code"))

    heads = cities.Office.objects.filter(jurisdiction_id__in=CITIES, code="head")
    assert list(heads.order_by("jurisdiction_id").values_list("phone", flat=True)) == ["", "head"]


def test_select_for_update_locks_through_the_city(cities):
    locked = cities.Office.objects.of("west").select_for_update(of=("self",)).get(code="head")

    assert locked.name == "west head"


def test_a_related_row_can_be_made_in_the_city(cities):
    head = cities.Office.objects.of("west").get(code="head")
    new = cities.Office.objects.create(
        jurisdiction_id="west", agency=head.agency, parent=head, kind="west", code="new",
        name="west new",
    )  # fmt: skip

    assert [office.name for office in head.branches.order_by("name")] == [
        "west branch", "west new",
    ]  # fmt: skip
    assert new.id.version == 7
