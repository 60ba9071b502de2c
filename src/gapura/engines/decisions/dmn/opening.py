"""Opens a DMN file that may be hostile: bounded, no DTD, no entities, no network."""

from lxml import etree

from gapura.engines.rules.text import Text, say

LARGEST_FILE = 5_000_000
DEEPEST = 100
NAMESPACES = (
    "https://www.omg.org/spec/DMN/20230324/MODEL/",
    "https://www.omg.org/spec/DMN/20211108/MODEL/",
    "https://www.omg.org/spec/DMN/20191111/MODEL/",
    "http://www.omg.org/spec/DMN/20180521/MODEL/",
)
"""DMN 1.5, 1.4, 1.3 and 1.2."""


class DmnError(Exception):
    """The file cannot be used; `sentence` says why and what to do, `line` where."""

    def __init__(self, sentence: Text, line: int | None = None) -> None:
        super().__init__(sentence["en"])
        self.sentence = _placed(sentence, line)
        self.line = line


def open_dmn(data: bytes) -> etree._Element:
    """The root of the file, a `definitions` of a version we know."""
    root = _parsed(_plain(data))
    name = etree.QName(root)
    if name.localname != "definitions" or name.namespace not in NAMESPACES:
        raise DmnError(
            say(
                "ini bukan berkas DMN 1.2–1.5; simpan kembali sebagai DMN dari alat pembuatnya",
                "this is not a DMN 1.2–1.5 file; save it again as DMN from the tool that made it",
            ),
            line_of(root),
        )
    _require_shallow(root)
    return root


def line_of(element: etree._Element) -> int | None:
    line = element.sourceline
    return line if isinstance(line, int) else None


def _plain(data: bytes) -> bytes:
    """Refused before any parser sees it: too large, not UTF-8, or with a document type."""
    if len(data) > LARGEST_FILE:
        raise DmnError(
            say(
                f"berkas ini lebih dari {LARGEST_FILE // 1_000_000} MB; pecah menjadi beberapa model",
                f"this file is larger than {LARGEST_FILE // 1_000_000} MB; split it into several models",
            )
        )
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        raise DmnError(
            say(
                "berkas ini bukan teks UTF-8; simpan sebagai UTF-8",
                "this file is not UTF-8 text; save it as UTF-8",
            )
        ) from None
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise DmnError(
            say(
                "berkas ini memuat DOCTYPE atau ENTITY, yang tidak diterima; hapus bagian itu",
                "this file has a DOCTYPE or an ENTITY, which is not accepted; remove it",
            )
        )
    return data


def _parsed(data: bytes) -> etree._Element:
    parser = etree.XMLParser(
        encoding="utf-8",  # whatever the file claims: what was looked at above is what is read
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        line = error.lineno or None
        raise DmnError(
            say(
                f"berkas ini bukan XML yang benar ({error.msg}); simpan kembali dari alat pembuatnya",
                f"this file is not proper XML ({error.msg}); save it again from the tool that made it",
            ),
            line,
        ) from None


def _require_shallow(root: etree._Element) -> None:
    waiting = [(root, 1)]
    while waiting:
        element, depth = waiting.pop()
        if depth > DEEPEST:
            raise DmnError(
                say(
                    f"berkas ini bersarang lebih dari {DEEPEST} tingkat; sederhanakan modelnya",
                    f"this file is nested more than {DEEPEST} levels deep; make the model simpler",
                ),
                line_of(element),
            )
        waiting += [(child, depth + 1) for child in element]


def _placed(sentence: Text, line: int | None) -> Text:
    if line is None:
        return sentence
    return say(f"baris {line}: {sentence['id']}", f"line {line}: {sentence['en']}")
