import json

import pytest

from gapura.engines.definitions.loading import (
    content_hash,
    dump,
    find_packages,
    load_jurisdiction,
    load_package,
    restore,
)
from gapura.engines.definitions.tests.makers import (
    FORM,
    SERVICE,
    WORKFLOW,
    city,
    line_of,
    load,
    write,
)


def found(loaded):
    return [(finding.file, finding.line, finding.code) for finding in loaded.findings]


def test_the_smallest_package_has_no_findings(tmp_path):
    loaded = load(tmp_path)

    assert loaded.findings == ()
    assert loaded.ok


@pytest.mark.parametrize(
    "mistake",
    [
        ("service.yaml", SERVICE, "product:", "produkt:", "produkt:", "unknown_key"),
        ("service.yaml", SERVICE, "kind: application", "kind: wish", "kind: wish", "unknown_word"),
        ("service.yaml", SERVICE, "code: permit", "code: 7", "code: 7", "wrong_type"),
        ("service.yaml", SERVICE, "{id: Izin, en: Permit}", "{en: Permit}", "title:", "invalid_value"),
        ("form.yaml", FORM, "kind: phone", "kind: phone\n        kind: text", "kind: text\n        label: {id: Nomor", "duplicate_key"),
        ("form.yaml", FORM, "label: {id: Nama, en: Name}", "label: &a {id: Nama, en: Name}", "label: &a", "anchor"),
        ("form.yaml", FORM, "id: name", "id: !!python/name:os.system name", "id: !!python", "tag"),
        ("form.yaml", FORM, "  - id: you", "  - id: you: me", "  - id: you: me", "yaml_syntax"),
        ("workflow.yaml", WORKFLOW, "standard_time: PT4H", "standart_time: PT4H", "standart_time", "unknown_key"),
    ],
)  # fmt: skip
def test_a_mistake_in_yaml_is_found_on_its_line(tmp_path, mistake):
    file, text, old, new, needle, code = mistake
    broken = text.replace(old, new, 1)

    loaded = load(tmp_path, {file: broken})

    assert (file, line_of(broken, needle), code) in found(loaded)
    assert not loaded.ok


def test_an_unknown_key_names_the_one_that_was_meant(tmp_path):
    loaded = load(tmp_path, {"workflow.yaml": WORKFLOW.replace("standard_time", "standart_time")})

    assert loaded.findings[0].said_in("en") == (
        "workflow.yaml:6:5: `standart_time` is not a known key. Did you mean `standard_time`?"
    )


def test_a_text_cut_at_a_comma_is_said_to_need_quotes(tmp_path):
    broken = SERVICE.replace("{id: Isi., en: Fill in.}", "{id: Isi., en: Fill, then send it.}")

    loaded = load(tmp_path, {"service.yaml": broken})

    assert [finding.sentence["en"] for finding in loaded.findings] == [
        "This text was cut at a comma."
    ]


def test_a_missing_file_and_an_unknown_file_are_named(tmp_path):
    loaded = load(tmp_path, {"fees.yaml": "", "fee.yaml": "tariffs: []"})

    assert found(loaded) == [("fee.yaml", 1, "unknown_file"), ("fees.yaml", 1, "missing_file")]


def test_a_file_too_large_is_not_read(tmp_path):
    loaded = load(tmp_path, {"form.yaml": "# " + "x" * 600_000})

    assert ("form.yaml", 1, "file_too_large") in found(loaded)


def test_a_file_nested_without_end_is_refused(tmp_path):
    loaded = load(tmp_path, {"form.yaml": "pages: " + "[" * 100 + "]" * 100})

    assert ("form.yaml", 1, "too_deep") in found(loaded)


def test_words_of_yaml_1_1_stay_text(tmp_path):
    form = FORM.replace("{id: Lain, en: Other}", "{id: no, en: on}")

    loaded = load(tmp_path, {"form.yaml": form})

    options = loaded.package.form.pages[0].questions[3].options
    assert options[1].label == {"id": "no", "en": "on"}


def test_a_shared_page_and_shared_questions_are_written_out(tmp_path):
    write(tmp_path, {"../../common/questions/contact.yaml": "- {id: name, kind: text, label: {id: Nama, en: Name}}\n"
                     "- {id: phone, kind: phone, label: {id: HP, en: Phone}}\n",
                     "../../common/pages/you.yaml": "id: you\ntitle: {id: Anda, en: You}\nquestions:\n  - {use: contact}\n"
                     "  - {id: place, kind: area, label: {id: Tempat, en: Place}}\n"})  # fmt: skip
    form = "pages:\n  - {use: you, title: {id: Data Anda, en: Your data}}\n"

    loaded = load(tmp_path, {"form.yaml": form, "scenarios/incomplete.yaml": ""})

    page = loaded.package.form.pages[0]
    assert page.title["id"] == "Data Anda"
    assert [question.id for question in page.questions] == ["name", "phone", "place"]


def test_a_mistake_in_a_shared_part_is_found_where_it_is_written(tmp_path):
    write(
        tmp_path,
        {"../../common/pages/you.yaml": "id: you\ntitel: {id: Anda, en: You}\nquestions: []\n"},
    )

    loaded = load(tmp_path, {"form.yaml": "pages:\n  - {use: you}\n"})

    assert ("common/pages/you.yaml", 2, "unknown_key") in found(loaded)


def test_a_shared_part_that_does_not_exist_is_named(tmp_path):
    loaded = load(tmp_path, {"form.yaml": "pages:\n  - {use: ../../secret}\n"})

    assert ("form.yaml", 2, "unknown_shared_part") in found(loaded)


def test_a_shared_message_stands_in_until_the_package_has_its_own(tmp_path):
    shared = {"../../common/messages/submitted.id.txt": "Bersama\nIsi."}
    own = {"messages/submitted.id.txt": "Sendiri\nIsi."}

    with_shared = load(tmp_path / "a", shared | {"messages/submitted.id.txt": ""})
    with_own = load(tmp_path / "b", shared | own)

    assert with_shared.package.messages["submitted"]["id"] == "Bersama\nIsi."
    assert with_own.package.messages["submitted"]["id"] == "Sendiri\nIsi."


def test_a_package_comes_back_from_its_dump_with_the_same_hash(tmp_path):
    package = load(tmp_path).package

    again = restore(json.loads(json.dumps(dump(package))))

    assert again == package
    assert content_hash(again) == content_hash(package)


def test_the_hash_follows_the_meaning_and_not_the_order_of_keys(tmp_path):
    title = "title: {id: Izin, en: Permit}"
    package = load(tmp_path / "a").package
    reordered = load(
        tmp_path / "b",
        {"service.yaml": SERVICE.replace(title, "title: {en: Permit, id: Izin}  # x")},
    ).package
    changed = load(tmp_path / "c", {"service.yaml": SERVICE.replace("P2WD", "P3WD")}).package

    assert content_hash(reordered) == content_hash(package)
    assert content_hash(changed) != content_hash(package)


def test_packages_are_found_from_any_height(tmp_path):
    folder = write(tmp_path, {})

    assert find_packages(tmp_path) == find_packages(folder) == [folder]


def test_a_package_can_be_read_without_its_city(tmp_path):
    loaded = load_package(write(tmp_path, {}), jurisdiction=None)

    assert loaded.package.service.code == "permit"
    assert loaded.findings == ()


@pytest.mark.parametrize(
    ("old", "new", "needle", "code"),
    [
        ("agency: kota", "agency: kampung", "agency: kampung", "unknown_code"),
        ('mon: "08:00-16:00"', "mon: pagi", "mon: pagi", "hours"),
        ('mon: "08:00-16:00"', 'mon: "16:00-08:00"', "calendar:", "hours"),
        ('areas: ["31"]', "areas: [Jakarta]", "areas:", "area_code"),
        ("code: kel-{code}", "code: kel", "code: kel\n", "code_not_unique"),
        ("name: Kelurahan {name}", "name: Kelurahan {nama}", "name: Kelurahan", "unknown_placeholder"),
        ("name: {id: Kota Uji, en: Test City}", "name: {id: Kota Uji}", "name: {id: Kota Uji}", "missing_language"),
    ],
)  # fmt: skip
def test_a_mistake_in_a_city_is_found_on_its_line(tmp_path, old, new, needle, code):
    written = CITY_YAML.replace(old, new, 1)
    (tmp_path / "jurisdiction.yaml").write_text(written, encoding="utf-8")

    definition, findings = load_jurisdiction(tmp_path)

    assert definition is None
    assert [(f.file, f.line, f.code) for f in findings] == [
        ("jurisdiction.yaml", line_of(written, needle), code)
    ]


def test_a_city_that_holds_together_is_read(tmp_path):
    (tmp_path / "jurisdiction.yaml").write_text(CITY_YAML, encoding="utf-8")

    definition, findings = load_jurisdiction(tmp_path)

    assert findings == ()
    assert definition.office_kinds() == {"dinas", "kelurahan"}
    assert definition.roles == city().roles


CITY_YAML = """\
schema: 1
id: testkota
short: TST
name: {id: Kota Uji, en: Test City}
government: {id: Pemerintah Kota Uji, en: Government of Test City}
tagline: {id: Satu pintu, en: One door}
areas: ["31"]
contact: {phone: "1500164"}
agencies:
  - {code: kota, kind: government, name: {id: Kota, en: City}}
offices:
  - code: dinas
    kind: dinas
    name: Dinas
    agency: kota
    area: "31"
office_rules:
  - each: village
    kind: kelurahan
    code: kel-{code}
    name: Kelurahan {name}
    agency: kota
calendar:
  weekly:
    mon: "08:00-16:00"
roles:
  - {code: verifier, title: {id: Pemeriksa, en: Verifier}}
  - {code: head, title: {id: Kepala, en: Head}}
"""
