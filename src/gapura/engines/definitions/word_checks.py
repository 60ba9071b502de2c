"""Every promised language is there, every message exists, and the Indonesian is plain."""

from collections import defaultdict

from gapura.engines.definitions.findings import Finding, Path, Places
from gapura.engines.definitions.jurisdiction import JurisdictionDefinition
from gapura.engines.definitions.messages import (
    EVENTS,
    needed_events,
    subject_and_body,
    unknown_placeholders,
)
from gapura.engines.definitions.readability import (
    CEILING_OF_A_SENTENCE,
    LIX,
    LONGEST_SENTENCE,
    MANY_SYLLABLES,
    MEAN_SENTENCE,
    PASSIVES,
    Reading,
    longest_sentence,
    measure,
    office_words,
)
from gapura.engines.definitions.schema import ServicePackage
from gapura.engines.definitions.texts import FOR_OFFICERS, texts_in_package
from gapura.engines.rules.text import say

DEFAULT_LANGUAGES = ("id", "en")


def check_words(
    package: ServicePackage, jurisdiction: JurisdictionDefinition | None, places: Places
) -> list[Finding]:
    languages = jurisdiction.languages if jurisdiction else DEFAULT_LANGUAGES
    return [
        *_missing_languages(package, languages, places),
        *_keywords(package, languages, places),
        *_messages(package, languages, places),
        *_hard_to_read(package, places),
    ]


def _missing_languages(
    package: ServicePackage, languages: tuple[str, ...], places: Places
) -> list[Finding]:
    found = []
    for file, path, text in texts_in_package(package):
        for language in languages:
            if not text.get(language, "").strip():
                found.append(
                    places.finding(
                        file,
                        path,
                        "missing_language",
                        say(
                            f"Teks ini belum ada dalam bahasa `{language}`.",
                            f"This text is missing in `{language}`.",
                        ),
                        say(
                            f"Tambahkan `{language}: …`; kota ini menjanjikan bahasa itu.",
                            f"Add `{language}: …`; this city promises that language.",
                        ),
                    )
                )
        for language in text.keys() - set(languages):
            found.append(
                places.finding(
                    file,
                    (*path, language),
                    "unpromised_language",
                    say(
                        f"Bahasa `{language}` tidak dijanjikan kota ini.",
                        f"This city does not promise the language `{language}`.",
                    ),
                    say(
                        "Hapus, atau tambahkan pada `languages` di jurisdiction.yaml.",
                        "Delete it, or add it to `languages` in jurisdiction.yaml.",
                    ),
                    severity="warning",
                )
            )
    return found


def _keywords(package: ServicePackage, languages: tuple[str, ...], places: Places) -> list[Finding]:
    return [
        places.finding(
            "service.yaml",
            ("keywords",),
            "missing_language",
            say(
                f"Kata kunci belum ada dalam bahasa `{language}`.",
                f"There are no keywords in `{language}`.",
            ),
            say(
                "Tulis kata-kata yang dipakai warga saat mencari layanan ini.",
                "Write the words people use when they look for this service.",
            ),
        )
        for language in languages
        if not package.service.keywords.get(language)
    ]


def _messages(package: ServicePackage, languages: tuple[str, ...], places: Places) -> list[Finding]:
    found = []
    for event in needed_events(package):
        for language in languages:
            file = f"messages/{event}.{language}.txt"
            text = package.messages.get(event, {}).get(language, "")
            if not text:
                found.append(_missing_message(file, places))
            elif not subject_and_body(text)[1]:
                found.append(_without_body(file, places))
    for event, by_language in package.messages.items():
        for language, text in by_language.items():
            file = f"messages/{event}.{language}.txt"
            if event not in EVENTS:
                found.append(_unknown_event(file, event, places))
            found += _placeholders(file, text)
    return found


def _placeholders(file: str, text: str) -> list[Finding]:
    found = []
    for line, written in enumerate(text.splitlines(), start=1):
        for name in unknown_placeholders(written):
            found.append(
                Finding(
                    file,
                    line,
                    1,
                    "unknown_placeholder",
                    say(
                        f"`{{{name}}}` tidak dikenal dalam pesan.",
                        f"`{{{name}}}` is not known in a message.",
                    ),
                    say(
                        "Yang dikenal: {number} {service} {due} {link} {grounds} {desk} {office}.",
                        "Known: {number} {service} {due} {link} {grounds} {desk} {office}.",
                    ),
                )
            )
    return found


def _missing_message(file: str, places: Places) -> Finding:
    return places.finding(
        file,
        (),
        "missing_message",
        say(
            f"Pesan {file} belum ada, padahal alur kerja dapat sampai ke sana.",
            f"The message {file} is missing, and the procedure can get there.",
        ),
        say(
            "Buat berkasnya; baris pertama adalah judul.",
            "Create the file; its first line is the subject.",
        ),
    )


def _without_body(file: str, places: Places) -> Finding:
    return places.finding(
        file,
        (),
        "message_without_body",
        say("Pesan ini hanya berisi judul.", "This message has a subject only."),
        say("Tulis isinya mulai baris kedua.", "Write its text from the second line on."),
    )


def _unknown_event(file: str, event: str, places: Places) -> Finding:
    return places.finding(
        file,
        (),
        "unknown_message",
        say(f"Tidak ada kejadian bernama `{event}`.", f"There is no event called `{event}`."),
        say(f"Yang dikenal: {', '.join(EVENTS)}.", f"Known: {', '.join(EVENTS)}."),
    )


def _hard_to_read(package: ServicePackage, places: Places) -> list[Finding]:
    """Single sentences and office words where they stand; the ceiling once a file."""
    found: list[Finding] = []
    by_file: dict[str, list[str]] = defaultdict(list)
    for file, path, text in texts_in_package(package):
        if "needs_verification" in path or (file == "workflow.yaml" and FOR_OFFICERS & set(path)):
            continue
        found += _hard_text(file, path, text["id"], places)
        if text["id"].rstrip().endswith("."):  # labels are no sentences and would flatter the mean
            by_file[file].append(text["id"])
    for event, by_language in package.messages.items():
        if "id" in by_language:
            found += _hard_text(f"messages/{event}.id.txt", (), by_language["id"], places)
            by_file["messages/"].append(by_language["id"])
    for file, texts in by_file.items():
        reading = measure("\n".join(texts))
        if reading.is_too_hard:
            found.append(_hard_file(file, reading, places))
    return found


def _hard_text(file: str, path: Path, text: str, places: Places) -> list[Finding]:
    found = []
    longest = longest_sentence(text)
    if longest > LONGEST_SENTENCE:
        found.append(
            places.finding(
                file,
                path,
                "long_sentence",
                say(
                    f"Satu kalimat berisi {longest} kata; batasnya {LONGEST_SENTENCE}.",
                    f"One sentence has {longest} words; the limit is {LONGEST_SENTENCE}.",
                ),
                say("Pecah menjadi dua kalimat.", "Make two sentences of it."),
                severity="error" if longest > CEILING_OF_A_SENTENCE else "warning",
            )
        )
    words = office_words(text)
    if words:
        said = ", ".join(f"“{word}”" for word in words)
        found.append(
            places.finding(
                file,
                path,
                "office_words",
                say(f"Kata kantor: {said}.", f"Office words: {said}."),
                say("Pakai kata sehari-hari.", "Use everyday words."),
                severity="warning",
            )
        )
    return found


def _hard_file(file: str, reading: Reading, places: Places) -> Finding:
    return places.finding(
        file,
        (),
        "hard_to_read",
        say(
            f"Bacaan ini terlalu berat: {reading.mean_sentence:.1f} kata per kalimat (batas "
            f"{MEAN_SENTENCE:.0f}), LIX {reading.lix} (batas {LIX}), {reading.many_syllables}% kata "
            f"bersuku empat ke atas (batas {MANY_SYLLABLES}), {reading.passives}% kata pasif (batas {PASSIVES}).",
            f"This is too hard to read: {reading.mean_sentence:.1f} words a sentence (limit "
            f"{MEAN_SENTENCE:.0f}), LIX {reading.lix} (limit {LIX}), {reading.many_syllables}% words of "
            f"four syllables or more (limit {MANY_SYLLABLES}), {reading.passives}% passives (limit {PASSIVES}).",
        ),
        say(
            "Pendekkan kalimat, pilih kata yang pendek, dan sebut siapa yang berbuat.",
            "Shorten sentences, choose short words, and say who does it.",
        ),
    )
