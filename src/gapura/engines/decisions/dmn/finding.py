"""Finds the parts of a DMN file, and reads the names by which they speak of types and of each other."""

from collections.abc import Iterator

from lxml import etree

from gapura.engines.decisions.dmn.opening import DmnError, line_of
from gapura.engines.rules.text import say

_NUMBERS = frozenset({"integer", "long", "double", "decimal", "float", "int", "short", "byte"})
"""What tools that think in Java write for `number`."""
_FEEL = "FEEL"


class Finder:
    """Looks for elements of the DMN version that the file is written in."""

    def __init__(self, root: etree._Element) -> None:
        self._own = root.get("namespace", "")
        self._dmn = etree.QName(root).namespace
        self._imports = {
            each.get("namespace", ""): each.get("name") or ""
            for each in self.children(root, "import")
        }

    def is_ours(self, element: etree._Element) -> bool:
        return etree.QName(element).namespace == self._dmn

    def children(self, element: etree._Element, name: str) -> Iterator[etree._Element]:
        return element.iterchildren(f"{{{self._dmn}}}{name}")

    def child(self, element: etree._Element, name: str) -> etree._Element | None:
        return next(self.children(element, name), None)

    def length_of_texts(self, root: etree._Element) -> int:
        return sum(len(each.text or "") for each in root.iter(f"{{{self._dmn}}}text"))

    def type_of(self, element: etree._Element) -> str | None:
        return self.type_name(element.get("typeRef"))

    def type_name(self, written: str | None) -> str | None:
        """`number` for `feel:number`, `lain.tUmur` for a type of an imported model."""
        if written is None or not written.strip():
            return None
        prefix, _colon, local = written.strip().rpartition(":")
        if prefix in self._imports:
            prefix, local = "", f"{self._imports[prefix]}.{local}"
        return "number" if local in _NUMBERS else local

    def reference(self, element: etree._Element) -> str:
        """The id an element refers to; after its namespace and `#` when that is another model."""
        namespace, _sign, local = (element.get("href") or "").strip().rpartition("#")
        return local if namespace in {"", self._own} else f"{namespace}#{local}"


def is_feel(element: etree._Element) -> bool:
    language = element.get("expressionLanguage")
    return not language or _FEEL in language.upper()


def text_in(element: etree._Element | None) -> str:
    """The text of an element without the blanks around it."""
    return "".join(str(part) for part in element.itertext()).strip() if element is not None else ""


def named(element: etree._Element) -> str:
    name = " ".join((element.get("name") or "").split())
    if not name:
        kind = etree.QName(element).localname
        raise DmnError(
            say(f"{kind} tanpa nama; beri nama", f"a {kind} without a name; give it one"),
            line_of(element),
        )
    return name
