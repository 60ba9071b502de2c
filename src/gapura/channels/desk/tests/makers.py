"""A desk to sit at: a browser that is signed in as an officer, and addresses of the desk."""

from django.test import Client
from django.urls import reverse

from gapura.access.models import Account

KELURAHAN = "kel-31.71.03.1001"
OTHER_KELURAHAN = "kel-31.71.01.1001"


def at_desk(officer):
    """A client signed in as this officer."""
    client = Client()
    client.force_login(
        Account.objects.get(id=officer.account_id),
    )
    return client


def desk(name, *args, city="jakarta"):
    return reverse(f"desk:{name}", args=[city, *args])


def html(response):
    return response.content.decode()
