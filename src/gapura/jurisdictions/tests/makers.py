"""The smallest valid city, and people who administer one."""

from uuid import uuid4

from gapura.engines.definitions.jurisdiction import JurisdictionDefinition
from gapura.jurisdictions import queries
from gapura.kernel.actors import Actor, Post

TESTLAND = {
    "schema": 1,
    "id": "testland",
    "short": "TST",
    "name": {"id": "Kota Uji", "en": "Test City"},
    "government": {"id": "Pemerintah Kota Uji", "en": "Government of Test City"},
    "tagline": {"id": "Satu pintu", "en": "One door"},
    "areas": ["36.74"],
    "contact": {"phone": "021"},
    "agencies": [
        {"code": "kota", "kind": "government", "name": {"id": "Kota", "en": "City"}},
        {"code": "dinas", "kind": "dinas", "parent": "kota", "name": {"id": "Dinas"}},
    ],
    "offices": [
        {"code": "balai", "kind": "kota", "name": "Balai Kota", "agency": "kota", "area": "36.74"},
    ],
    "office_rules": [
        {"each": "district", "kind": "kecamatan", "code": "kec-{code}", "name": "Kecamatan {name}",
         "agency": "kota", "parent": "balai"},
        {"each": "village", "kind": "kelurahan", "code": "kel-{code}", "name": "Kelurahan {name}",
         "agency": "kota", "parent": "kec-{district}"},
    ],
    "calendar": {
        "weekly": dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), "08:00-16:00"),
        "overrides": [{"on": "2026-11-26", "reason": {"id": "Hari jadi kota"}}],
    },
    "roles": [{"code": "administrator", "title": {"id": "Pengelola"}}],
}  # fmt: skip


def a_definition(**changes):
    return JurisdictionDefinition.model_validate(TESTLAND | changes)


def an_administrator(jurisdiction, office_code, role="administrator"):
    """An officer with a post at that office; needs the jurisdiction's scope."""
    office = queries.get_office(jurisdiction, office_code)
    post = Post(
        id=uuid4(), role=role, office_id=office.id, office_kind=office.kind, office_name=office.name
    )
    return Actor(kind="officer", jurisdiction=jurisdiction, account_id=uuid4(), posts=(post,))
