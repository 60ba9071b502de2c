"""A service that changes meanwhile: what was begun under a version is judged and worked by it."""

from django.utils import timezone

from gapura.cases.commands import drafts, submitting
from gapura.cases.models import Case
from gapura.catalogue import commands as catalogue
from gapura.catalogue.queries import get_service
from gapura.kernel import actors
from gapura.kernel.actors import system
from gapura.kernel.scope import scope
from tests.harness import factories

CODE = "road-damage"


def changed_package():
    """The same service with one more question that must be answered."""
    loaded = factories.package_of("jakarta", CODE)
    data = loaded.package.model_dump(mode="json", by_alias=True)
    data["service"]["promise"]["within"] = "P9WD"
    package = type(loaded.package).model_validate(data)
    return loaded.__class__(
        package=package, findings=(), scenarios=loaded.scenarios, folder=loaded.folder
    )


def version_of(case_id):
    with scope("jakarta"):
        return Case.objects.of("jakarta").get(id=case_id).version_id


def current_version():
    with scope("jakarta"):
        return get_service("jakarta", CODE, on=timezone.localdate()).version_id


def test_a_draft_of_an_expired_version_is_sent_under_the_version_it_was_begun_with(db):
    given = factories.scenario("jakarta", CODE, "resolved")
    draft_id = drafts.start_draft(by=actors.visitor("jakarta"), service_code=CODE)
    by = actors.visitor("jakarta", proved_cases=frozenset({draft_id}))
    begun_with = current_version()
    fill(draft_id, by, given)

    catalogue.publish(changed_package(), by=system("jakarta"))
    sent = submitting.submit_draft(draft_id, by=by)

    assert version_of(sent.case_id) == begun_with
    assert current_version() != begun_with


def test_a_case_begun_after_the_change_has_the_new_version(db):
    catalogue.publish(changed_package(), by=system("jakarta"))

    sent = factories.submit(code=CODE, name="resolved", by=actors.visitor("jakarta"))

    assert version_of(sent.case_id) == current_version()


def fill(draft_id, by, given):
    place = {f"place_{part}": [value or ""] for part, value in given.answers["place"].items()}
    for question, files in factories.uploads_for(given.files).items():
        for name, content in files:
            drafts.add_file(
                draft_id, by=by, page_id="place", question_id=question, name=name, content=content
            )
    plain = {name: [value] for name, value in given.answers.items() if isinstance(value, str)}
    plain["danger"] = ["yes"]
    for page, posted in (("place", place), ("damage", plain), ("contact", plain)):
        assert drafts.save_page(draft_id, by=by, page_id=page, posted=posted).errors == {}
