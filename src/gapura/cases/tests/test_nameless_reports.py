"""A report may come from nobody, or from a telephone number without a name."""

from gapura.cases.models import Case
from gapura.kernel import actors
from gapura.kernel.scope import scope
from tests.harness import factories


def person_of(sent):
    with scope("jakarta"):
        return Case.objects.of("jakarta").get(id=sent.case_id).person_id


def test_a_report_with_only_a_phone_number_is_taken(db):
    sent = factories.submit(
        code="road-damage", name="correction", by=actors.visitor("jakarta"), phone="081234567899"
    )

    assert person_of(sent) is not None


def test_a_report_from_nobody_notes_no_person_down(db):
    sent = factories.submit(code="road-damage", name="resolved", by=actors.visitor("jakarta"))

    assert person_of(sent) is None


def test_a_report_from_an_account_without_a_name_is_taken(db):
    sent = factories.submit(
        code="road-damage", name="resolved", by=factories.resident("jakarta", name="")
    )

    assert person_of(sent) is None
