"""Names that point at nothing, laws without a number, personal numbers left in the open."""

import re
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from gapura.engines.definitions.findings import Finding, Path, Places
from gapura.engines.definitions.jurisdiction import JurisdictionDefinition
from gapura.engines.definitions.outputs import LETTER_DATA, LETTER_FIELD
from gapura.engines.definitions.schema import ServicePackage
from gapura.engines.definitions.texts import parts_of
from gapura.engines.forms.schema import Page, Question
from gapura.engines.rules.text import say

LAW_WITH_NUMBER = re.compile(
    r"\d+[A-Za-z]?(?:/[\w.-]+)*/\d{4}\b|\d[\w./-]*\s+(?:Tahun|tahun|of)\s+\d{4}"
    r"|\d[\w./-]*,? \d{1,2} \w+ \d{4}|UUD 1945"
)
NUMBER_PARTS = ("office", "random", "year", "kind")
_PLACEHOLDER = re.compile(r"\{([^}]*)\}")


def check_references(
    package: ServicePackage, jurisdiction: JurisdictionDefinition | None, places: Places
) -> list[Finding]:
    found = [*_questions(package, places), *_laws(package, places), *_output(package, places)]
    found += [*_question_references(package, places), *_letter(package, places)]
    if jurisdiction is not None:
        found += _jurisdiction_references(package, jurisdiction, places)
    return found


def pages_with_paths(package: ServicePackage) -> Iterator[tuple[str, Path, Page]]:
    for position, page in enumerate(package.form.pages):
        yield "form.yaml", ("pages", position), page


def questions_with_paths(package: ServicePackage) -> Iterator[tuple[Path, Question]]:
    """Every question of form.yaml, those of groups included."""
    for _file, path, page in pages_with_paths(package):
        for position, question in enumerate(page.questions):
            here = (*path, "questions", position)
            yield here, question
            for inner, nested in enumerate(question.questions):
                yield (*here, "questions", inner), nested


def _questions(package: ServicePackage, places: Places) -> Iterator[Finding]:
    seen: dict[str, str] = {}
    named: list[tuple[str, Path, str]] = [
        ("form.yaml", path, q.id) for path, q in questions_with_paths(package) if len(path) == 4
    ]
    if package.evidence:
        for position, requirement in enumerate(package.evidence.requirements):
            named.append(("evidence.yaml", ("requirements", position), requirement.id))
    for file, path, name in named:
        if name in seen:
            yield places.finding(
                file,
                (*path, "id"),
                "duplicate_question",
                say(
                    f"`{name}` dipakai dua kali; yang pertama di {seen[name]}.",
                    f"`{name}` is used twice; the first is in {seen[name]}.",
                ),
                say("Beri nama lain pada salah satunya.", "Give one of them another name."),
            )
        seen.setdefault(name, file)
    for path, question in questions_with_paths(package):
        yield from _question(question, path, places)


def _question(question: Question, path: Path, places: Places) -> Iterator[Finding]:
    if question.kind in {"nik", "family_card"} and not question.sensitive:
        yield places.finding(
            "form.yaml",
            path,
            "not_sensitive",
            say(
                f"`{question.id}` berisi nomor pribadi tetapi tidak ditandai `sensitive`.",
                f"`{question.id}` holds a personal number and is not marked `sensitive`.",
            ),
            say(
                "Tambahkan `sensitive: true`, agar nilainya disandikan dan ditutup.",
                "Add `sensitive: true`, so that it is encrypted and masked.",
            ),
        )
    if question.kind in {"choice", "choices"} and not question.options:
        yield places.finding(
            "form.yaml",
            path,
            "no_options",
            say(f"`{question.id}` tidak punya pilihan.", f"`{question.id}` has no options."),
            say("Tambahkan `options`.", "Add `options`."),
        )
    if question.kind == "group" and not question.questions:
        yield places.finding(
            "form.yaml",
            path,
            "empty_group",
            say(
                f"Kelompok `{question.id}` tidak berisi pertanyaan.",
                f"The group `{question.id}` has no questions.",
            ),
            say("Tambahkan `questions`.", "Add `questions`."),
        )


def _question_references(package: ServicePackage, places: Places) -> Iterator[Finding]:
    known = {question.id for question in package.full_form().questions()}
    applicant = package.service.applicant
    named: list[tuple[Path, str | None]] = [
        (("applicant", key), getattr(applicant, key)) for key in ("name", "nik", "phone", "email")
    ]
    for path, name in [*named, (("about",), package.service.about)]:
        if name is not None and name not in known:
            yield places.finding(
                "service.yaml",
                path,
                "unknown_question",
                say(
                    f"Formulir tidak punya pertanyaan `{name}`.",
                    f"The form has no question `{name}`.",
                ),
                say(
                    "Tulis `id` pertanyaan yang ada di form.yaml.",
                    "Write the `id` of a question in form.yaml.",
                ),
            )
    reachable = applicant.phone or applicant.email
    if package.service.sign_in == "contact" and not (applicant.name and reachable):
        yield places.finding(
            "service.yaml",
            ("applicant",),
            "applicant_unreachable",
            say(
                "Layanan ini meminta nama dan kontak, tetapi `applicant` belum menunjuk keduanya.",
                "This service asks who applies, but `applicant` names no name or no contact.",
            ),
            say(
                "Isi `applicant.name` dan `applicant.phone` atau `applicant.email`.",
                "Fill `applicant.name` and `applicant.phone` or `applicant.email`.",
            ),
        )


def _laws(package: ServicePackage, places: Places) -> Iterator[Finding]:
    references: list[tuple[str, Path, str]] = [
        ("service.yaml", ("legal_resources", i, "title"), law.title)
        for i, law in enumerate(package.service.legal_resources)
    ]
    for file, part, path in parts_of(package):
        references += [(file, (*path, *inner), law) for inner, law in _references(part, ())]
    for file, where, law in references:
        if not LAW_WITH_NUMBER.search(law):
            yield places.finding(
                file,
                where,
                "law_without_number",
                say(f"“{law}” tidak menyebut nomor dan tahun.", f"“{law}” has no number and year."),
                say(
                    "Tulis lengkap, misalnya UU 24/2013 Pasal 79A.",
                    "Write it in full, such as UU 24/2013 Pasal 79A.",
                ),
            )


def _references(value: Any, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(value, BaseModel):
        for name, field in type(value).model_fields.items():
            inner = getattr(value, name)
            if name == "legal_reference" and inner:
                yield (*path, name), inner
            else:
                yield from _references(inner, (*path, field.alias or name))
    elif isinstance(value, tuple):
        for position, item in enumerate(value):
            yield from _references(item, (*path, position))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _references(item, (*path, key))


def _output(package: ServicePackage, places: Places) -> Iterator[Finding]:
    if (package.output is None) != (package.template is None):
        missing = "output.yaml" if package.output is None else "output.typ"
        yield places.finding(
            missing,
            (),
            "missing_file",
            say(
                f"{missing} belum ada; dokumen butuh output.yaml dan output.typ.",
                f"{missing} is missing; a document needs output.yaml and output.typ.",
            ),
            say("Buat berkasnya, atau hapus pasangannya.", "Create it, or delete its partner."),
        )
    if package.output is None:
        return
    parts = _PLACEHOLDER.findall(package.output.number)
    for name in [part for part in parts if part not in NUMBER_PARTS]:
        yield places.finding(
            "output.yaml",
            ("number",),
            "unknown_placeholder",
            say(
                f"`{{{name}}}` tidak dikenal dalam nomor.",
                f"`{{{name}}}` is not known in a number.",
            ),
            say(
                "Yang dikenal: {office} {random} {year} {kind}.",
                "Known: {office} {random} {year} {kind}.",
            ),
        )
    if "random" not in parts:
        yield places.finding(
            "output.yaml",
            ("number",),
            "number_not_unique",
            say(
                "Nomor tanpa {random} akan sama untuk semua dokumen.",
                "A number without {random} is the same for every document.",
            ),
            say("Tambahkan {random}.", "Add {random}."),
        )


def _letter(package: ServicePackage, places: Places) -> Iterator[Finding]:
    """What the letter prints must come from somewhere."""
    for name in dict.fromkeys(LETTER_FIELD.findall(package.template or "")):
        if name not in LETTER_DATA:
            yield places.finding(
                "output.typ",
                (name,),
                "field_without_source",
                say(
                    f"Surat mencetak `d.{name}`, tetapi isian itu tidak mempunyai sumber.",
                    f"The letter prints `d.{name}`, but nothing gives that field.",
                ),
                say(
                    f"Tulis isiannya di output.yaml (tercetak lewat d.rows), atau pakai: "
                    f"{', '.join(sorted(LETTER_DATA))}.",
                    f"Write it as a field of output.yaml (printed by d.rows), or use: "
                    f"{', '.join(sorted(LETTER_DATA))}.",
                ),
            )


def _jurisdiction_references(
    package: ServicePackage, jurisdiction: JurisdictionDefinition, places: Places
) -> Iterator[Finding]:
    service = package.service
    agencies = [agency.code for agency in jurisdiction.agencies]
    if service.authority not in agencies:
        yield places.finding(
            "service.yaml",
            ("authority",),
            "unknown_agency",
            say(
                f"Instansi `{service.authority}` tidak ada di jurisdiction.yaml.",
                f"jurisdiction.yaml has no agency `{service.authority}`.",
            ),
            say(
                f"Pilih salah satu: {', '.join(agencies)}.",
                f"Choose one of: {', '.join(agencies)}.",
            ),
        )
    events = [event.code for event in jurisdiction.life_events]
    for position, event in enumerate(service.life_events):
        if event not in events:
            yield places.finding(
                "service.yaml",
                ("life_events", position),
                "unknown_life_event",
                say(
                    f"Peristiwa hidup `{event}` tidak ada di jurisdiction.yaml.",
                    f"jurisdiction.yaml has no life event `{event}`.",
                ),
                say(
                    f"Pilih salah satu: {', '.join(events)}.",
                    f"Choose one of: {', '.join(events)}.",
                ),
            )
