"""Many services at once, each as it holds on the day."""

from datetime import date

from django.db import connection
from django.test.utils import CaptureQueriesContext

from gapura.catalogue import commands, queries
from gapura.catalogue.tests.makers import make_package
from gapura.kernel.actors import system
from gapura.kernel.scope import scope

TODAY = date(2026, 11, 23)


def codes(services):
    return [service.code for service in services]


def test_all_services_are_offered_by_code(jakarta):
    assert codes(queries.list_offered(jakarta, on=TODAY)) == [
        "birth-certificate", "kjp-plus", "pm1-general-statement", "road-damage",
    ]  # fmt: skip


def test_only_those_that_were_asked_for(jakarta):
    wanted = ("road-damage", "unknown")

    assert codes(queries.list_offered(jakarta, on=TODAY, codes=wanted)) == ["road-damage"]


def test_each_is_the_same_as_when_asked_for_alone(jakarta):
    commands.publish(make_package(), by=system(jakarta))
    commands.publish(make_package(product={"id": "Izin baru."}), by=system(jakarta))

    for service in queries.list_offered(jakarta, on=TODAY):
        assert service == queries.get_service(jakarta, service.code, on=TODAY)


def test_a_service_of_a_later_day_is_left_out(jakarta):
    commands.publish(make_package(valid_from=date(2026, 12, 1)), by=system(jakarta))

    assert "bicycle-permit" not in codes(queries.list_offered(jakarta, on=TODAY))


def test_versions_that_were_read_before_cost_one_statement(jakarta):
    queries.list_offered(jakarta, on=TODAY)

    with CaptureQueriesContext(connection) as caught:
        queries.list_offered(jakarta, on=TODAY)

    assert len(caught) == 1


def test_each_city_has_its_own(db):
    with scope("depok"):
        services = queries.list_offered("depok", on=TODAY)

    assert {service.jurisdiction for service in services} == {"depok"}
