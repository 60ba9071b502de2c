"""Every address of the house, asked for by everyone: who gets in, who is told nothing.

The addresses are read off the resolver; one that is not in the table fails the test.
"""

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse

from tests.harness import factories

KELURAHAN, ELSEWHERE, DEPOK = "kel-31.71.03.1001", "kel-31.71.01.1001", "kel-32.76.06.1001"
EVERYONE = ("visitor", "stranger", "applicant", "verifier", "elsewhere", "depok", "supervisor",
            "administrator", "city")  # fmt: skip
OUTSIDERS = ("visitor", "stranger", "applicant", "depok")

# In the order of EVERYONE; "door" leads to the page where one signs in.
SEEN = {
    "200 200 200 200 200 200 200 200 200": """
        ui:cities ui:alive ui:ready ui:robots ui:gallery ui:gallery-questions
        ui:gallery-desk portal:home portal:services portal:service portal:cpsv portal:life-event
        portal:offices portal:office portal:verify portal:promises portal:accessibility
        portal:precheck portal:privacy portal:start portal:track portal:lost-pin portal:cases desk:forgotten""",
    "403 403 403 403 403 403 403 403 403": "ui:gallery-errors",  # a sample of that very page
    # Only a POST does something there; a GET is led to the page it belongs to, which says no more.
    "405 405 405 405 405 405 405 405 405": """
        ui:settings desk:next desk:bulk desk:reveal desk:assignment desk:message desk:new-pin
        desk:notices-read desk:sign-out desk:add-post desk:invitation desk:add-absence
        desk:end-absence desk:end-post desk:calendar-day desk:remove-day desk:closure desk:opening
        desk:retry""",
    "303 303 303 303 303 303 303 303 303": """
        portal:sign-out portal:report portal:send portal:autosave portal:message
        portal:search""",
    "door door door door door door door door door": "portal:code",
    "door 303 303 303 303 303 303 303 303": "portal:new-email",
    "200 303 303 303 303 303 303 303 303": "portal:sign-in",
    "door 200 200 200 200 200 200 200 200": "portal:account portal:notices",
    # Somebody's own: for everyone else there is no such page.
    "404 404 200 404 404 404 404 404 404": """
        portal:case portal:answers portal:receipt portal:file portal:document portal:withdraw""",
    "404 404 303 404 404 404 404 404 404": "portal:new-pin portal:correct",
    "404 200 404 404 404 404 404 404 404": """
        portal:page portal:check portal:discard""",
    "404 303 404 404 404 404 404 404 404": "portal:draft",
    # A paper and a link are known by their secret alone.
    "404 404 404 404 404 404 404 404 404": """
        portal:verified desk:new-password desk:email-link""",
    # The desk: with a post in this city, then by office and role.
    "200 200 200 303 303 200 303 303 303": "desk:sign-in",
    "door door door 200 200 door 200 200 200": """
        desk:queue desk:search desk:counter desk:notices desk:email""",
    "door door door 200 404 door 200 404 404": "desk:case desk:file desk:document",
    "door door door 422 404 door 422 404 404": "desk:decision",
    "door door door 403 404 door 200 404 404": "desk:reassignment",
    "door door door 403 403 door 200 403 403": "desk:board desk:trail",
    "door door door 403 403 door 403 200 200": """
        desk:manage desk:officers desk:new-officer desk:officer desk:offices desk:new-office
        desk:office desk:calendar desk:services desk:failures desk:rules desk:findings""",
}
EXPECTED = {name: row.split() for row, names in SEEN.items() for name in names.split()}

# What may be sent without a token: it changes nothing of anybody's, and says so where it stands.
WITHOUT_TOKEN = {"portal:verify", "ui:settings"}


def every_address():
    """`portal:case` and the names in its path, for all faces of pages."""

    def walk(patterns, space, taken):
        for each in patterns:
            names = taken | set(each.pattern.converters)
            if isinstance(each, URLResolver):
                yield from walk(each.url_patterns, each.namespace or space, names)
            elif space != "api":
                yield f"{space}:{each.name}", names

    return dict(walk(get_resolver().url_patterns, "", set()))


@pytest.fixture
def house(db, work):
    """A granted case, a draft, and one browser for everybody who may come by."""
    from gapura.access.models import Account
    from gapura.cases.commands import working
    from gapura.documents.queries import list_documents, list_files
    from gapura.kernel.scope import scope

    sent, stranger = factories.submit(), factories.resident("jakarta")
    verifier = factories.officer("jakarta", "verifier", KELURAHAN)
    granted = factories.submit(by=sent.by)
    head = factories.officer("jakarta", "head", KELURAHAN)
    for officer, step, action in ((verifier, "verify", "complete"), (head, "sign", "grant")):
        working.take_step(granted.case_id, officer=officer, seen_step=step, action=action)
    work()
    with scope("jakarta"):
        document = list_documents(granted.case_id, "jakarta")[0].id
        file = list_files(sent.case_id, "jakarta")[0].id
    people = {
        "visitor": None,
        "stranger": stranger,
        "applicant": sent.by,
        "verifier": verifier,
        "elsewhere": factories.officer("jakarta", "verifier", ELSEWHERE),
        "depok": factories.officer("depok", "verifier", DEPOK),
        "supervisor": factories.officer("jakarta", "supervisor", KELURAHAN),
        "administrator": factories.officer("jakarta", "administrator", KELURAHAN),
        "city": factories.officer("jakarta", "administrator", "pemprov"),
    }
    values = {
        "city": "jakarta", "number": sent.number, "file": file, "file_id": file,
        "draft": factories.start(by=stranger), "page": "identity", "code": "pm1-general-statement",
        "account_id": verifier.account_id, "token": "X" * 26, "state": "filled",
        "key": "forbidden", "granted": granted.number, "document": document, "document_id": document, "absence_id": uuid4(),
        "post_id": uuid4(), "day_id": uuid4(), "delivery_id": uuid4(),
    }  # fmt: skip
    clients = {}
    for name, actor in people.items():
        clients[name] = Client(raise_request_exception=False)
        if actor is not None:
            clients[name].force_login(Account.objects.get(id=actor.account_id))
    return clients, values


def address_of(name, taken, values):
    named = {"portal:life-event": "school", "portal:office": KELURAHAN, "desk:office": KELURAHAN}
    given = {key: values[key] for key in taken}
    if name in named:
        given["code"] = named[name]
    if name.endswith(":document"):
        given["number"] = values["granted"]
    return reverse(name, kwargs=given)


def what_came(response):
    """The status, in words where it leads to a door; 301 and 302 are as good as 303."""
    if response.status_code in {301, 302, 303}:
        return "door" if "/masuk/" in response["Location"] else "303"
    return str(response.status_code)


def test_every_address_lets_in_whom_it_should_and_nobody_else(house):
    clients, values = house

    seen = {
        name: [what_came(clients[who].get(address_of(name, taken, values))) for who in EVERYONE]
        for name, taken in every_address().items()
    }

    assert set(seen) == set(EXPECTED)
    assert [f"{name}: {' '.join(row)}" for name, row in seen.items() if row != EXPECTED[name]] == []


def test_nobody_from_outside_can_send_anything_to_the_desk(house):
    clients, values = house
    doors = {"desk:sign-in", "desk:forgotten", "desk:sign-out", "desk:new-password",
             "desk:email-link"}  # fmt: skip

    got = {
        (name, who): clients[who].post(address_of(name, taken, values), {"a": "ambil"}).status_code
        for name, taken in every_address().items()
        if name.startswith("desk:") and name not in doors
        for who in OUTSIDERS
    }

    assert set(got.values()) == {403, 405}


def test_nobody_can_send_anything_about_the_case_or_draft_of_somebody_else(house):
    clients, values = house
    personal = {
        name: taken
        for name, taken in every_address().items()
        if name.startswith("portal:") and {"number", "draft"} & taken
    }

    got = {
        (name, who): clients[who].post(address_of(name, taken, values), {"text": "x", "setuju": 1})
        for name, taken in personal.items()
        for who in ("visitor", "elsewhere", "depok", "administrator")
    }

    assert len(personal) > 12
    assert {key: r.status_code for key, r in got.items() if r.status_code not in {404, 405}} == {}


def test_nothing_is_taken_without_a_token_from_our_own_page(house):
    _clients, values = house
    suspicious = Client(enforce_csrf_checks=True, raise_request_exception=False)

    taken_anyway = {
        name
        for name, taken in every_address().items()
        if suspicious.post(address_of(name, taken, values)).status_code not in {403, 404, 405}
    }

    assert taken_anyway == WITHOUT_TOKEN


def test_the_settings_are_not_changed_from_a_page_of_somebody_else(house):
    _clients, _values = house
    foreign = Client().post(
        "/setelan/", {"huruf": "xl"}, headers={"Origin": "https://jahat.example"}
    )

    assert foreign.status_code == 403
    assert "gapura_huruf" not in foreign.cookies
