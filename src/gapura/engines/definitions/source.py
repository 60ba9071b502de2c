"""Strict YAML: a file becomes a value and the place of every part of it, or findings."""

import re
from collections.abc import Hashable
from dataclasses import dataclass, field
from pathlib import Path as FilePath
from typing import Any

import yaml

from gapura.engines.definitions.findings import Finding, Path, Place
from gapura.engines.rules.text import Text, say

MAX_BYTES = 512 * 1024
MAX_DEPTH = 40

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INTEGER = re.compile(r"-?(0|[1-9]\d*)")
_DECIMAL = re.compile(r"-?(0|[1-9]\d*)\.\d+")
_QUOTED = {"'", '"', "|", ">"}
_WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None, "~": None, "": None}


@dataclass
class Source:
    """A parsed file. `value` is None when a finding made it unreadable."""

    value: Any = None
    places: dict[Path, Place] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


class _Unreadable(Exception):
    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.code)
        self.finding = finding


def read_yaml(file: FilePath, *, name: str) -> Source:
    """`name` is how messages call the file: `form.yaml`, `../../common/pages/identity.yaml`."""
    source = Source()
    try:
        text = _text(file, name)
        _refuse_references(text, name)
        node = yaml.compose(text, Loader=_LOADER)
        if node is None:
            source.findings.append(_finding(Place(name, 1, 1), "empty_file", *_EMPTY))
            return source
        source.value = _build(node, (), source, name)
    except _Unreadable as refused:
        source.findings.append(refused.finding)
    except yaml.YAMLError as error:
        source.findings.append(_syntax(error, name))
    return source


def _text(file: FilePath, name: str) -> str:
    if file.stat().st_size > MAX_BYTES:
        raise _Unreadable(_finding(Place(name, 1, 1), "file_too_large", *_TOO_LARGE))
    try:
        return file.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise _Unreadable(_finding(Place(name, line, 1), "not_utf8", *_NOT_UTF8)) from error


def _refuse_references(text: str, name: str) -> None:
    """Anchors and tags can blow up a small file or build objects; a package needs neither."""
    depth = 0
    documents = 0
    for event in yaml.parse(text, Loader=_LOADER):
        mark = event.start_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        documents += isinstance(event, yaml.DocumentStartEvent)
        if documents > 1:
            raise _Unreadable(_finding(Place(name, line, column), "two_documents", *_TWO_DOCUMENTS))
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _Unreadable(_finding(Place(name, line, column), "anchor", *_ANCHOR))
        if getattr(event, "tag", None):
            raise _Unreadable(_finding(Place(name, line, column), "tag", *_TAG))
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            raise _Unreadable(_finding(Place(name, line, column), "too_deep", *_TOO_DEEP))


def _build(node: yaml.Node, path: Path, source: Source, name: str) -> Any:
    source.places.setdefault(path, _place(node, name, text=node))
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, path, source, name)
    if isinstance(node, yaml.SequenceNode):
        return [_build(item, (*path, i), source, name) for i, item in enumerate(node.value)]
    return _scalar(str(node.value), plain=getattr(node, "style", None) not in _QUOTED)


def _mapping(node: yaml.MappingNode, path: Path, source: Source, name: str) -> dict[str, Any]:
    built: dict[str, Any] = {}
    for key_node, value_node in node.value:
        place = _place(key_node, name)
        if not isinstance(key_node, yaml.ScalarNode) or not isinstance(key_node.value, Hashable):
            raise _Unreadable(_finding(place, "key_not_text", *_KEY))
        key = str(key_node.value)
        if key in built:
            first = source.places[(*path, key)].line
            source.findings.append(_finding(place, "duplicate_key", *_twice(key, first)))
            continue
        # The key's line, where a person looks first.
        source.places[(*path, key)] = _place(key_node, name, text=value_node)
        built[key] = _build(value_node, (*path, key), source, name)
    return built


def _scalar(text: str, *, plain: bool) -> str | int | float | bool | None:
    """Fewer surprises than YAML 1.1: `no` is a word, `07:30` is text, `0811` is text."""
    if not plain:
        return text
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.fullmatch(text):
        return int(text)
    return float(text) if _DECIMAL.fullmatch(text) else text


def _place(node: yaml.Node, name: str, *, text: yaml.Node | None = None) -> Place:
    line, column = node.start_mark.line + 1, node.start_mark.column + 1
    if not isinstance(text, yaml.ScalarNode):
        return Place(name, line, column)
    style = getattr(text, "style", None) or ""
    if style in {"|", ">"}:
        return Place(name, line, column, text.start_mark.line + 2)
    begins = text.start_mark.column + 1 + len(style)
    return Place(name, line, column, text.start_mark.line + 1, begins)


def _finding(place: Place, code: str, sentence: Text, remedy: Text) -> Finding:
    return Finding(place.file, place.line, place.column, code, sentence, remedy)


def _syntax(error: yaml.YAMLError, name: str) -> Finding:
    mark = getattr(error, "problem_mark", None)
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    problem = getattr(error, "problem", None) or str(error)
    return _finding(
        Place(name, line, column),
        "yaml_syntax",
        say(f"Susunan YAML tidak terbaca: {problem}.", f"This is not readable as YAML: {problem}."),
        say(
            "Periksa spasi di awal baris, tanda titik dua, dan tanda kutip.",
            "Look at the spaces that open the line, the colon and the quotes.",
        ),
    )


def _twice(key: str, first: int) -> tuple[Text, Text]:
    return (
        say(
            f"`{key}` ditulis dua kali; yang pertama di baris {first}.",
            f"`{key}` is written twice; the first is on line {first}.",
        ),
        say("Hapus salah satu.", "Delete one of them."),
    )


_EMPTY = (
    say("Berkas ini kosong.", "This file is empty."),
    say("Isi, atau hapus berkasnya.", "Fill it, or delete the file."),
)
_TOO_LARGE = (
    say("Berkas ini lebih dari 512 KB.", "This file is larger than 512 KB."),
    say("Pecah layanannya, atau kecilkan.", "Split the service, or make it smaller."),
)
_NOT_UTF8 = (
    say("Berkas ini bukan teks UTF-8.", "This file is not UTF-8 text."),
    say("Simpan ulang sebagai UTF-8.", "Save it again as UTF-8."),
)
_TWO_DOCUMENTS = (
    say("Satu berkas hanya boleh satu dokumen YAML.", "One file holds one YAML document."),
    say("Hapus garis `---` ini.", "Delete this `---` line."),
)
_ANCHOR = (
    say(
        "Jangkar dan rujukan YAML (& dan *) tidak dipakai.", "YAML anchors (& and *) are not used."
    ),
    say("Tulis ulang isinya, atau pakai `use:`.", "Write it out, or share it with `use:`."),
)
_TAG = (
    say("Tag YAML (!…) tidak dipakai.", "YAML tags (!…) are not used."),
    say(
        "Hapus tagnya; beri tanda kutip bila ini teks.",
        "Delete the tag; quote the value if it is text.",
    ),
)
_TOO_DEEP = (
    say("Isinya bertingkat terlalu dalam.", "This is nested too deeply."),
    say("Ratakan susunannya.", "Flatten it."),
)
_KEY = (
    say("Kunci harus berupa satu kata.", "A key must be one word."),
    say("Tulis `kunci: nilai`.", "Write `key: value`."),
)
