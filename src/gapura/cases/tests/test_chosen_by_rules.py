"""What the SOP leaves to rules is chosen by the answers of each case."""

import pytest

from gapura.cases.commands import correcting, working
from gapura.cases.commands.working import Given
from gapura.cases.models import Case, Clock
from gapura.cases.queries.cases import find_open_task
from gapura.cases.queries.timeline import timeline_of
from gapura.cases.queries.work import work_on
from gapura.catalogue import queries as catalogue
from gapura.kernel.errors import Forbidden
from gapura.kernel.scope import scope
from tests.harness import chosen, factories, tariffs

KELURAHAN, KECAMATAN = "kel-31.71.03.1001", "kec-31.71.03"


def published(folder, *changes):
    loaded = chosen.loaded_from(chosen.folder_on_disk(folder, *changes))
    assert loaded.ok, loaded.findings
    tariffs.publish(loaded)
    return factories.officer("jakarta", "verifier", KELURAHAN)


@pytest.fixture
def by_rule(db, tmp_path):
    return published(tmp_path)


@pytest.fixture
def routed(db, tmp_path):
    return published(tmp_path, chosen.ROUTED)


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


def asked_again(officer):
    """Sent, and back with its applicant to say what the letter is for."""
    sent = factories.submit(name="refused")
    asked = Given(message="Untuk apa?", marks={"purpose": "tidak jelas"})
    working.take_step(
        sent.case_id, officer=officer, seen_step="verify", action="request_correction", given=asked
    )
    return sent


def test_a_corrected_answer_chooses_anew(by_rule):
    sent = asked_again(by_rule)

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


def test_the_answers_of_a_case_choose_the_desk_on_which_it_is_put(routed):
    school, other = factories.submit(), factories.submit(name="refused")

    with scope("jakarta"):
        desks = [case_of(sent).office.code for sent in (school, other)]
    assert desks == [KECAMATAN, KELURAHAN]


def test_a_corrected_answer_moves_the_case_to_the_free_desk_that_the_rules_choose_now(routed):
    sent = asked_again(routed)

    correcting.submit_correction(sent.case_id, by=sent.by, posted={"purpose": ["school"]})

    with scope("jakarta"):
        case, task = case_of(sent), find_open_task(case_of(sent))
    assert (case.step, case.office.code) == ("verify", KECAMATAN)
    assert (task.office_id, task.assignee_id) == (case.office_id, None)
    with pytest.raises(Forbidden):
        passed_on(sent, routed)
    there = factories.officer("jakarta", "verifier", KECAMATAN)
    assert passed_on(sent, there) == ("sign", KELURAHAN)


def test_a_corrected_case_that_stays_at_its_desk_comes_back_to_who_asked(routed):
    sent = asked_again(routed)

    correcting.submit_correction(sent.case_id, by=sent.by, posted={"purpose": ["court"]})

    with scope("jakarta"):
        task = find_open_task(case_of(sent))
    assert (task.step, task.assignee_id) == ("verify", routed.account_id)


def limits_of(sent):
    with scope("jakarta"):
        rows = Clock.objects.of("jakarta").filter(case_id=sent.case_id)
        return dict(rows.values_list("name", "limit"))


def test_the_answers_choose_the_deadline_and_a_corrected_answer_chooses_it_anew(db, tmp_path):
    officer = published(tmp_path, chosen.TIMED)
    school, other = factories.submit(), asked_again(officer)

    before = limits_of(other)
    correcting.submit_correction(other.case_id, by=other.by, posted={"purpose": ["school"]})

    assert limits_of(school) == {"promise": "P1WD", "promised": "P1WD"}
    assert before == {"promise": "P1WD", "promised": "P5WD"}
    assert limits_of(other) == {"promise": "P1WD", "promised": "P1WD"}
    with scope("jakarta"):
        clocks = Clock.objects.of("jakarta").filter(case_id=other.case_id)
        assert len(set(clocks.values_list("due_at", flat=True))) == 1
