"""The smallest valid things: answers from the packages' own scenarios, officers, sent cases."""

import io
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from uuid import uuid4

from PIL import Image

from gapura.access import commands as access
from gapura.access.queries.actors import actor_for
from gapura.cases.commands import drafts, submitting
from gapura.engines.definitions.loading import load_jurisdiction, load_package
from gapura.jurisdictions import queries as jurisdictions
from gapura.kernel import actors
from gapura.kernel.scope import scope

SERVICES = Path(__file__).resolve().parents[2] / "services"
LONG_AGO = date(2020, 1, 1)


@lru_cache
def package_of(city, code):
    city_definition, _findings = load_jurisdiction(SERVICES / f"id.{city}")
    return load_package(SERVICES / f"id.{city}" / code, jurisdiction=city_definition)


def scenario(city, code, name="granted"):
    """A worked scenario of the package, by a word of its file name."""
    loaded = package_of(city, code)
    files = sorted((SERVICES / f"id.{city}" / code / "scenarios").glob("*.yaml"))
    index = next(i for i, file in enumerate(files) if name in file.stem)
    return loaded.scenarios[index]


@lru_cache
def jpeg(colour="white", size=(60, 40)):
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, "JPEG")
    return out.getvalue()


def officer(city, role, office_code, name="Sri Wahyuni"):
    """An account with a post, as an Actor."""
    with scope(city):
        office = jurisdictions.get_office(city, office_code)
        account_id = access.appoint(
            by=actors.system(city),
            name=name,
            email=f"{uuid4().hex[:12]}@example.org",
            role=role,
            office_id=office.id,
            starts_on=LONG_AGO,
        )
        return officer_again(city, account_id)


def officer_again(city, account_id):
    from gapura.access.models import Account

    with scope(city):
        return actor_for(Account.objects.get(id=account_id), city)


def resident(city, name="Ratna Puspitasari"):
    from gapura.access.models import Account

    account = Account.objects.create_user(f"{uuid4().hex[:12]}@example.org", name=name)
    return actors.Actor(kind="resident", jurisdiction=city, account_id=account.id, name=name)


@dataclass(frozen=True)
class Sent:
    case_id: object
    number: str
    pin: str
    by: actors.Actor


def uploads_for(files):
    """One small picture for each file question, each its own."""
    return {
        question: [(f"{question}.jpg", jpeg(size=(60 + i, 40)))] for i, question in enumerate(files)
    }


def submit(city="jakarta", code="pm1-general-statement", *, by=None, name="granted", **answers):
    """Send a scenario's answers, with changes, as by a resident with an account."""
    by = by or resident(city)
    given = scenario(city, code, name)
    sent = submitting.submit_answers(
        by=by,
        service_code=code,
        answers={**given.answers, **answers},
        idempotency_key=uuid4().hex,
        uploads=uploads_for(given.files),
    )
    proved = actors.Actor(
        kind=by.kind, jurisdiction=city, account_id=by.account_id, name=by.name,
        proved_cases=by.proved_cases | {sent.case_id},
    )  # fmt: skip
    return Sent(sent.case_id, sent.number, sent.pin, proved)


def start(city="jakarta", code="pm1-general-statement", *, by):
    return drafts.start_draft(by=by, service_code=code)
