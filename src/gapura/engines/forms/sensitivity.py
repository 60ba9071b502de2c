"""Which answers are encrypted at rest, and taking them apart from the rest and back."""

from typing import Any

from gapura.engines.forms.answers import Answers
from gapura.engines.forms.schema import Form, Question

# A NIK or family card number is sensitive whether or not the package says so.
_ALWAYS = frozenset({"nik", "family_card"})


def is_sensitive(question: Question) -> bool:
    return question.sensitive or question.kind in _ALWAYS


def sensitive_ids(form: Form) -> frozenset[str]:
    """Question ids; inside groups "witnesses.nik"."""
    return frozenset(_ids(form.questions(), ""))


def _ids(questions: list[Question] | tuple[Question, ...], before: str) -> list[str]:
    ids = []
    for question in questions:
        if is_sensitive(question):
            ids.append(before + question.id)
        elif question.kind == "group":
            ids += _ids(question.questions, f"{before}{question.id}.")
    return ids


def split_sensitive(form: Form, answers: Answers) -> tuple[Answers, Answers]:
    """(plain, sensitive). What no question explains is treated as sensitive."""
    return _split(tuple(form.questions()), answers)


def rejoin(plain: Answers, sensitive: Answers) -> Answers:
    """The answers as they were before `split_sensitive`."""
    return {
        **plain,
        **{
            name: _rejoin_items(plain[name], part) if name in plain else part
            for name, part in sensitive.items()
        },
    }


def _rejoin_items(plain: list[Answers], sensitive: list[Answers]) -> list[Answers]:
    return [rejoin(*parts) for parts in zip(plain, sensitive, strict=True)]


def _split(questions: tuple[Question, ...], answers: Answers) -> tuple[Answers, Answers]:
    known = {question.id: question for question in questions}
    plain: Answers = {}
    sensitive: Answers = {}
    for name, answer in answers.items():
        question = known.get(name)
        if question is None or is_sensitive(question):
            sensitive[name] = answer
        elif question.kind != "group":
            plain[name] = answer
        elif not _is_list_of_items(answer):
            sensitive[name] = answer
        else:
            _split_items(question, answer, plain, sensitive)
    return plain, sensitive


def _is_list_of_items(answer: Any) -> bool:
    return isinstance(answer, list) and all(isinstance(item, dict) for item in answer)


def _split_items(group: Question, items: list[Answers], plain: Answers, sensitive: Answers) -> None:
    parts = [_split(group.questions, item) for item in items]
    plain[group.id] = [part for part, _ in parts]
    if any(hidden for _, hidden in parts):
        sensitive[group.id] = [hidden for _, hidden in parts]
