"""Writes a model as a DMN 1.5 file, for other tools to open."""

from collections.abc import Callable
from typing import Any

from lxml import etree

from gapura.engines.decisions.diagram import (
    Decision,
    Element,
    InputData,
    Knowledge,
    Model,
    Service,
    TypeDefinition,
)
from gapura.engines.decisions.dmn.drawing import Sheet
from gapura.engines.decisions.dmn.layout import DC, DI, DMNDI, draw_diagram, requirement_id
from gapura.engines.decisions.dmn.opening import NAMESPACES, DmnError
from gapura.engines.rules.text import say

__all__ = ["write_dmn"]

DMN = NAMESPACES[0]
_ROOT = f'<definitions xmlns="{DMN}" xmlns:dmndi="{DMNDI}" xmlns:dc="{DC}" xmlns:di="{DI}"/>'
_FEEL = "https://www.omg.org/spec/DMN/20230324/FEEL/"


def write_dmn(model: Model) -> bytes:
    """The file; reading it gives the same model."""
    try:
        return _written(model)
    except ValueError:
        # XML has no way to write some characters, and lxml refuses them.
        raise DmnError(
            say(
                "model ini memuat tanda yang tidak dapat ditulis dalam XML; hapus tanda kendali",
                "this model holds characters that XML cannot hold; remove control characters",
            )
        ) from None


def _written(model: Model) -> bytes:
    root = etree.fromstring(_ROOT)
    sheet = Sheet(DMN)
    attributes = {
        "id": model.id or "definitions",
        "name": model.name,
        "namespace": model.namespace,
        "expressionLanguage": _FEEL,
        "typeLanguage": _FEEL,
    }
    for name, value in attributes.items():
        root.set(name, value)
    for each in model.imports:
        sheet.add(root, "import", namespace=each.namespace, name=each.name, importType=DMN)
    for definition in model.types:
        _type(sheet, root, "itemDefinition", definition)
    for element in model.elements:
        _WRITING[type(element)](sheet, root, element, model)
    draw_diagram(root, model)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _type(sheet: Sheet, around: etree._Element, tag: str, definition: TypeDefinition) -> None:
    element = sheet.add(around, tag, name=definition.name)
    if definition.is_list:
        element.set("isCollection", "true")
    if definition.parameters is not None:
        function = sheet.add(element, "functionItem", outputTypeRef=definition.base)
        for name, kind in definition.parameters:
            sheet.add(function, "parameters", name=name, typeRef=kind)
        return
    if definition.base:
        sheet.add(element, "typeRef").text = definition.base
    sheet.texts(element, "allowedValues", definition.values)
    sheet.texts(element, "typeConstraint", definition.constraint)
    for member in definition.members:
        _type(sheet, element, "itemComponent", member)


def _variable(sheet: Sheet, around: etree._Element, element: Element) -> None:
    sheet.add(around, "variable", name=element.name, typeRef=element.type)


def _input(sheet: Sheet, root: etree._Element, element: InputData, model: Model) -> None:
    _variable(sheet, sheet.add(root, "inputData", id=element.id, name=element.name), element)


def _decision(sheet: Sheet, root: etree._Element, element: Decision, model: Model) -> None:
    written = sheet.add(root, "decision", id=element.id, name=element.name)
    if element.question:
        sheet.add(written, "question").text = element.question
    if element.answers:
        sheet.add(written, "allowedAnswers").text = element.answers
    _variable(sheet, written, element)
    _requirements(sheet, written, element, model)
    sheet.draw(written, element.logic)


def _knowledge(sheet: Sheet, root: etree._Element, element: Knowledge, model: Model) -> None:
    written = sheet.add(root, "businessKnowledgeModel", id=element.id, name=element.name)
    _variable(sheet, written, element)
    if element.logic is not None:
        sheet.draw_function(written, "encapsulatedLogic", element.logic)
    _requirements(sheet, written, element, model)


def _service(sheet: Sheet, root: etree._Element, element: Service, model: Model) -> None:
    written = sheet.add(root, "decisionService", id=element.id, name=element.name)
    _variable(sheet, written, element)
    for tag, references in (
        ("outputDecision", element.decides),
        ("encapsulatedDecision", element.encloses),
        ("inputDecision", element.given_decisions),
        ("inputData", element.given_inputs),
    ):
        for reference in references:
            sheet.add(written, tag, href=_href(reference))


def _requirements(
    sheet: Sheet, around: etree._Element, element: Decision | Knowledge, model: Model
) -> None:
    for number, reference in enumerate(element.requires):
        requirement, tag = _kind_of(reference, model)
        arrow = sheet.add(around, requirement, id=requirement_id(element, number))
        sheet.add(arrow, tag, href=_href(reference))


def _kind_of(reference: str, model: Model) -> tuple[str, str]:
    for element in model.elements:
        if element.id == reference:
            return _REQUIRED[type(element)]
    return _REQUIRED[Decision]


def _href(reference: str) -> str:
    return reference if "#" in reference else f"#{reference}"


_REQUIRED: dict[type[Element], tuple[str, str]] = {
    InputData: ("informationRequirement", "requiredInput"),
    Decision: ("informationRequirement", "requiredDecision"),
    Knowledge: ("knowledgeRequirement", "requiredKnowledge"),
    Service: ("knowledgeRequirement", "requiredKnowledge"),
}
_WRITING: dict[type[Element], Callable[[Sheet, etree._Element, Any, Model], None]] = {
    InputData: _input,
    Decision: _decision,
    Knowledge: _knowledge,
    Service: _service,
}
