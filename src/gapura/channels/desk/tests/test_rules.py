"""Where a designer tries rules and tables, and reads what the checker says about a service."""

import json
from dataclasses import replace

import pytest

from gapura.catalogue.commands import publish
from gapura.channels.desk.tests.makers import at_desk, desk, html, statements, text
from gapura.engines.definitions.loading import dump, restore
from gapura.kernel.actors import system
from tests.harness import factories

TABLE = {
    "bagian": "tabel",
    "lain": "umur = 17",
    "kebijakan": "UNIQUE",
    "jumlah-syarat": "1",
    "jumlah-hasil": "1",
    "jumlah-baris": "2",
    "syarat-0": "umur",
    "hasil-0": "biaya",
    "hasil-0-jenis": "number",
    "s-0-0": "< 17",
    "h-0-0": "0",
    "s-1-0": ">= 17",
    "h-1-0": "5000",
}


@pytest.fixture
def designer(db):
    return factories.officer("jakarta", "designer", "dinas-pendidikan", name="Rizky Ramadhan")


@pytest.fixture
def tried(designer):
    """`tried(rumus="1 + 1")`: the page after pressing Coba."""
    client = at_desk(designer)

    def send(**typed):
        return client.post(desk("rules"), {"bagian": "rumus", **typed})

    return send


def with_table(tried, **changed):
    return tried(**TABLE | {name.replace("_", "-"): value for name, value in changed.items()})


@pytest.mark.parametrize("page", [("rules",), ("findings", "kjp-plus")])
def test_designers_and_administrators_come_in_and_nobody_else(
    designer, administrator, verifier, supervisor, page
):
    for officer, status in (
        (designer, 200), (administrator, 200), (verifier, 403), (supervisor, 403),
    ):  # fmt: skip
        assert at_desk(officer).get(desk(*page)).status_code == status


def test_a_designer_of_one_city_stays_outside_the_other(designer):
    client = at_desk(designer)

    seen = client.get(desk("rules", city="depok"))
    sent = client.post(desk("rules", city="depok"), {"bagian": "rumus", "rumus": "1"})

    assert "/depok/desk/masuk/" in seen["Location"]
    assert sent.status_code in {303, 403}


def test_a_designer_finds_the_door_in_the_bar_and_an_administrator_on_the_page_of_managing(
    designer, administrator
):
    bar = html(at_desk(designer).get(desk("queue")))
    managing = html(at_desk(administrator).get(desk("manage")))
    services = html(at_desk(administrator).get(desk("services")))

    assert f'href="{desk("rules")}"' in bar
    assert f'href="{desk("rules")}"' in managing
    assert f'href="{desk("findings", "kjp-plus")}"' in services


def test_an_expression_gives_value_and_kind(tried):
    response = tried(rumus="umur + 3", lain="umur = 17")

    assert response.status_code == 200
    assert "20 Jenis: angka number" in text(response)


def test_a_name_nobody_knows_is_marked_and_underlined(tried):
    response = tried(rumus="1 +\r\n  umur_anak", lain="umur anak = 4")

    assert "umur_anak tidak dikenal; maksud Anda umur anak?" in text(response)
    assert "<mark>umur_anak</mark>" in html(response)
    assert "\n    ^^^^^^^^^</span></pre>" in html(response)
    assert "Belum ada nilai. Betulkan dulu yang ditandai." in text(response)


def test_a_fault_while_it_is_worked_out_is_said(tried):
    response = tried(rumus="1 / (umur - 17)", lain="umur = 17")

    assert "Saat dihitung: " in text(response)
    assert "nol" in text(response)


def test_a_service_gives_its_names_and_asks_for_what_is_read(tried):
    response = tried(layanan="kjp-plus", rumus="total_amount")

    assert 'name="nilai-stage"' in html(response)
    assert 'name="nilai-school_kind"' in html(response)
    assert "null (tidak diketahui)" in text(response)


def test_decisions_follow_from_the_values_typed(tried):
    response = tried(
        **{"layanan": "kjp-plus", "rumus": "total_amount", "nilai-stage": "sd",
           "nilai-school_kind": "private"}
    )  # fmt: skip

    assert "380000 Jenis: angka" in text(response)


def test_a_value_stays_while_the_rule_that_reads_it_is_mended(tried):
    response = tried(**{"layanan": "kjp-plus", "rumus": "stagge", "nilai-stage": "sd"})

    assert 'value="sd" selected' in html(response)


def test_values_are_typed_as_on_the_form_and_refused_as_there(tried):
    amount = {"layanan": "kjp-plus", "rumus": "property_njop * 2"}

    right = tried(**amount, **{"nilai-property_njop": "1.500.000"})
    wrong = tried(**amount, **{"nilai-property_njop": "banyak"})

    assert "3000000 Jenis: angka" in text(right)
    assert wrong.status_code == 422
    assert 'href="#nilai-property_njop"' in html(wrong)


def test_the_day_may_be_another(tried):
    response = tried(
        **{"layanan": "kjp-plus", "rumus": "child_age", "hari": "2030-06-01",
           "nilai-child_birth_date": "2020-06-02"}
    )  # fmt: skip

    assert "9 Jenis: angka" in text(response)


@pytest.mark.parametrize(
    ("others", "said"),
    [
        ("umur", "Nilai lain, baris 1: tulis nama, tanda =, lalu nilainya: umur = 17"),
        ("umur = 1\nlahir = 2020-", "Nilai lain, baris 2: "),
        ("\n".join(f"a{n} = 1" for n in range(51)), "Paling banyak 50 nilai lain"),
    ],
)
def test_other_values_that_cannot_be_read_are_refused_with_their_line(tried, others, said):
    response = tried(rumus="1", lain=others)

    assert response.status_code == 422
    assert said in text(response)


def test_a_service_nobody_offers_is_not_found(designer):
    assert at_desk(designer).get(desk("rules") + "?layanan=paspor").status_code == 404
    assert at_desk(designer).get(desk("findings", "paspor")).status_code == 404


@pytest.mark.parametrize("half", [{"rumus": "1 + " * 5001}, {**TABLE, "s-0-0": "1, " * 7000}])
def test_a_text_beyond_the_limit_is_refused_and_offered_again(tried, half):
    response = tried(**half)

    assert response.status_code == 422
    assert "halaman ini membaca paling banyak 20000" in text(response).replace(".000", "000")
    assert "1, 1, 1, " in html(response) or "1 + 1 + " in html(response)


@pytest.mark.parametrize(
    "typed",
    [
        {"rumus": ""},
        {"rumus": "\x00\ud83d".encode("utf-8", "replace").decode()},
        {"rumus": "(" * 9000},
        {"bagian": "tabel"},
        {"bagian": "tabel", "jumlah-baris": "999999", "jumlah-syarat": "x", "jumlah-hasil": "-4"},
        {**TABLE, "kebijakan": "SEMAUNYA", "gabungan": "SUM", "langkah": "baris-99"},
        {**TABLE, "hasil-0-jenis": "gambar", "hari": "kemarin"},
        {**TABLE, "langkah": "hapus semua"},
    ],
)
def test_whatever_is_sent_the_page_answers(tried, typed):
    assert tried(**typed).status_code in {200, 422}


def test_the_row_that_holds_and_why_the_other_does_not(tried):
    response = with_table(tried)

    assert "5000 Jenis: angka number" in text(response)
    assert "2 berlaku &gt;= 17 5000 Semua syaratnya terpenuhi." in text(response)
    assert "Syarat 1 tidak terpenuhi: umur harus &lt; 17, nilainya 17." in text(response)


@pytest.mark.parametrize(
    ("changed", "said", "cell"),
    [
        ({"syarat_0": "umr"}, "umr tidak dikenal; maksud Anda umur?", "syarat-0"),
        ({"s_0_0": '"muda"'}, "Angka tidak pernah sama dengan pilihan.", "s-0-0"),
        ({"s_0_0": "<= 17"}, "Baris 1 dan 2 sama-sama berlaku bila umur = 17.", "s-1-0"),
        ({"s_1_0": "> 17"}, "Tidak ada baris yang berlaku bila umur = 17.", ""),
        ({"s_0_0": "-", "kebijakan": "FIRST"}, "Baris 2 tidak pernah dicapai", "s-1-0"),
        ({"s_0_0": "< 17 tahun"}, "“tahun” tidak dapat dibaca di sini", "s-0-0"),
    ],
)
def test_a_broken_table_is_told_at_its_cell(tried, changed, said, cell):
    response = with_table(tried, **changed)

    assert said in text(response)
    assert "Perbaiki" in text(response)
    if cell:
        box = html(response).split(f'id="{cell}"', 1)[1].split(">", 1)[0]
        assert 'aria-invalid="true"' in box


def test_rows_and_columns_come_and_go_by_buttons(tried):
    more = with_table(tried, langkah="baris+")
    wider = with_table(tried, langkah="syarat+")
    less = with_table(tried, langkah="baris-0")

    assert 'id="s-2-0"' in html(more)
    assert 'id="s-0-1" name="s-0-1" value="-"' in html(wider)
    assert 'id="s-0-0" name="s-0-0" value="&gt;= 17"' in html(less)
    assert 'id="s-1-0"' not in html(less)


def test_a_table_of_the_service_is_there_to_be_changed(designer):
    address = desk("rules") + "?bagian=tabel&layanan=kjp-plus&tabel=spp_addition"

    page = html(at_desk(designer).get(address))

    assert 'name="syarat-1" value="school_kind"' in page
    assert 'name="jumlah-baris" value="7"' in page


def test_nothing_is_kept_and_a_trial_costs_few_statements(designer):
    client = at_desk(designer)
    client.get(desk("rules") + "?layanan=kjp-plus")

    cost = statements(client, desk("rules") + "?bagian=tabel&layanan=kjp-plus")

    assert len(cost) <= 10
    assert not [sql for sql in cost if sql.lstrip().startswith(("INSERT", "UPDATE", "DELETE"))]


def test_a_clean_service_says_that_nothing_was_found(designer):
    page = text(at_desk(designer).get(desk("findings", "birth-certificate")))

    assert "Tidak ada temuan" in page
    assert "gapura services check" in page


def test_findings_of_a_version_name_file_and_part(designer):
    loaded = factories.package_of("jakarta", "kjp-plus")
    dumped = json.dumps(dump(loaded.package))
    changed = dumped.replace('"monthly_amount + spp_addition"', '"bulanan + spp_addition"')
    package = restore(json.loads(changed))
    publish(replace(loaded, package=package), by=system("jakarta"))

    page = text(at_desk(designer).get(desk("findings", "kjp-plus")))

    assert "decisions.yaml › decisions › total_amount › rule" in page
    assert "bulanan tidak dikenal" in page


def test_the_page_is_read_in_english_too(designer):
    client = at_desk(designer)
    client.cookies["gapura_bahasa"] = "en"

    response = client.post(desk("rules"), {**TABLE, "syarat-0": "umr"})

    assert "umr is not known; did you mean umur?" in text(response)
    assert "Try a rule" in text(response)
