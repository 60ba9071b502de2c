"""Buttons inside a form that do not send it: choose an area, add a witness, keep or remove a file.

They work without JavaScript: the whole form is posted, nothing is judged, the page comes again.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

FIELD = "__step"
_INDEX = re.compile(r"-([0-9]{1,3})-(.+)")

Posted = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Step:
    """`posted` is what the form holds after the button; `added` counts new empty items by group."""

    posted: dict[str, list[str]]
    added: dict[str, int] = field(default_factory=dict)


def take_step(posted: Posted) -> Step | None:
    """None when an ordinary button was pressed: then the page is judged as usual."""
    values = posted.get(FIELD)
    if not values:
        return None
    left = {name: list(given) for name, given in posted.items() if name != FIELD}
    verb, _colon, rest = values[-1].partition(":")
    if verb == "add":
        return Step(left, {rest: 1 + _empty_items(left, rest)})
    if verb == "remove":
        group, _colon, index = rest.rpartition(":")
        return Step(_without_item(left, group, index))
    if verb == "drop":
        name, _colon, file_id = rest.rpartition(":")
        left[name] = [value for value in left.get(name, []) if not _is_file(value, file_id)]
    if verb == "change":
        left |= {rest: [""], f"{rest}__at": [""], f"{rest}__words": [""]}
    if verb == "up":
        left[f"{rest}__at"] = [left.get(f"{rest}__above", [""])[-1]]
    if verb == "down":
        left[f"{rest}__at"] = left.get(f"{rest}__next", [""])
        left[f"{rest}__words"] = [""]
    return Step(left)


def _empty_items(posted: Posted, group: str) -> int:
    """Items that are shown and still blank; reading a page forgets them, the page does not."""
    blank: dict[str, bool] = {}
    for name, values in posted.items():
        match = _INDEX.fullmatch(name.removeprefix(group)) if name.startswith(group) else None
        if match and "__" not in match[2]:
            blank[match[1]] = blank.get(match[1], True) and not any(v.strip() for v in values)
    return sum(blank.values())


def _without_item(posted: dict[str, list[str]], group: str, index: str) -> dict[str, list[str]]:
    gone = f"{group}-{index}-"
    return {name: values for name, values in posted.items() if not name.startswith(gone)}


def _is_file(value: str, file_id: str) -> bool:
    try:
        reference = json.loads(value)
    except ValueError:
        return False
    return isinstance(reference, dict) and reference.get("id") == file_id
