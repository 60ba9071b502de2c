"""Whether conditions can hold together, and whether one follows from others, for values of one line."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from gapura.engines.rules.inference.axes import NoAxis, Piece, pieces
from gapura.engines.rules.inference.criteria import (
    Criterion,
    conjuncts,
    criterion,
    is_subject,
    subject_name,
)
from gapura.engines.rules.inference.types import ANY, Type, as_unknown_as, optional
from gapura.engines.rules.nodes.base import Node
from gapura.engines.rules.nodes.structures import Name, Path

Types = Mapping[str, Type]


def type_of_subject(subject: Node, types: Types) -> Type:
    """The type of `a` or `a.b` as declared; anything, null too, when it is not."""
    if isinstance(subject, Name):
        return types.get(subject.name, optional(ANY))
    if isinstance(subject, Path):
        origin = type_of_subject(subject.origin, types)
        return as_unknown_as(origin.entry(subject.member) or optional(ANY), origin)
    return optional(ANY)


def cannot_hold(conditions: Iterable[Node], types: Types) -> str | None:
    """The name of a value that no condition about it leaves possible; None when all may hold."""
    for subject, found in _by_subject(conditions).items():
        if not _possible(found, type_of_subject(subject, types)):
            return subject_name(subject) or "?"
    return None


def follows(condition: Node, facts: Iterable[Node], types: Types) -> bool:
    """Whether the condition is true wherever all the facts are."""
    known = [part for fact in facts for part in conjuncts(fact)]
    return all(part in known or _follows(part, known, types) for part in conjuncts(condition))


def _follows(condition: Node, facts: list[Node], types: Types) -> bool:
    wanted = criterion(condition)
    if wanted is None:
        return False
    about = [
        found for fact in facts if (found := criterion(fact)) and found.subject == wanted.subject
    ]
    kind = type_of_subject(wanted.subject, types)
    cut = _cut([wanted, *about], kind)
    if cut is None or not about:
        return False
    left = [piece for piece in cut if _holds(about, piece)]
    return all(wanted.answer(piece.sample) is True for piece in left)


def _by_subject(conditions: Iterable[Node]) -> dict[Node, list[Criterion]]:
    found: dict[Node, list[Criterion]] = defaultdict(list)
    for condition in conditions:
        for part in conjuncts(condition):
            about = criterion(part)
            if about is not None and is_subject(about.subject):
                found[about.subject].append(about)
    return found


def _possible(found: list[Criterion], kind: Type) -> bool:
    cut = _cut(found, kind)
    return cut is None or any(_holds(found, piece) for piece in cut)


def _holds(found: list[Criterion], piece: Piece) -> bool:
    return all(each.answer(piece.sample) is True for each in found)


def _cut(found: list[Criterion], kind: Type) -> list[Piece] | None:
    points = [point for each in found for point in each.points]
    if not points and kind.words is None and kind.kind != "boolean":
        return None
    try:
        return pieces(kind, points, by_order=any(each.by_order for each in found))
    except NoAxis:
        return None
