"""What can be wrong with a rule before it is asked, each as a sentence with its place and a remedy."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Literal

from gapura.engines.rules.inference.types import Missing, Type, in_words
from gapura.engines.rules.problems import Place, RuleError
from gapura.engines.rules.problems import unknown_name as unknown_name_sentence
from gapura.engines.rules.text import Text, say

Severity = Literal["error", "warning"]
START = Place(1, 1)


@dataclass(frozen=True)
class Remark:
    code: str
    sentence: Text = field(hash=False)
    remedy: Text = field(hash=False)
    place: Place
    severity: Severity = "error"


def unreadable(error: RuleError) -> Remark:
    return Remark(
        "rule",
        error.sentence,
        say(
            f"Periksa mulai huruf ke-{error.column}.",
            f"Look at it from character {error.column} on.",
        ),
        Place(error.line, error.column),
    )


def unknown_name(name: str, known: Iterable[str], place: Place | None) -> Remark:
    return Remark(
        "unknown_name",
        unknown_name_sentence(name, known),
        say("Pakai nama pertanyaan yang ada.", "Use the name of a question that exists."),
        place or START,
    )


def unknown_member(member: str, owner: Type, place: Place | None) -> Remark:
    known = sorted(name for name, _ in owner.entries or ())
    nearest = get_close_matches(member, known, n=1, cutoff=0.5)
    words = in_words(owner)
    ask = (f"; maksud Anda {nearest[0]}?", f"; did you mean {nearest[0]}?") if nearest else ("", "")
    listed = ", ".join(known)
    return Remark(
        "unknown_member",
        say(
            f"{words['id']} tidak mempunyai {member}{ask[0]}",
            f"{words['en']} has no {member}{ask[1]}",
        ),
        say(f"Yang ada: {listed or '–'}.", f"There is: {listed or '–'}."),
        place or START,
    )


def unfit_operands(operator: str, left: Type, right: Type, place: Place | None) -> Remark:
    one, other = in_words(left), in_words(right)
    return Remark(
        "rule_type",
        say(
            f"{one['id']} dan {other['id']} tidak dapat dipakai bersama pada `{operator}`",
            f"`{operator}` cannot take {one['en']} and {other['en']} together",
        ),
        _COMPARE_KINDS,
        place or START,
    )


def unfit(wanted: Text, found: Type, place: Place | None) -> Remark:
    words = in_words(found)
    return Remark(
        "rule_type",
        say(
            f"di sini harus {wanted['id']}, bukan {words['id']}",
            f"here must stand {wanted['en']}, not {words['en']}",
        ),
        _COMPARE_KINDS,
        place or START,
    )


def unfit_argument(function: str, reason: Text, place: Place | None) -> Remark:
    return Remark(
        "wrong_argument",
        say(f"isian {function}: {reason['id']}", f"argument of {function}: {reason['en']}"),
        say(
            "Betulkan isian fungsi itu; daftar fungsi ada di docs/guides/rules.md.",
            "Correct the argument; the functions are listed in docs/guides/rules.md.",
        ),
        place or START,
    )


def never_alike(left: Type, right: Type, place: Place | None) -> Remark:
    one, other = in_words(left), in_words(right)
    return Remark(
        "never_true",
        say(
            f"{one['id']} tidak pernah sama dengan {other['id']}",
            f"{one['en']} never equals {other['en']}",
        ),
        _COMPARE_KINDS,
        place or START,
    )


def not_an_option(word: str, words: Iterable[str], place: Place | None) -> Remark:
    known = sorted(words)
    nearest = get_close_matches(word, known, n=1, cutoff=0.5)
    ask = ("", "")
    if nearest:
        ask = (f"; maksud Anda “{nearest[0]}”?", f"; did you mean “{nearest[0]}”?")
    listed = ", ".join(known)
    return Remark(
        "not_an_option",
        say(
            f"“{word}” tidak ada di antara pilihannya{ask[0]}",
            f"“{word}” is not one of the options{ask[1]}",
        ),
        say(f"Pilihan yang ada: {listed}.", f"The options are: {listed}."),
        place or START,
    )


def contradiction(subject: str, place: Place | None) -> Remark:
    return Remark(
        "never_true",
        say(
            f"syarat tentang {subject} tidak pernah terpenuhi bersama",
            f"the conditions on {subject} can never hold together",
        ),
        say(
            "Periksa batas-batasnya, atau ganti `and` dengan `or`.",
            "Check the limits, or write `or` in place of `and`.",
        ),
        place or START,
    )


def beyond_limits(subject: str, place: Place | None) -> Remark:
    return Remark(
        "never_true",
        say(
            f"syarat tentang {subject} tidak pernah terpenuhi, karena formulir membatasi jawabannya",
            f"the condition on {subject} can never hold, because the form limits the answer",
        ),
        say(
            f"Lihat `minimum` dan `maximum` dari {subject}.",
            f"Look at `minimum` and `maximum` of {subject}.",
        ),
        place or START,
    )


def order_of_null(place: Place | None) -> Remark:
    return Remark(
        "never_true",
        say(
            "perbandingan dengan null tidak pernah dapat dijawab",
            "a comparison with null never has an answer",
        ),
        say("Tulis `= null` atau `!= null`.", "Write `= null` or `!= null`."),
        place or START,
    )


def reads_hidden(name: str, place: Place | None) -> Remark:
    return Remark(
        "reads_hidden",
        say(
            f"{name} tidak tampil ketika aturan ini ditanyakan, jadi tidak pernah ada jawabannya",
            f"{name} is not shown when this rule is asked, so it never has an answer",
        ),
        say(
            f"Samakan syarat tampil {name} dengan tempat aturan ini, atau hapus syarat ini.",
            f"Show {name} under the same condition as this rule, or delete this part.",
        ),
        place or START,
    )


def may_be_unknown(missing: Missing | None) -> Remark:
    name = missing.name if missing else ""
    place = (missing.place if missing else None) or START
    if not name:
        return Remark("may_be_unknown", _MAY_BE_EMPTY, _GIVE_A_VALUE, place, "warning")
    return Remark(
        "may_be_unknown",
        say(
            f"jawabannya dapat kosong, karena {name} dapat kosong",
            f"the answer may be unknown, because {name} may be empty",
        ),
        say(
            f"Tulis dulu `{name} != null and …`, atau `if {name} = null then … else …`.",
            f"First write `{name} != null and …`, or `if {name} = null then … else …`.",
        ),
        place,
        "warning",
    )


def wrong_result(wanted: Type, found: Type, place: Place | None) -> Remark:
    want, got = in_words(wanted), in_words(found)
    return Remark(
        "wrong_result",
        say(
            f"aturan ini harus menjawab {want['id']}, tetapi menjawab {got['id']}",
            f"this rule must answer {want['en']}, but it answers {got['en']}",
        ),
        say(
            'Tulis perbandingan, misalnya keperluan = "sekolah".',
            'Write a comparison, such as purpose = "school".',
        )
        if wanted.kind == "boolean"
        else say("Betulkan rumusnya.", "Correct the formula."),
        place or START,
    )


_COMPARE_KINDS = say(
    "Bandingkan dengan jenis pertanyaan yang dibacanya.",
    "Compare it with the kinds of the questions it reads.",
)
_MAY_BE_EMPTY = say("jawabannya dapat kosong", "the answer may be null")
_GIVE_A_VALUE = say("Beri nilai pada setiap cabang.", "Give every branch a value.")
