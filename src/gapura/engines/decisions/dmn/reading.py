"""Reads a DMN file into a model; what is drawn (layout) and what is remarked (annotations of shapes) is left out."""

from collections.abc import Callable, Iterator

from lxml import etree

from gapura.engines.decisions import boxed
from gapura.engines.decisions.diagram import (
    Decision,
    Element,
    Import,
    InputData,
    Knowledge,
    Model,
    Service,
    TypeDefinition,
)
from gapura.engines.decisions.dmn.boxes import find_boxed, read_function
from gapura.engines.decisions.dmn.finding import Finder, named, text_in
from gapura.engines.decisions.dmn.opening import DmnError, open_dmn
from gapura.engines.rules.text import say

__all__ = ["DmnError", "read_dmn"]

MOST_ELEMENTS = 2000
MOST_TEXT = 500_000


def read_dmn(data: bytes) -> Model:
    """The model in a file; DmnError says what is wrong with it and where."""
    root = open_dmn(data)
    find = Finder(root)
    _require_little_text(root, find)
    elements = tuple(_elements(root, find))
    if len(elements) > MOST_ELEMENTS:
        raise DmnError(
            say(
                f"model ini berisi lebih dari {MOST_ELEMENTS} unsur; pecah menjadi beberapa model",
                f"this model has more than {MOST_ELEMENTS} elements; split it into several",
            )
        )
    return Model(
        namespace=root.get("namespace", ""),
        name=root.get("name", ""),
        types=tuple(_type(each, find) for each in find.children(root, "itemDefinition")),
        elements=elements,
        imports=tuple(_imports(root, find)),
        id=root.get("id", ""),
    )


def _require_little_text(root: etree._Element, find: Finder) -> None:
    if find.length_of_texts(root) > MOST_TEXT:
        raise DmnError(
            say(
                f"aturan dalam model ini lebih dari {MOST_TEXT} huruf; pecah menjadi beberapa model",
                f"the rules of this model have more than {MOST_TEXT} characters; split it into several",
            )
        )


def _imports(root: etree._Element, find: Finder) -> Iterator[Import]:
    for each in find.children(root, "import"):
        if "DMN" in (each.get("importType") or ""):
            yield Import(each.get("namespace", ""), each.get("name") or "")


def _type(element: etree._Element, find: Finder) -> TypeDefinition:
    function = find.child(element, "functionItem")
    if function is not None:
        parameters = tuple(
            (named(each), find.type_of(each)) for each in find.children(function, "parameters")
        )
        result = find.type_name(function.get("outputTypeRef"))
        return TypeDefinition(named(element), result, parameters=parameters)
    reference = find.child(element, "typeRef")
    return TypeDefinition(
        name=named(element),
        base=find.type_name(text_in(reference)) if reference is not None else None,
        values=_texts(find.child(element, "allowedValues"), find),
        constraint=_texts(find.child(element, "typeConstraint"), find),
        members=tuple(_type(each, find) for each in find.children(element, "itemComponent")),
        is_list=element.get("isCollection") == "true",
    )


def _texts(element: etree._Element | None, find: Finder) -> str | None:
    return None if element is None else text_in(find.child(element, "text")) or None


def _elements(root: etree._Element, find: Finder) -> Iterator[Element]:
    for child in root:
        read = _READING.get(etree.QName(child).localname)
        if read is not None and find.is_ours(child):
            yield read(child, find)


def _variable(element: etree._Element, find: Finder) -> tuple[str, str | None]:
    """The name by which others speak of an element, and its type."""
    variable = find.child(element, "variable")
    if variable is None:
        return named(element), None
    has_name = (variable.get("name") or "").strip()
    return named(variable if has_name else element), find.type_of(variable)


def _input(element: etree._Element, find: Finder) -> InputData:
    name, kind = _variable(element, find)
    return InputData(_id(element), name, kind)


def _decision(element: etree._Element, find: Finder) -> Decision:
    name, kind = _variable(element, find)
    return Decision(
        _id(element),
        name,
        find_boxed(element, find),
        kind,
        tuple(_requirements(element, find)),
        text_in(find.child(element, "question")),
        text_in(find.child(element, "allowedAnswers")),
    )


def _knowledge(element: etree._Element, find: Finder) -> Knowledge:
    name, kind = _variable(element, find)
    logic = find.child(element, "encapsulatedLogic")
    function: boxed.Function | None = None if logic is None else read_function(logic, find)
    return Knowledge(_id(element), name, function, kind, tuple(_requirements(element, find)))


def _service(element: etree._Element, find: Finder) -> Service:
    name, kind = _variable(element, find)

    def references(kind_of_reference: str) -> tuple[str, ...]:
        return tuple(find.reference(each) for each in find.children(element, kind_of_reference))

    return Service(
        _id(element),
        name,
        decides=references("outputDecision"),
        encloses=references("encapsulatedDecision"),
        given_decisions=references("inputDecision"),
        given_inputs=references("inputData"),
        type=kind,
    )


def _requirements(element: etree._Element, find: Finder) -> Iterator[str]:
    for requirement in ("informationRequirement", "knowledgeRequirement"):
        for each in find.children(element, requirement):
            for target in each:
                if target.get("href"):
                    yield find.reference(target)


def _id(element: etree._Element) -> str:
    return element.get("id") or named(element)


_READING: dict[str, Callable[[etree._Element, Finder], Element]] = {
    "inputData": _input,
    "decision": _decision,
    "businessKnowledgeModel": _knowledge,
    "decisionService": _service,
}
