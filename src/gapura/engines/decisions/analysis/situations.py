"""Situations that a form cannot bring: an answer to a question that is not shown, none to one that must be answered."""

from collections.abc import Iterator, Sequence

from gapura.engines.decisions.analysis.boxes import Box, Mask
from gapura.engines.decisions.analysis.columns import Column
from gapura.engines.rules.inference.criteria import Criterion, criterion, subject_name
from gapura.engines.rules.inference.examining import Known
from gapura.engines.rules.nodes.base import Node


def impossible_boxes(columns: Sequence[Column], known: Known) -> tuple[Box, ...]:
    """Boxes that never happen, as far as the headings of this table tell."""
    places = {column.title: place for place, column in enumerate(columns)}
    return tuple(
        box
        for place, column in enumerate(columns)
        if column.title in known.asked
        for box in (
            *_answered_while_hidden(columns, place, known, places),
            *_unanswered_while_needed(columns, place, known, places),
        )
    )


def _answered_while_hidden(
    columns: Sequence[Column], place: int, known: Known, places: dict[str, int]
) -> Iterator[Box]:
    column = columns[place]
    for condition in known.asked[column.title].shown_when:
        found = _about_a_column(condition, columns, places)
        if found is not None:
            other, about = found
            not_shown = columns[other].everything & ~_where(columns[other], about)
            yield _narrowed(columns, {place: column.everything & ~column.null, other: not_shown})


def _unanswered_while_needed(
    columns: Sequence[Column], place: int, known: Known, places: dict[str, int]
) -> Iterator[Box]:
    needed = known.asked[columns[place].title].answered_when
    if needed is None or not columns[place].has_null:
        return
    masks: dict[int, Mask] = {place: columns[place].null}
    for condition in needed:
        found = _about_a_column(condition, columns, places)
        if found is None:
            return
        other, about = found
        shown = _where(columns[other], about)
        masks[other] = masks.get(other, columns[other].everything) & shown
    yield _narrowed(columns, masks)


def _about_a_column(
    condition: Node, columns: Sequence[Column], places: dict[str, int]
) -> tuple[int, Criterion] | None:
    about = criterion(condition)
    place = places.get(subject_name(about.subject)) if about else None
    if about is None or place is None or not columns[place].sees_conditions:
        return None
    return place, about


def _where(column: Column, about: Criterion) -> Mask:
    """The pieces on which a condition of the form holds."""
    mask = 0
    for place, piece in enumerate(column.pieces):
        if about.answer(piece.sample) is True:
            mask |= 1 << place
    return mask


def _narrowed(columns: Sequence[Column], masks: dict[int, Mask]) -> Box:
    return tuple(masks.get(place, column.everything) for place, column in enumerate(columns))
