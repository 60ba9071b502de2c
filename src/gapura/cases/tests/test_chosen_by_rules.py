"""What the SOP leaves to rules is chosen by the answers of each case."""

import pytest

from gapura.cases.commands import correcting, working
from gapura.cases.commands.working import Given
from gapura.cases.models import Case
from gapura.cases.queries.timeline import timeline_of
from gapura.cases.queries.work import work_on
from gapura.catalogue import queries as catalogue
from gapura.kernel.scope import scope
from tests.harness import chosen, factories, tariffs

KELURAHAN, KECAMATAN = "kel-31.71.03.1001", "kec-31.71.03"


@pytest.fixture
def by_rule(db, tmp_path):
    loaded = chosen.loaded_from(chosen.folder_on_disk(tmp_path))
    assert loaded.ok, loaded.findings
    tariffs.publish(loaded)
    return factories.officer("jakarta", "verifier", KELURAHAN)


def case_of(sent):
    return Case.objects.of("jakarta").select_related("office").get(id=sent.case_id)


def passed_on(sent, officer):
    working.take_step(sent.case_id, officer=officer, seen_step="verify", action="complete")
    with scope("jakarta"):
        case = case_of(sent)
        return case.step, case.office.code


def test_the_answers_of_a_case_choose_its_next_step(by_rule):
    school = factories.submit()
    work = factories.submit(name="refused", purpose="work")

    assert passed_on(school, by_rule) == ("sign", KELURAHAN)
    assert passed_on(work, by_rule) == ("second_look", KECAMATAN)


def test_a_corrected_answer_chooses_anew(by_rule):
    sent = factories.submit(name="refused")
    asked = Given(message="Untuk apa?", marks={"purpose": "tidak jelas"})
    working.take_step(
        sent.case_id, officer=by_rule, seen_step="verify", action="request_correction", given=asked
    )

    mended = correcting.submit_correction(sent.case_id, by=sent.by, posted={"purpose": ["bank"]})

    with scope("jakarta"):
        case = case_of(sent)
    assert mended.errors == {}
    assert (case.step, case.office.code, case.paused_at) == ("second_look", KECAMATAN, None)


def test_officer_and_resident_see_the_way_that_the_rules_will_choose(by_rule):
    work = factories.submit(name="refused", purpose="work")

    with scope("jakarta"):
        case = case_of(work)
        complete = work_on(case, officer=by_rule).action("complete")
        package = catalogue.get_version("jakarta", case.version_id).package
        items = timeline_of(case, package, now=case.submitted_at).items
    assert (complete.to, complete.next_activity) == ("second_look", "Memeriksa sekali lagi")
    coming = [item.title for item in items if item.state == "next"]
    assert coming[:2] == ["Memeriksa sekali lagi", "Menyetujui dan menerbitkan surat"]


def test_the_timeline_of_a_case_that_no_rule_sends_astray_leaves_the_step_out(by_rule):
    school = factories.submit()

    with scope("jakarta"):
        case = case_of(school)
        package = catalogue.get_version("jakarta", case.version_id).package
        items = timeline_of(case, package, now=case.submitted_at).items
    coming = [item.title for item in items if item.state == "next"]
    assert coming[0] == "Menyetujui dan menerbitkan surat"
