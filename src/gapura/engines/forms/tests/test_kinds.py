import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gapura.engines.forms.reading import normalise
from gapura.engines.forms.tests.examples import AREA, FILE, NIK, options, question


def value_of(asked, typed):
    normal = normalise(asked, typed)
    assert normal.error is None, normal.error
    return normal.value


def sentence(asked, typed):
    normal = normalise(asked, typed)
    assert normal.error is not None, normal.value
    return normal.error["id"]


@pytest.mark.parametrize(
    ("kind", "typed", "stored"),
    [
        ("text", "  Siti\t Aminah\n", "Siti Aminah"),
        ("text", "Cafe\u0301", "Café"),
        ("text", "a\x00b\u202ec\u200bd", "abcd"),
        ("text", 12, "12"),
        ("long_text", "satu \r\ndua\x07\r\n\r\ntiga\n", "satu\ndua\n\ntiga"),
        ("number", "1.234,5", "1234.5"),
        ("number", "3,5", "3.5"),
        ("number", "1.5", "1.5"),
        ("number", "1.234", 1234),
        ("number", "1,234", "1.2340"),
        ("number", " -2 ", -2),
        ("number", 7.0, 7),
        ("number", 7.25, "7.25"),
        ("number", "1,234,567.5", "1234567.5"),
        ("money", "Rp10.000", 10000),
        ("money", "rp. 10.000,00", 10000),
        ("money", "10.000,-", 10000),
        ("money", "IDR 10000", 10000),
        ("money", "2,5 juta", 2_500_000),
        ("money", "25 ribu rupiah", 25_000),
        ("money", 0, 0),
        ("date", "2026-12-01", "2026-12-01"),
        ("date", "1-12-2026", "2026-12-01"),
        ("date", "1/12/2026", "2026-12-01"),
        ("date", "1.12.2026", "2026-12-01"),
        ("date", "1 Desember 2026", "2026-12-01"),
        ("date", "1 des 2026", "2026-12-01"),
        ("date", "17 Agt 1945", "1945-08-17"),
        ("date", "3 Nopember 1998", "1998-11-03"),
        ("date", "1-Mei-2026", "2026-05-01"),
        ("date", "2 October 2026", "2026-10-02"),
        ("date", "01122026", "2026-12-01"),
        ("yes_no", "ya", True),
        ("yes_no", "no", False),
        ("yes_no", False, False),
        ("nik", "3171 0357-0890.0001", NIK),
        ("nik", 3171035708900001, NIK),
        ("family_card", "3171031406120001", "3171031406120001"),
        ("phone", "0812-3456-7890", "+6281234567890"),
        ("phone", "62 812 3456 7890", "+6281234567890"),
        ("phone", "+62 (0)812 3456 7890", "+6281234567890"),
        ("phone", "812 3456 7890", "+6281234567890"),
        ("phone", "(021) 384 2321", "+62213842321"),
        ("phone", "+65 6123 4567", "+6561234567"),
        ("email", " Ani.S@Contoh.ID ", "Ani.S@contoh.id"),
        ("area", AREA, AREA),
        ("area", "3171031001", AREA),
    ],
)
def test_what_people_type_gets_one_shape(kind, typed, stored):
    assert value_of(question(kind), typed) == stored


@pytest.mark.parametrize(
    ("kind", "label", "typed", "said"),
    [
        ("family_card", "Nomor KK", "317103140612000",
         "Nomor KK harus 16 angka; Anda mengetik 15. Nomornya ada di bagian atas kartu keluarga."),
        ("nik", "NIK ibu", "31710357089000012",
         "NIK ibu harus 16 angka; Anda mengetik 17. Nomornya ada di KTP atau kartu keluarga."),
        ("nik", "NIK ibu", "3171035713900001",
         ("NIK ibu belum benar: angka ke-7 sampai ke-10 adalah tanggal dan bulan lahir, dan tanggal "
         "itu tidak mungkin. Cocokkan lagi dengan KTP atau kartu keluarga.")),
        ("nik", "NIK ibu", "317103 ABC",
         ("NIK ibu hanya berisi angka, sebanyak 16. Hapus huruf atau tanda lain. Nomornya ada di "
         "KTP atau kartu keluarga.")),
        ("date", "Tanggal lahir", "30-2-2026",
         "Tanggal lahir belum benar: 30 Februari 2026 tidak ada di kalender. Periksa lagi."),
        ("date", "Tanggal lahir", "14-13-2026",
         "Tanggal lahir belum benar: bulan harus 1 sampai 12 atau nama bulan. Periksa lagi."),
        ("date", "Tanggal lahir", "14-11-26",
         "Tanggal lahir belum benar: tulis tahun dengan 4 angka, misalnya 1998. Periksa lagi."),
        ("date", "Tanggal lahir", "14--", "Tanggal lahir belum lengkap: isi bulan dan tahun juga."),
        ("date", "Tanggal lahir", "kemarin",
         "Tanggal lahir harus berisi tanggal, bulan, dan tahun, misalnya 17 8 1945."),
        ("email", "E-mail", "ani.contoh.id",
         "E-mail harus memakai tanda @, misalnya nama@contoh.id. Periksa lagi tulisannya."),
        ("email", "E-mail", "ani@contoh", "E-mail tidak berbentuk alamat e-mail. Tulis seperti nama@contoh.id."),
        ("phone", "Nomor telepon", "0812",
         ("Nomor telepon biasanya 9 sampai 13 angka, misalnya 0812 3456 7890; Anda mengetik 4. "
         "Periksa lagi angkanya.")),
        ("number", "Berat", "tiga", "Berat harus berupa angka, misalnya 12 atau 3,5. Tulis tanpa kata lain."),
        ("money", "Penghasilan", "-5",
         "Penghasilan harus berupa jumlah rupiah utuh, misalnya Rp10.000. Tulis angkanya saja."),
        ("yes_no", "Sudah menikah?", "mungkin", "“Sudah menikah?”: jawab Ya atau Tidak."),
        ("area", "Kelurahan", "Gambir", "Kelurahan: pilih kelurahan atau desa dari daftar."),
        ("text", "Nama", "x" * 201,
         "Nama paling panjang 200 huruf; Anda mengetik 201. Persingkat isinya."),
        ("text", "Nama", ["a", "b"],
         "Nama tidak dapat dibaca dalam bentuk ini. Isi sekali lagi."),
    ],
)  # fmt: skip
def test_a_mistake_is_a_sentence_with_the_label_and_the_remedy(kind, label, typed, said):
    assert sentence(question(kind, label), typed) == said


def test_what_was_typed_stays_where_it_cannot_be_read():
    normal = normalise(question("nik"), "3171 0357 0890 000")

    assert normal.value == "3171 0357 0890 000"


def test_a_sentence_exists_in_english_with_the_english_label():
    normal = normalise(question("family_card", "Nomor KK", "Family card number"), "1")

    assert normal.error["en"] == (
        "Family card number must have 16 digits; you typed 1. It is at the top of the family card."
    )


def test_only_offered_options_are_accepted():
    choice = question("choice", "Agama", options=options("islam", "kristen"))

    assert value_of(choice, "islam") == "islam"
    assert sentence(choice, "x") == (
        "Agama: jawaban itu tidak ada di daftar. Pilih salah satu yang tersedia."
    )


def test_several_choices_come_in_the_order_of_the_options_and_once():
    choices = question("choices", options=options("a", "b", "c"))

    assert value_of(choices, ["c", "a", "c"]) == ["a", "c"]
    assert value_of(choices, "b") == ["b"]
    assert value_of(choices, []) == []


def test_an_address_gets_three_digit_rt_and_rw():
    address = question("address")

    stored = value_of(address, {"street": "Jl. A 5", "rt": "5", "rw": "", "area": "3171031001"})

    assert stored == {"street": "Jl. A 5", "rt": "005", "rw": "", "area": AREA}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"street": ""}, "Alamat belum lengkap: isi nama jalan dan nomor rumah."),
        ({"area": ""}, "Alamat belum lengkap: pilih kelurahan atau desa dari daftar."),
        ({"rt": "12a"}, "Alamat belum benar: RT paling banyak 3 angka, misalnya 005. Kosongkan bila tidak ada."),
    ],
)  # fmt: skip
def test_an_incomplete_address_says_which_part_is_missing(change, said):
    address = {"street": "Jl. A 5", "rt": "5", "rw": "", "area": AREA, **change}

    assert sentence(question("address", "Alamat"), address) == said


def test_a_location_needs_an_area_and_something_to_find_it_by():
    place = question("location", "Tempat")
    blank = {"area": AREA, "street": "", "landmark": "", "lat": "", "lon": ""}

    assert "tulis nama jalan atau patokan" in sentence(place, blank)
    assert value_of(place, {**blank, "landmark": "Depan pasar"})["lat"] is None
    assert value_of(place, {**blank, "lat": "-6.1754", "lon": "106,8272"}) == {
        "area": AREA, "street": "", "landmark": "", "lat": -6.1754, "lon": 106.8272,
    }  # fmt: skip


@pytest.mark.parametrize(("lat", "lon"), [("-6.1", ""), ("abc", "106"), ("91", "10"), ("nan", "1")])
def test_a_point_that_cannot_be_read_is_refused_and_kept(lat, lon):
    typed = {"area": AREA, "street": "Jl. A", "landmark": "", "lat": lat, "lon": lon}

    normal = normalise(question("location"), typed)

    assert normal.error is not None
    assert normal.value == typed


def test_files_are_references_of_accepted_kinds_and_number():
    pdf = question("file", "Surat", accept=["pdf"])

    assert value_of(question("file"), [FILE, FILE]) == [FILE]
    assert sentence(pdf, [FILE]) == (
        "Surat: berkas harus berupa PDF. Hapus berkas itu dan unggah yang lain."
    )
    assert sentence(question("file", "Surat"), [FILE, {**FILE, "id": "f2"}]) == (
        "Surat: paling banyak 1 berkas. Hapus yang tidak perlu."
    )


@pytest.mark.parametrize(
    "change", [{"id": "../../etc"}, {"sha256": "x"}, {"size": 0}, {"size": True}, {"name": 3}]
)
def test_a_forged_file_reference_is_refused_and_not_kept(change):
    normal = normalise(question("file", "Surat"), [{**FILE, **change}])

    assert normal.value == []
    assert normal.error["id"] == "Surat: ada berkas yang belum tersimpan. Unggah sekali lagi."


def test_a_large_file_that_is_still_being_cleaned_is_kept():
    normal = normalise(question("file", "Surat"), [{**FILE, "sha256": ""}])

    assert (normal.error, normal.value) == (None, [{**FILE, "sha256": ""}])


json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=30)
    | st.from_regex(r"[0-9 .,/-]{1,20}", fullmatch=True)
    | st.sampled_from(["Rp10.000", "1.234", "1,234", "0,125", NIK, AREA, "a", "ya", "1 Mei 2020"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["street", "rt", "area", "lat", "lon", "id", "answer"]),
            inner,
            max_size=3,
        )
    ),
    max_leaves=8,
)

KINDS = [
    "text", "long_text", "number", "money", "date", "yes_no", "choice", "choices", "nik",
    "family_card", "phone", "email", "area", "address", "location", "file",
]  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
@given(typed=json_values)
def test_reading_never_raises_and_reading_again_changes_nothing(kind, typed):
    asked = question(kind, options=options("a", "b") if kind.startswith("choice") else [])

    once = normalise(asked, typed)
    again = normalise(asked, once.value)

    json.dumps(once.value, allow_nan=False).encode()
    if once.error is None:
        assert again == once
    elif kind != "file":
        assert again.error is not None or again.value in (None, [])
