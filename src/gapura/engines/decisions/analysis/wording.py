"""Situations in words: `umur = 18, pekerjaan = pelajar`, and what a cell would have to say: `umur > 65`."""

from collections.abc import Iterator, Sequence

from gapura.engines.decisions.analysis.boxes import Box, Mask, bits
from gapura.engines.decisions.analysis.columns import Column
from gapura.engines.rules.functions.conversion import string
from gapura.engines.rules.inference.axes import Piece
from gapura.engines.rules.text import Text, say
from gapura.engines.rules.values import Value, kind_of

_QUOTED = {
    "date",
    "date and time",
    "time",
    "days and time duration",
    "years and months duration",
}


def situation(columns: Sequence[Column], box: Box) -> Text:
    """One situation of the box, without the columns that may be anything."""
    said = [_point(column, _example(column, mask)) for column, mask in _asked(columns, box)]
    return _joined(said, ", ") if said else _ANY_SITUATION


def region(columns: Sequence[Column], box: Box) -> Text:
    """The whole box, as cells would say it."""
    said = [_stretch(column, mask) for column, mask in _asked(columns, box)]
    return say(" dan ".join(text["id"] for text in said), " and ".join(text["en"] for text in said))


def is_single(columns: Sequence[Column], box: Box) -> bool:
    """Whether the box is no more than one situation of what is asked."""
    asked = list(_asked(columns, box))
    return all(mask.bit_count() == 1 and _example(column, mask).is_point for column, mask in asked)


def example(columns: Sequence[Column], box: Box) -> tuple[tuple[str, str], ...]:
    """Heading and value as FEEL writes it, to try the table with."""
    return tuple(
        (column.title, feel(_example(column, mask).sample)) for column, mask in _asked(columns, box)
    )


def feel(value: Value) -> str:
    if value is None:
        return "null"
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    text = string(value) or ""
    return f'@"{text}"' if kind_of(value) in _QUOTED else text


def _asked(columns: Sequence[Column], box: Box) -> Iterator[tuple[Column, Mask]]:
    for column, mask in zip(columns, box, strict=True):
        is_narrowed = mask != column.everything & ~column.null or mask.bit_count() == 1
        if is_narrowed and not _says_nothing(column):
            yield column, mask


def _says_nothing(column: Column) -> bool:
    """All present values are one piece."""
    return len(column.pieces) == 1 and column.pieces[0].is_other and not column.has_null


def _example(column: Column, mask: Mask) -> Piece:
    """A plain point when there is one."""
    found = [column.pieces[place] for place in bits(mask)]
    return next((piece for piece in found if piece.is_point), found[0])


def _point(column: Column, piece: Piece) -> Text:
    if piece.sample is None:
        return say(f"{column.title} kosong", f"{column.title} missing")
    if piece.is_other:
        return _others(column)
    value = _shown(piece.sample)
    return say(f"{column.title} = {value['id']}", f"{column.title} = {value['en']}")


def _others(column: Column) -> Text:
    words = ", ".join(str(piece.sample) for piece in column.pieces if piece.is_point)
    if not words:
        return say(f"{column.title} terisi", f"{column.title} given")
    return say(f"{column.title} bukan {words}", f"{column.title} other than {words}")


def _stretch(column: Column, mask: Mask) -> Text:
    places = list(bits(mask))
    found = [column.pieces[place] for place in places]
    if any(piece.sample is None or piece.is_other for piece in found):
        points = [_point(column, piece) for piece in found]
        return points[0] if len(points) == 1 else _bracketed(_joined(points, _OR))
    if isinstance(found[0].sample, str | bool):
        values = [_shown(piece.sample) for piece in found]
        said = _joined(values, _OR)
        return say(f"{column.title} = {said['id']}", f"{column.title} = {said['en']}")
    runs = [_run(column, run) for run in _runs(column, places)]
    return runs[0] if len(runs) == 1 else _bracketed(_joined(runs, _OR))


def _runs(column: Column, places: list[int]) -> Iterator[list[Piece]]:
    """Pieces that lie side by side."""
    run = [places[0]]
    for place in places[1:]:
        if place != run[-1] + 1:
            yield [column.pieces[each] for each in run]
            run = []
        run.append(place)
    yield [column.pieces[each] for each in run]


def _run(column: Column, run: list[Piece]) -> Text:
    first, last = run[0], run[-1]
    low, high = first.start, last.end
    if first is last and first.is_point:
        return _both(f"{column.title} = {_written(low)}")
    if low is None and high is None:
        return say(f"{column.title} terisi", f"{column.title} given")
    if low is None:
        return _both(f"{column.title} {'<=' if last.is_point else '<'} {_written(high)}")
    if high is None:
        return _both(f"{column.title} {'>=' if first.is_point else '>'} {_written(low)}")
    opening, closing = "[" if first.is_point else "(", "]" if last.is_point else ")"
    return _both(f"{column.title} in {opening}{_written(low)}..{_written(high)}{closing}")


def _bracketed(text: Text) -> Text:
    return say(f"({text['id']})", f"({text['en']})")


def _shown(value: Value) -> Text:
    if isinstance(value, bool):
        return say("ya", "yes") if value else say("tidak", "no")
    return _both(_written(value))


def _written(value: Value) -> str:
    return string(value) or ""


def _both(text: str) -> Text:
    return say(text, text)


def _joined(texts: Sequence[Text], by: str | Text) -> Text:
    separators = by if isinstance(by, dict) else _both(by)
    return say(
        separators["id"].join(text["id"] for text in texts),
        separators["en"].join(text["en"] for text in texts),
    )


_OR = say(" atau ", " or ")
_ANY_SITUATION = say("keadaan apa pun", "any situation")
