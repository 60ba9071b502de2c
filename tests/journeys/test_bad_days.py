"""The database is away while somebody presses Lanjut: nothing that was typed is lost."""

from contextlib import contextmanager

import psycopg
import pytest
from psycopg import sql

from tests.harness.database import owner_url
from tests.harness.factories import scenario
from tests.journeys import resident
from tests.journeys.filling import fill_page, page_of
from tests.journeys.looking import look
from tests.journeys.pressing import press

pytestmark = [pytest.mark.browser, pytest.mark.processes]

CODE = "pm1-general-statement"
TOLD = scenario("jakarta", CODE)


@contextmanager
def database_away():
    """Nobody gets a connection and those that were open are cut; the server itself lives."""
    from django.db import connection, connections

    name = connection.settings_dict["NAME"]
    connections.close_all()
    with psycopg.connect(owner_url(), autocommit=True) as postgres:
        allow = sql.SQL("ALTER DATABASE {} WITH ALLOW_CONNECTIONS {}").format
        postgres.execute(allow(sql.Identifier(name), sql.SQL("false")))
        postgres.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name]
        )
        try:
            yield
        finally:
            postgres.execute(allow(sql.Identifier(name), sql.SQL("true")))


@pytest.mark.parametrize("telephone", ["320px", "no-js"])
def test_a_form_sent_while_the_database_is_away_is_kept_on_the_page(city, arrive, telephone):
    page = arrive(telephone)
    resident.start(page, city.at("jakarta"), CODE)
    fill_page(page, page_of("jakarta", CODE, "identity").questions, TOLD.answers)

    with database_away():
        with page.expect_response(lambda answer: answer.request.method == "POST") as answer:
            resident.go_on(page)
        look(page)
        kept = page.locator("input[name=address_street]").get_attribute("value")
    city.server.wait_until_ready(in_a_row=20)
    press(page.get_by_role("button", name="Coba lagi"))

    assert answer.value.status == 503
    assert int(answer.value.headers["retry-after"]) > 0
    assert kept == TOLD.answers["address"]["street"]
    assert resident.where(page) == "purpose"


def test_a_page_asked_for_while_the_database_is_away_says_when_to_come_again(city, arrive):
    page = arrive("320px")

    with database_away():
        status = page.goto(city.at("jakarta")).status
        look(page)
    city.server.wait_until_ready(in_a_row=20)

    assert status == 503
    assert page.goto(city.at("jakarta")).status == 200
