"""A desk to sit at: a browser that is signed in as an officer, and addresses of the desk."""

import re

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gapura.access.models import Account
from gapura.audit.queries import list_accesses
from gapura.kernel.scope import scope

KELURAHAN = "kel-31.71.03.1001"
OTHER_KELURAHAN = "kel-31.71.01.1001"
KECAMATAN = "kec-31.71.03"
ROADS = "sudin-bina-marga-31.71"
TRANSACTION = ("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT", "SELECT set_config")


def at_desk(officer):
    """A client signed in as this officer."""
    client = Client()
    client.force_login(Account.objects.get(id=officer.account_id))
    return client


def desk(name, *args, city="jakarta"):
    return reverse(f"desk:{name}", args=[city, *args])


def html(response):
    return response.content.decode()


def text(response):
    """What a reader sees, without tags and with single spaces."""
    body = html(response).split("<main", 1)[1]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body))


def looks(sent, kind):
    """The trail of looks of one kind at a case, oldest first."""
    with scope(sent.by.jurisdiction):
        rows = list_accesses(sent.case_id, jurisdiction=sent.by.jurisdiction)
    return [row for row in reversed(rows) if row.kind == kind]


def statements(client, address):
    """How many statements a page costs besides transaction control."""
    with CaptureQueriesContext(connection) as caught:
        assert client.get(address).status_code == 200
    return [q["sql"] for q in caught if not q["sql"].lstrip().startswith(TRANSACTION)]
