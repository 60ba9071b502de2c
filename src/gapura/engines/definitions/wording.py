"""What pydantic found, said to the person who wrote the file."""

import difflib
import types
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from gapura.engines.definitions.findings import Finding, Path, Places
from gapura.engines.rules.text import Text, say


def findings_of(
    error: ValidationError, model: type[BaseModel], *, file: str, places: Places, at: Path = ()
) -> list[Finding]:
    complaints = error.errors(include_url=False)
    causes = {details["loc"] for details in complaints if details["type"] != "too_short"}
    return [
        places.finding(file, (*at, *_path(details)), *_said(details, model))
        for details in complaints
        if details["type"] != "too_short" or not _follows(details["loc"], causes)
    ]


def _follows(loc: Path, causes: set[Path]) -> bool:
    """A list is "too short" when its items were refused; only the items are worth saying."""
    return any(cause[: len(loc)] == loc for cause in causes)


def _path(details: ErrorDetails) -> Path:
    return tuple(part for part in details["loc"] if part != "[key]")


def _said(details: ErrorDetails, model: type[BaseModel]) -> tuple[str, Text, Text]:
    key = str(details["loc"][-1]) if details["loc"] else ""
    kind = details["type"]
    if kind == "extra_forbidden":
        return ("unknown_key", *_unknown_key(key, _keys_at(model, details["loc"][:-1])))
    if kind == "missing":
        return ("missing_key", *_missing(key))
    if kind == "literal_error":
        return ("unknown_word", *_unknown_word(details))
    if kind in _TYPES:
        return ("wrong_type", *_wrong_type(details))
    return ("invalid_value", *(_own_words(details) if kind == "value_error" else _other(details)))


def _unknown_key(key: str, known: list[str]) -> tuple[Text, Text]:
    close = difflib.get_close_matches(key, known, n=1)
    names = ", ".join(known)
    remedy = say(f"Yang dikenal di sini: {names}.", f"Known here: {names}.")
    if close:
        remedy = say(f"Mungkin maksudnya `{close[0]}`?", f"Did you mean `{close[0]}`?")
    if not known:
        remedy = say("Hapus kunci ini.", "Delete this key.")
    return say(f"`{key}` tidak dikenal.", f"`{key}` is not a known key."), remedy


def _missing(key: str) -> tuple[Text, Text]:
    return (
        say(f"`{key}` belum ditulis.", f"`{key}` is missing."),
        say(f"Tambahkan `{key}: …` di sini.", f"Add `{key}: …` here."),
    )


def _unknown_word(details: ErrorDetails) -> tuple[Text, Text]:
    expected = str(details.get("ctx", {}).get("expected", ""))
    return (
        say(
            f"`{details['input']}` tidak dikenal untuk {_name(details)}.",
            f"`{details['input']}` is not known for {_name(details)}.",
        ),
        say(
            f"Pilih salah satu: {expected.replace(' or ', ', ')}.",
            f"Choose one of: {expected.replace(' or ', ', ')}.",
        ),
    )


_TYPES: dict[str, Text] = {
    "string_type": say(
        "teks; beri tanda kutip bila berupa angka", "text; quote it if it is a number"
    ),
    "bool_type": say("true atau false", "true or false"),
    "int_type": say("angka bulat", "a whole number"),
    "list_type": say("daftar", "a list"),
    "tuple_type": say("daftar", "a list"),
    "dict_type": say("pasangan `kunci: nilai`", "pairs of `key: value`"),
    "model_type": say("pasangan `kunci: nilai`", "pairs of `key: value`"),
    "model_attributes_type": say("pasangan `kunci: nilai`", "pairs of `key: value`"),
}


def _wrong_type(details: ErrorDetails) -> tuple[Text, Text]:
    if details["input"] is None and " " in str(details["loc"][-1]):
        return _CUT_AT_A_COMMA
    expected = _TYPES[details["type"]]
    return (
        say(
            f"{_name(details)} tidak berbentuk seperti seharusnya.",
            f"{_name(details)} does not have the right form.",
        ),
        say(f"Tulis sebagai {expected['id']}.", f"Write it as {expected['en']}."),
    )


def _own_words(details: ErrorDetails) -> tuple[Text, Text]:
    """Sentences raised by our own models: "has no Indonesian text; add `id: …`"."""
    said = str(details["msg"]).removeprefix("Value error, ")
    if "no Indonesian text" in said:
        return (
            say(
                f"{_name(details)} tidak punya teks bahasa Indonesia.",
                f"{_name(details)} has no Indonesian text.",
            ),
            say("Tambahkan `id: …`.", "Add `id: …`."),
        )
    return say(f"{_name(details)}: {said}.", f"{_name(details)}: {said}."), _SEE_README


def _other(details: ErrorDetails) -> tuple[Text, Text]:
    said = str(details["msg"]).rstrip(".")
    return (
        say(
            f"Nilai {_name(details)} tidak dapat dipakai: {said}.",
            f"The value of {_name(details)} cannot be used: {said}.",
        ),
        _SEE_README,
    )


_CUT_AT_A_COMMA = (
    say("Teks ini terpotong di koma.", "This text was cut at a comma."),
    say(
        "Beri tanda kutip pada teks yang berisi koma.",
        "Put quotes around a text that holds a comma.",
    ),
)
_SEE_README = say(
    "Lihat contohnya di services/README.md.", "services/README.md has an example of it."
)


def _name(details: ErrorDetails) -> str:
    keys = [str(part) for part in details["loc"] if isinstance(part, str)]
    return f"`{keys[-1]}`" if keys else "`–`"


def _keys_at(model: type[BaseModel], loc: Path) -> list[str]:
    """The keys a model knows where a stranger was found."""
    annotation: Any = model
    for part in loc:
        annotation = _inside(annotation, part)
    found = _model_in(annotation)
    if found is None:
        return []
    return [field.alias or name for name, field in found.model_fields.items()]


def _inside(annotation: Any, part: str | int) -> Any:
    model = _model_in(annotation)
    if model is not None and isinstance(part, str):
        for name, field in model.model_fields.items():
            if part in {name, field.alias}:
                return field.annotation
        return None
    for candidate in _branches(annotation):
        if get_origin(candidate) in {tuple, list} and isinstance(part, int):
            return get_args(candidate)[0]
        if get_origin(candidate) is dict:
            return get_args(candidate)[1]
    return None


def _model_in(annotation: Any) -> type[BaseModel] | None:
    for candidate in _branches(annotation):
        if isinstance(candidate, type) and issubclass(candidate, BaseModel):
            return candidate
    return None


def _branches(annotation: Any) -> list[Any]:
    if get_origin(annotation) in {Union, types.UnionType}:
        return list(get_args(annotation))
    return [annotation]
