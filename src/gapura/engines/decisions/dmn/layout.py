"""Draws the diagram of a model, so that other tools have something to show: what is needed stands below."""

from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter

from lxml import etree

from gapura.engines.decisions.diagram import Decision, Element, InputData, Knowledge, Model

DMNDI = "https://www.omg.org/spec/DMN/20230324/DMNDI/"
DC = "http://www.omg.org/spec/DMN/20180521/DC/"
DI = "http://www.omg.org/spec/DMN/20180521/DI/"
WIDTH, HEIGHT, GAP = 180, 60, 60
Places = Mapping[str, tuple[int, int]]


def requirement_id(element: Element, number: int) -> str:
    """The id of the arrow to the element's requirement of that number."""
    return f"{element.id}-{number + 1}"


def draw_diagram(root: etree._Element, model: Model) -> None:
    """Adds a diagram with every input, decision and knowledge model, and the arrows between them."""
    elements = [
        each for each in model.elements if isinstance(each, InputData | Decision | Knowledge)
    ]
    if not elements:
        return
    places = _places(elements)
    drawing = etree.SubElement(root, f"{{{DMNDI}}}DMNDI")
    diagram = etree.SubElement(drawing, f"{{{DMNDI}}}DMNDiagram")
    for element in elements:
        shape = etree.SubElement(diagram, f"{{{DMNDI}}}DMNShape", dmnElementRef=element.id)
        x, y = places[element.id]
        bounds = {"x": x, "y": y, "width": WIDTH, "height": HEIGHT}
        etree.SubElement(shape, f"{{{DC}}}Bounds", {key: f"{at}" for key, at in bounds.items()})
    for arrow, start, end in _arrows(elements, places):
        edge = etree.SubElement(diagram, f"{{{DMNDI}}}DMNEdge", dmnElementRef=arrow)
        for x, y in (start, end):
            etree.SubElement(edge, f"{{{DI}}}waypoint", x=f"{x}", y=f"{y}")


def _arrows(
    elements: list[InputData | Decision | Knowledge], places: Places
) -> Iterator[tuple[str, tuple[int, int], tuple[int, int]]]:
    """From the top of what is needed to the foot of what needs it."""
    for element in elements:
        if isinstance(element, InputData):
            continue
        x, y = places[element.id]
        for number, reference in enumerate(element.requires):
            if reference in places:
                from_x, from_y = places[reference]
                start, end = (from_x + WIDTH // 2, from_y), (x + WIDTH // 2, y + HEIGHT)
                yield requirement_id(element, number), start, end


def _places(elements: list[InputData | Decision | Knowledge]) -> Places:
    levels = _levels(elements)
    top = max(levels.values())
    filled: dict[int, int] = {}
    places = {}
    for element in elements:
        level = levels[element.id]
        column = filled.get(level, 0)
        filled[level] = column + 1
        places[element.id] = (
            GAP + column * (WIDTH + GAP),
            GAP + (top - level) * (HEIGHT + GAP),
        )
    return places


def _levels(elements: list[InputData | Decision | Knowledge]) -> dict[str, int]:
    """How many arrows lie below each element at most; a circle lies flat."""
    needs = {each.id: () if isinstance(each, InputData) else each.requires for each in elements}
    known = {key: tuple(each for each in needed if each in needs) for key, needed in needs.items()}
    levels = dict.fromkeys(needs, 0)
    try:
        for key in TopologicalSorter(known).static_order():
            levels[key] = max((levels[each] + 1 for each in known[key]), default=0)
    except CycleError:
        return dict.fromkeys(needs, 0)
    return levels
