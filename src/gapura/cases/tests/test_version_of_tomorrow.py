"""A version that is published before its first day: nobody applies under it until that day comes."""

from datetime import date

import pytest
import time_machine
from django.utils import timezone

from gapura.cases.commands import drafts, submitting
from gapura.cases.models import Case, Draft
from gapura.cases.tests.filling import CODE, filled_draft
from gapura.catalogue import commands as catalogue
from gapura.catalogue.queries import get_service
from gapura.catalogue.tests.makers import make_package
from gapura.kernel import actors
from gapura.kernel.actors import system
from gapura.kernel.errors import NotFound
from gapura.kernel.scope import scope
from tests.harness import factories

TODAY, FIRST_DAY = "2026-11-23T03:00:00Z", "2026-12-01T03:00:00Z"


def publish_for_december():
    """The same service with a longer promise, from the first of December."""
    loaded = factories.package_of("jakarta", CODE)
    data = loaded.package.model_dump(mode="json", by_alias=True)
    data["service"]["promise"]["within"] = "P9WD"
    changed = type(loaded)(
        package=type(loaded.package).model_validate(data),
        findings=(),
        scenarios=loaded.scenarios,
        folder=loaded.folder,
    )
    return catalogue.publish(changed, by=system("jakarta"), valid_from=date(2026, 12, 1))


def version_on_offer():
    with scope("jakarta"):
        return get_service("jakarta", CODE, on=timezone.localdate()).version_id


def version_of(case_id):
    with scope("jakarta"):
        return Case.objects.of("jakarta").get(id=case_id).version_id


def report():
    sent = factories.submit(code=CODE, name="resolved", by=actors.visitor("jakarta"))
    return version_of(sent.case_id)


def test_cases_take_the_old_version_until_the_day_and_the_new_one_from_then_on(db):
    with time_machine.travel(TODAY):
        old = version_on_offer()
        publish_for_december()
        before = report()
    with time_machine.travel(FIRST_DAY):
        new = version_on_offer()
        after = report()

    assert before == old
    assert after == new
    assert old != new


def test_a_draft_begun_before_the_day_is_sent_after_it_under_its_own_version(db):
    with time_machine.travel(TODAY):
        old = version_on_offer()
        publish_for_december()
        draft_id, by = filled_draft()

    with time_machine.travel(FIRST_DAY):
        sent = submitting.submit_draft(draft_id, by=by)
        now_on_offer = version_on_offer()

    assert version_of(sent.case_id) == old
    assert now_on_offer != old


def test_a_service_that_has_not_begun_says_when_it_does_and_begins_no_draft(db):
    catalogue.publish(make_package(valid_from=date(2026, 12, 1)), by=system("jakarta"))

    with time_machine.travel(TODAY), pytest.raises(NotFound, match="1 Desember 2026"):
        drafts.start_draft(by=actors.visitor("jakarta"), service_code="bicycle-permit")

    with scope("jakarta"):
        assert not Draft.objects.of("jakarta").filter(service_code="bicycle-permit").exists()
