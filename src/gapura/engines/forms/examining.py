"""Everything that may be wrong with the answer to one question, in one place for every door."""

from dataclasses import dataclass
from typing import Any

from gapura.engines.forms.answers import rule_value
from gapura.engines.forms.kinds import LIST_KINDS, is_blank, normalise
from gapura.engines.forms.kinds.normal import KEPT_ITEMS, kept, not_understood
from gapura.engines.forms.limits import beyond_limits
from gapura.engines.forms.schema import Question
from gapura.engines.forms.situation import Situation
from gapura.engines.forms.wording import about, about_both
from gapura.engines.rules.text import Text, say

_ASK = {
    "choice": ("Pilih {label}.", "Choose {label}."),
    "choices": ("Pilih {label}.", "Choose {label}."),
    "yes_no": ("{Label}: jawab Ya atau Tidak.", "{Label}: answer Yes or No."),
    "file": ("Unggah {label}.", "Upload {label}."),
    "area": ("Pilih {label} dari daftar.", "Choose {label} from the list."),
}


@dataclass(frozen=True)
class Finding:
    path: str  # question id, or "witnesses.0.nik" inside a group
    sentence: Text
    legal_reference: str | None = None


@dataclass(frozen=True)
class Examined:
    """`value` is canonical, or what was typed where something is wrong."""

    value: Any
    findings: tuple[Finding, ...] = ()


def examine(question: Question, value: Any, path: str, situation: Situation) -> Examined:
    if question.kind == "group":
        return _examine_group(question, value, path, situation)
    if is_blank(value):
        return _examine_blank(question, path, situation)
    normal = normalise(question, value)
    if normal.error is not None:
        return Examined(normal.value, (Finding(path, normal.error),))
    beyond = beyond_limits(question, normal.value, situation)
    if beyond is not None:
        return Examined(normal.value, (Finding(path, beyond),))
    return Examined(normal.value, _denied(question, normal.value, path, situation))


def _examine_blank(question: Question, path: str, situation: Situation) -> Examined:
    blank: list[Any] | None = [] if question.kind in LIST_KINDS else None
    if not situation.holds(question.required):
        return Examined(blank)
    return Examined(blank, (Finding(path, _asked(question)),))


def _asked(question: Question) -> Text:
    if question.label["id"].rstrip().endswith("?"):
        return about(question, "Jawab pertanyaan {label}.", "Answer the question {label}.")
    return about(question, *_ASK.get(question.kind, ("Isi {label}.", "Enter {label}.")))


def _denied(question: Question, value: Any, path: str, situation: Situation) -> tuple[Finding, ...]:
    seen = rule_value(question, value)
    return tuple(
        Finding(path, check.message, check.legal_reference)
        for check in question.checks
        if situation.denies(check.rule, seen)
    )


def _examine_group(group: Question, value: Any, path: str, situation: Situation) -> Examined:
    if value is not None and not (
        isinstance(value, list | tuple) and all(isinstance(item, dict) for item in value)
    ):
        refused = not_understood(group, kept(value))
        return Examined(refused.value, (Finding(path, refused.error or {}),))
    required = situation.holds(group.required)
    items = _worth_keeping(list(value or [])[:KEPT_ITEMS], group.min_items if required else 0)
    values: list[Any] = []
    findings: list[Finding] = []
    for index, item in enumerate(items):
        examined = _examine_item(group, item, f"{path}.{index}", situation)
        values.append(examined.value)
        findings += examined.findings
    count = _wrong_count(group, len(items), required=required)
    if count is not None:
        findings.insert(0, Finding(path, count))
    if not findings and values:
        findings += _denied(group, values, path, situation)
    return Examined(values, tuple(findings))


def _worth_keeping(items: list[dict[str, Any]], least: int) -> list[dict[str, Any]]:
    """Empty items disappear, but not below the number that must be filled in."""
    filled = [item for item in items if not is_blank(item)]
    if len(filled) >= least:
        return filled
    return items if len(items) <= least else (filled + [{}] * least)[:least]


def _examine_item(
    group: Question, item: dict[str, Any], path: str, situation: Situation
) -> Examined:
    inside = situation.inside(group, item)
    values: dict[str, Any] = {}
    findings: list[Finding] = []
    for child in group.questions:
        if not inside.holds(child.visible):
            if child.id in item:
                values[child.id] = normalise(child, item[child.id]).value
            continue
        examined = examine(child, item.get(child.id), f"{path}.{child.id}", inside)
        values[child.id] = examined.value
        findings += examined.findings
    return Examined(values, tuple(findings))


def _wrong_count(group: Question, count: int, *, required: bool) -> Text | None:
    least = max(group.min_items, 1) if required else (group.min_items if count else 0)
    item = group.item or group.label
    if count < least:
        return about_both(
            group,
            "{Label}: isi data {word}.",
            "{Label}: {word}.",
            _items_wanted(item, least, count),
        )
    if count > group.max_items:
        return about_both(
            group,
            "{Label}: paling banyak {word}. Hapus yang tidak perlu.",
            "{Label}: at most {word}. Please remove those that are not needed.",
            say(str(group.max_items), str(group.max_items)),
        )
    return None


def _items_wanted(item: Text, least: int, count: int) -> Text:
    return say(
        f"{least} {item['id'].lower()}; Anda baru mengisi {count}",
        f"{least} are needed; you have filled in {count}",
    )
