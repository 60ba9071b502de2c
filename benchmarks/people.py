"""Officers with sessions, and the answers of a package's own worked situation."""

import base64
import io
from datetime import date
from uuid import uuid4

CITY = "jakarta"
OFFICE = "kel-31.71.03.1001"
PM1, ROAD = "pm1-general-statement", "road-damage"


def officer(role, office=OFFICE):
    """(account id, session key) of somebody who holds the role from long ago."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from gapura.access import commands as access
    from gapura.access.models import Account
    from gapura.jurisdictions import queries as jurisdictions
    from gapura.kernel import actors
    from gapura.kernel.scope import scope

    with scope(CITY):
        account_id = access.appoint(
            by=actors.system(CITY),
            name=f"Petugas {role}",
            email=f"{uuid4().hex[:12]}@example.org",
            role=role,
            office_id=jurisdictions.get_office(CITY, office).id,
            starts_on=date(2020, 1, 1),
        )
        account = Account.objects.get(id=account_id)
    session = SessionStore()
    session[SESSION_KEY] = str(account.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    session.create()
    return account_id, session.session_key


def situation(code, word):
    """(answers, names of file questions) of a worked situation."""
    from benchmarks.house import ROOT
    from gapura.engines.definitions.loading import load_jurisdiction, load_package

    folder = ROOT / "services" / f"id.{CITY}"
    city, _findings = load_jurisdiction(folder)
    package = load_package(folder / code, jurisdiction=city)
    files = sorted((folder / code / "scenarios").glob("*.yaml"))
    scenario = package.scenarios[next(i for i, file in enumerate(files) if word in file.stem)]
    return dict(scenario.answers), tuple(scenario.files)


def photo(size=(400, 300)):
    """A small photograph: a gradient with noise, about 20 KB."""
    from PIL import Image

    out = io.BytesIO()
    grain = Image.effect_noise(size, 24)
    Image.merge("RGB", (grain, Image.linear_gradient("L").resize(size), grain)).save(
        out, "JPEG", quality=80
    )
    return out.getvalue()


def submission(code, word, email):
    """The body of POST …/submissions."""
    answers, files = situation(code, word)
    content = base64.b64encode(photo()).decode()
    return {
        "answers": {**answers, "email": email},
        "files": {name: [{"name": f"{name}.jpg", "content_base64": content}] for name in files},
    }


def boxes(answers):
    """Answers as the boxes of the web form are named."""
    typed = {}
    for name, value in answers.items():
        if isinstance(value, dict):
            typed |= {
                f"{name}_{part}": "" if text is None else text for part, text in value.items()
            }
        elif isinstance(value, bool):
            typed[name] = "true" if value else "false"
        else:
            typed[name] = value
    return typed
