import json

from hypothesis import given
from hypothesis import strategies as st

from gapura.engines.forms.reading import DateParts, date_parts, read_page
from gapura.engines.forms.tests.examples import (
    AREA,
    FILE,
    FORM,
    NIK,
    POSTED_CHILD,
    POSTED_FILE,
    POSTED_WITNESSES,
    TODAY,
    WITNESSES,
    page,
)


def read(page_id, raw, answers=None):
    return read_page(page(page_id), FORM, raw, answers or {}, today=TODAY)


def said(reading):
    return {path: sentence["id"] for path, sentence in reading.errors.items()}


def test_a_page_is_read_into_canonical_answers():
    reading = read("child", POSTED_CHILD)

    assert reading.errors == {}
    assert reading.values == {
        "child_name": "Kirana Ayu",
        "born_on": "2026-11-14",
        "birth_place": "home",
        "helpers": ["doctor", "midwife"],
        "weight": "3.2",
    }


def test_an_empty_page_asks_for_what_is_required():
    reading = read("child", {})

    assert said(reading) == {
        "child_name": "Isi nama lengkap anak.",
        "born_on": "Isi tanggal lahir.",
        "birth_place": "Jawab pertanyaan “Di mana anak lahir?”.",
    }
    assert reading.values == {
        "child_name": None, "born_on": None, "birth_place": None, "weight": None,
    }  # fmt: skip


def test_a_question_that_appears_on_the_same_page_is_asked_for():
    reading = read("parents", {"is_married": ["yes"]})

    assert said(reading)["married_on"] == "Isi tanggal nikah."


def test_what_was_switched_off_on_the_same_page_is_kept_but_not_judged():
    reading = read("child", {**POSTED_CHILD, "birth_place": ["hospital"], "helpers": ["doctor"]})

    assert reading.errors == {}
    assert reading.values["helpers"] == ["doctor"]


def test_what_was_typed_stays_beside_its_mistake():
    reading = read(
        "child",
        {**POSTED_CHILD, "born_on_day": ["31"], "born_on_month": ["2"], "weight": ["three"]},
    )

    assert said(reading) == {
        "born_on": "Tanggal lahir belum benar: 31 Februari 2026 tidak ada di kalender. Periksa lagi.",
        "weight": "Berat lahir harus berupa angka, misalnya 12 atau 3,5. Tulis tanpa kata lain.",
    }
    assert date_parts(reading.values["born_on"]) == DateParts("31", "2", "2026")
    assert reading.values["weight"] == "three"


def test_stored_and_half_typed_dates_come_apart_into_three_fields():
    assert date_parts("2026-02-01") == DateParts("1", "2", "2026")
    assert date_parts("31--") == DateParts("31", "", "")
    assert date_parts("tomorrow") is None


def test_a_date_may_come_as_one_field():
    reading = read(
        "child", {"child_name": ["K"], "birth_place": ["home"], "born_on": ["2026-11-02"]}
    )

    assert reading.values["born_on"] == "2026-11-02"


def test_a_birth_after_today_is_refused_with_the_date_in_words():
    reading = read("child", {**POSTED_CHILD, "born_on_day": ["23"]})

    assert said(reading) == {
        "born_on": "Tanggal lahir tidak boleh sesudah 22 November 2026. Periksa lagi tanggalnya."
    }


def test_numbers_have_a_least_and_a_most():
    light, heavy = (read("child", {**POSTED_CHILD, "weight": [w]}) for w in ("0,3", "12"))

    assert said(light) == {"weight": "Berat lahir paling sedikit 0,5. Periksa lagi angkanya."}
    assert said(heavy) == {"weight": "Berat lahir paling banyak 9. Periksa lagi angkanya."}


def test_a_check_of_the_agency_reads_answers_of_other_pages():
    married = {
        "is_married": ["ya"],
        "married_on": ["20-11-2026"],
        "mother_nik": [NIK],
        "family_card": ["3171031406120001"],
        "address_street": ["Jl. A"],
        "address_area": [AREA],
    }

    late = read("parents", married, {"born_on": "2026-11-14"})
    unknown_birth = read("parents", married)

    assert said(late) == {"married_on": "Tanggal nikah sesudah anak lahir."}
    assert unknown_birth.errors == {}


def test_a_posted_answer_replaces_the_stored_one_even_when_emptied():
    reading = read("child", {**POSTED_CHILD, "child_name": [" "]}, {"child_name": "Old Name"})

    assert reading.values["child_name"] is None
    assert said(reading) == {"child_name": "Isi nama lengkap anak."}


def test_items_of_a_group_are_read_in_order_whatever_their_numbers():
    reading = read("witnesses_page", POSTED_WITNESSES, {"is_married": False})

    assert reading.errors == {}
    assert reading.values == {"witnesses": WITNESSES}


def test_a_mistake_inside_an_item_is_named_by_its_path():
    raw = {**POSTED_WITNESSES, "witnesses-3-nik": ["3171"]}

    reading = read("witnesses_page", raw, {"is_married": False})

    assert list(reading.errors) == ["witnesses.1.nik"]
    assert reading.values["witnesses"][1]["nik"] == "3171"


def test_too_few_witnesses_are_counted():
    one = {name: value for name, value in POSTED_WITNESSES.items() if "-0-" in name}

    reading = read("witnesses_page", one, {"is_married": False})

    assert reading.errors == {
        "witnesses": {
            "id": "Saksi: isi data 2 saksi; Anda baru mengisi 1.",
            "en": "Witnesses: 2 are needed; you have filled in 1.",
        }
    }


def test_the_empty_places_of_required_witnesses_are_each_asked_for():
    raw = {"witnesses-0-name": ["Siti"], "witnesses-0-nik": [NIK], "witnesses-1-name": [""]}

    reading = read("witnesses_page", raw, {"is_married": False})

    assert said(reading) == {
        "witnesses.1.name": "Isi nama saksi.",
        "witnesses.1.nik": "Isi NIK saksi.",
    }


def test_an_empty_extra_item_disappears():
    raw = {**POSTED_WITNESSES, "witnesses-4-name": [" "], "witnesses-4-nik": [""]}

    reading = read("witnesses_page", raw, {"is_married": False})

    assert reading.errors == {}
    assert len(reading.values["witnesses"]) == 2


def test_too_many_witnesses_are_refused():
    raw = {
        f"witnesses-{n}-{name}": value
        for n in range(4)
        for name, value in {"name": ["A"], "nik": [f"317103570890000{n}"]}.items()
    }

    reading = read("witnesses_page", raw, {"is_married": False})

    assert said(reading) == {"witnesses": "Saksi: paling banyak 3. Hapus yang tidak perlu."}
    assert len(reading.values["witnesses"]) == 4


def test_a_check_over_the_whole_group_compares_its_items():
    raw = {**POSTED_WITNESSES, "witnesses-3-nik": [NIK]}

    reading = read("witnesses_page", raw, {"is_married": False})

    assert said(reading) == {"witnesses": "Kedua saksi harus orang yang berbeda."}


def test_places_and_files_are_read_from_their_fields():
    raw = {
        "phone": ["0812 3456 7890"],
        "place_area": [AREA],
        "place_landmark": ["Depan pasar"],
        "place_lat": [""],
        "letter": [POSTED_FILE],
    }

    reading = read("contact", raw, {"birth_place": "hospital"})

    assert reading.errors == {}
    assert reading.values["place"] == {
        "area": AREA, "street": "", "landmark": "Depan pasar", "lat": None, "lon": None,
    }  # fmt: skip
    assert reading.values["letter"] == [FILE]


def test_a_missing_file_is_asked_for_by_its_name():
    reading = read("contact", {"phone": ["0812 3456 7890"]}, {"birth_place": "hospital"})

    assert said(reading) == {"letter": "Unggah surat keterangan lahir."}


def test_a_hostile_post_is_refused_with_a_sentence_and_kept_small():
    raw = {**POSTED_CHILD, "child_name": ["x" * 2_000_000], "helpers": ["midwife"] * 50_000}

    reading = read("child", raw)

    assert list(reading.errors) == ["child_name"]
    assert len(json.dumps(reading.values)) < 20_000


FIELDS = [
    *POSTED_CHILD, *POSTED_WITNESSES, "mother_nik", "is_married", "married_on_day", "married_on",
    "address_street", "address_rt", "address_area", "place_lat", "place_lon", "place_area",
    "letter", "phone", "email", "income", "witnesses", "witnesses-999-nik", "witnesses-01-name",
]  # fmt: skip

posts = st.dictionaries(
    st.sampled_from(FIELDS) | st.text(max_size=12),
    st.lists(
        st.text(max_size=20)
        | st.sampled_from(
            ["ya", "no", NIK, AREA, POSTED_FILE, "[1, {}]", "14", "2026", "home", "1e999"]
        ),
        max_size=3,
    ),
    max_size=14,
)
drafts = st.dictionaries(
    st.sampled_from([question.id for question in FORM.questions()]),
    st.sampled_from(
        [None, "", "home", True, False, 3, [], {}, [{}], [{"nik": NIK}], "2026-11-14", [FILE]]
    ),
)


@given(st.sampled_from([p.id for p in FORM.pages]), posts, drafts)
def test_any_post_is_read_and_its_answers_can_be_stored_and_read_again(page_id, raw, draft):
    reading = read(page_id, raw, draft)

    json.dumps(reading.values, allow_nan=False).encode()
    asked = {question.id for question in page(page_id).questions}
    assert set(reading.values) <= asked
    assert {path.split(".")[0] for path in reading.errors} <= asked
    assert all(sentence["id"] and sentence["en"] for sentence in reading.errors.values())
