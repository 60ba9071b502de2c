"""The doors that every page shows lead somewhere."""

import pytest
from django.test import RequestFactory
from django.urls import resolve

from gapura.channels.ui.context import page
from gapura.jurisdictions.queries import get_jurisdiction

pytestmark = pytest.mark.django_db


@pytest.fixture
def shown():
    request = RequestFactory().get("/jakarta/lacak/")
    request.city = get_jurisdiction("jakarta")
    return page(request)


def test_every_door_leads_to_a_page(shown):
    addresses = [door.address for door in [*shown["doors"], *shown["more_doors"]]]

    assert {resolve(address).app_name for address in addresses} == {"portal"}


def test_the_door_one_stands_in_is_marked(shown):
    assert [door.address for door in shown["doors"] if door.is_here] == ["/jakarta/lacak/"]


@pytest.mark.parametrize("path", ["maklumat/", "aksesibilitas/", "data-pribadi/", "desk/"])
def test_the_small_print_leads_to_a_page(client, path):
    home = client.get("/jakarta/").content.decode()

    assert f'href="/jakarta/{path}"' in home
    assert resolve(f"/jakarta/{path}")
