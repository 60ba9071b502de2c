"""The sealed answers of drafts and cases, opened."""

import json
from collections.abc import Mapping
from typing import Any

from gapura.cases.models import Case, CaseAnswers, Draft
from gapura.cases.queries import often
from gapura.documents.queries import FileRef
from gapura.kernel import sealing

Answers = dict[str, Any]


def seal_json(value: Any, *, bound_to: str) -> bytes:
    return sealing.seal(json.dumps(value, ensure_ascii=False), bound_to=bound_to)


def unseal_json(sealed: bytes | memoryview, *, bound_to: str) -> Any:
    return json.loads(sealing.unseal(sealed, bound_to=bound_to))


def draft_answers(draft: Draft) -> Answers:
    answers: Answers = unseal_json(draft.answers, bound_to=draft.bound_to())
    return answers


def bound_to_answers(case: Case, revision: int) -> str:
    return case.bound_to(f"answers:{revision}")


def current_answers(case: Case) -> tuple[int, Answers]:
    """The newest revision and its answers."""
    row = often.newest_answers.first(case.jurisdiction_id, case.id)
    if row is None:
        raise LookupError(f"case {case.id} has no answers")
    return row.revision, unseal_json(row.answers, bound_to=bound_to_answers(case, row.revision))


def first_answers(case: Case) -> Answers:
    row = CaseAnswers.objects.of(case.jurisdiction_id).get(case=case, revision=1)
    answers: Answers = unseal_json(row.answers, bound_to=bound_to_answers(case, 1))
    return answers


def file_ids(answers: Mapping[str, Any]) -> list[str]:
    """Ids of all files that the answers name, groups included."""
    found: list[str] = []
    for answer in answers.values():
        for item in answer if isinstance(answer, list) else []:
            if not isinstance(item, dict):
                continue
            if isinstance(item.get("id"), str) and "sha256" in item:
                found.append(item["id"])
            else:
                found += file_ids(item)
    return found


def file_answer(ref: FileRef) -> dict[str, Any]:
    """How an answer names an uploaded file."""
    return {
        "id": str(ref.id),
        "name": ref.name,
        "media_type": ref.media_type,
        "size": ref.size,
        "sha256": ref.sha256,
    }
