import pytest

from gapura.jurisdictions import commands, queries
from gapura.jurisdictions.events import CalendarChanged, OfficeAdded, OfficeChanged
from gapura.jurisdictions.models import Office
from gapura.jurisdictions.tests.makers import an_administrator
from gapura.kernel.actors import visitor
from gapura.kernel.errors import Conflict, Forbidden, NotFound, Refused
from gapura.kernel.events import list_events
from gapura.kernel.scope import scope

KEMAYORAN = "31.71.03.1001"
BEJI = "32.76.06.1001"


def event_types(city, subject):
    return [event.type for event in list_events(city, subject)]


def a_new_office(by, **changes):
    values = {
        "code": "pos-kemayoran", "kind": "pos_layanan", "name": "Pos Layanan Kemayoran",
        "agency": "kelurahan", "area_code": KEMAYORAN, "parent": f"kel-{KEMAYORAN}",
    }  # fmt: skip
    return commands.add_office(**(values | changes), by=by)


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        ("kelurahan", f"kel-{KEMAYORAN}"),
        ("kecamatan", "kec-31.71.03"),
        ("suku_dinas_dukcapil", "sudin-dukcapil-31.71"),
        ("dinas_dukcapil", "dinas-dukcapil"),
    ],
)
def test_the_nearest_office_of_a_kind_serves_an_address(jakarta, kind, code):
    assert queries.office_for(jakarta, kind, KEMAYORAN).code == code


def test_an_address_in_another_city_has_no_office_here(jakarta):
    with pytest.raises(NotFound, match="Belum ada kantor jenis “kelurahan”"):
        queries.office_for(jakarta, "kelurahan", BEJI)


def test_offices_of_one_city_are_never_seen_from_another(cities):
    with scope("jakarta"):
        theirs = queries.get_office("jakarta", "dpmptsp")
    with scope("depok"):
        ours = queries.get_office("depok", "dpmptsp")

        assert ours.id != theirs.id
        assert ours.name == "Dinas Penanaman Modal dan PTSP Kota Depok"
        with pytest.raises(NotFound):
            queries.get_office_by_id("depok", theirs.id)
        assert list(Office.objects.of("jakarta")) == []
        assert queries.office_ids_beneath("depok", [theirs.id]) == {theirs.id}


def test_each_office_comes_with_the_agency_of_its_own_city(cities):
    with scope("depok"):
        page = queries.list_offices("depok", limit=200)

        assert {office.agency.jurisdiction_id for office in page.offices} == {"depok"}


def test_without_a_scope_there_are_no_offices(db):
    assert list(Office.objects.of("jakarta")) == []


def test_offices_are_listed_by_name_page_by_page_without_gap_or_repeat(jakarta):
    seen, after = [], ""
    while True:
        page = queries.list_offices(jakarta, kind="kelurahan", after=after, limit=100)
        seen += [office.code for office in page.offices]
        after = page.after
        if not after:
            break

    whole = Office.objects.of(jakarta).filter(kind="kelurahan").order_by("name", "code")
    assert seen == [office.code for office in whole]
    assert len(seen) == 267


def test_offices_are_found_by_any_words_of_name_or_address(jakarta):
    page = queries.list_offices(jakarta, search="petojo  kelurahan")
    by_address = queries.list_offices(jakarta, search="medan merdeka")

    assert [office.name for office in page.offices] == [
        "Kelurahan Petojo Selatan", "Kelurahan Petojo Utara",
    ]  # fmt: skip
    assert [office.code for office in by_address.offices] == ["pemprov"]


def test_an_area_shows_the_offices_in_it_and_those_that_serve_it(jakarta):
    page = queries.list_offices(jakarta, area="31.01", limit=200)
    kinds = {office.kind for office in page.offices}

    assert {"kelurahan", "kecamatan", "kota", "dinas_dukcapil"} <= kinds
    assert all(o.area_code == "31" or o.area_code.startswith("31.01") for o in page.offices)


@pytest.mark.parametrize("limit", [1, 50])
def test_a_page_of_offices_costs_one_statement_whatever_its_length(
    jakarta, limit, django_assert_num_queries
):
    with django_assert_num_queries(1):
        page = queries.list_offices(jakarta, limit=limit)
        assert len([office.agency.name() for office in page.offices]) == limit


def test_an_administrator_changes_the_offices_below_her_own(jakarta):
    by = an_administrator(jakarta, "kec-31.71.03")
    office = queries.get_office(jakarta, f"kel-{KEMAYORAN}")

    commands.change_office(office.id, address=" Jalan Garuda 1 ", phone="021-1", by=by)

    changed = queries.get_office(jakarta, office.code)
    assert (changed.address, changed.phone) == ("Jalan Garuda 1", "021-1")
    assert not changed.needs_verification
    assert event_types(jakarta, office.id) == [OfficeChanged.type]


def test_a_change_that_changes_nothing_is_no_event(jakarta):
    by = an_administrator(jakarta, "kec-31.71.03")
    office = queries.get_office(jakarta, f"kel-{KEMAYORAN}")

    commands.change_office(office.id, phone="", by=by)

    assert event_types(jakarta, office.id) == []


@pytest.mark.parametrize(
    ("office_code", "role"),
    [("kec-31.71.01", "administrator"), ("dinas-dukcapil", "administrator"),
     ("kec-31.71.03", "supervisor")],
)  # fmt: skip
def test_others_may_not_change_an_office(jakarta, office_code, role):
    by = an_administrator(jakarta, office_code, role)
    office = queries.get_office(jakarta, f"kel-{KEMAYORAN}")

    with pytest.raises(Forbidden, match="Anda bukan pengelola kantor ini"):
        commands.change_office(office.id, phone="021-1", by=by)


def test_an_administrator_of_one_city_cannot_reach_an_office_of_another(cities):
    with scope("depok"):
        by = an_administrator("depok", "pemkot")
    with scope("jakarta"):
        theirs = queries.get_office("jakarta", "pemprov")

    with pytest.raises(NotFound, match="Kantor ini tidak ada di kota ini"):
        commands.change_office(theirs.id, phone="1", by=by)


def test_a_visitor_may_not_change_an_office(jakarta):
    office = queries.get_office(jakarta, "pemprov")

    with pytest.raises(Forbidden):
        commands.change_office(office.id, phone="1", by=visitor(jakarta))


def test_other_hours_change_the_calendar_and_say_so(jakarta):
    by = an_administrator(jakarta, "pemprov")
    office = queries.get_office(jakarta, f"kel-{KEMAYORAN}")

    changed = commands.change_office(office.id, hours={"sat": "08:00-12:00", "sun": " "}, by=by)

    assert queries.working_calendar(changed).weekly.keys() == {5}
    assert event_types(jakarta, office.id) == [CalendarChanged.type, OfficeChanged.type]


def test_no_hours_of_its_own_means_the_hours_of_the_city(jakarta):
    by = an_administrator(jakarta, "pemprov")
    office = queries.get_office(jakarta, f"kel-{KEMAYORAN}")
    ordinary = queries.working_calendar(office)
    commands.change_office(office.id, hours={"sat": "08:00-12:00"}, by=by)

    back = commands.change_office(office.id, hours={}, by=by)

    assert queries.working_calendar(back) == ordinary


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"hours": {"mon": "16:00-08:00"}}, "tutup sebelum buka"),
        ({"hours": {"mon": "pagi"}}, "tidak terbaca"),
        ({"hours": {"senin": "08:00-16:00"}}, "Hari “senin” tidak dikenal"),
        ({"phone": "0" * 41}, "paling banyak 40 huruf"),
    ],
)
def test_what_no_calendar_or_sign_can_hold_is_refused(jakarta, changes, words):
    by = an_administrator(jakarta, "pemprov")
    office = queries.get_office(jakarta, f"kel-{KEMAYORAN}")

    with pytest.raises(Refused, match=words):
        commands.change_office(office.id, by=by, **changes)


def test_an_administrator_adds_an_office_below_her_own(jakarta):
    by = an_administrator(jakarta, "kec-31.71.03")

    office = a_new_office(by, hours={"mon": "08:00-12:00"})

    assert queries.office_for(jakarta, "pos_layanan", KEMAYORAN) == office
    assert queries.working_calendar(office).weekly.keys() == {0}
    assert event_types(jakarta, office.id) == [OfficeAdded.type]


def test_a_code_is_given_to_one_office_only(jakarta):
    by = an_administrator(jakarta, "pemprov")

    with pytest.raises(Conflict, match="sudah dipakai kantor lain"):
        a_new_office(by, code="dpmptsp")

    assert a_new_office(by).code == "pos-kemayoran"


@pytest.mark.parametrize(
    ("changes", "error", "words"),
    [
        ({"area_code": BEJI}, Refused, "tidak terletak di Jakarta"),
        ({"area_code": "31.99"}, NotFound, "Tidak ada wilayah berkode"),
        ({"agency": "pemkot"}, NotFound, "Tidak ada instansi “pemkot”"),
        ({"parent": "pemkot"}, NotFound, "Kantor ini tidak ada"),
        ({"code": "Pos Baru"}, Refused, "huruf kecil dan angka"),
        ({"name": " "}, Refused, "Tulis nama kantor"),
        ({"address": "x" * 501}, Refused, "paling banyak 500 huruf"),
    ],
)
def test_an_office_that_cannot_be_is_refused(jakarta, changes, error, words):
    by = an_administrator(jakarta, "pemprov")

    with pytest.raises(error, match=words):
        a_new_office(by, **changes)


def test_an_office_may_not_be_added_beside_ones_own(jakarta):
    by = an_administrator(jakarta, "kec-31.71.01")

    with pytest.raises(Forbidden):
        a_new_office(by)
