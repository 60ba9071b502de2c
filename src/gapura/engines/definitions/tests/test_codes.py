"""Every kind of finding has a stable name with a line that says what it is."""

import ast
from pathlib import Path

import gapura.engines
from gapura.engines.definitions.codes import CODES

ENGINES = Path(gapura.engines.__file__ or "").parent
MAKERS = {
    "finding": 2,
    "finding_inside": 2,
    "_finding": 1,
    "Finding": 3,
    "Remark": 0,
    "TableFinding": 0,
    "_refuse": None,
}
"""What makes a finding, and where its code stands; None: the only argument that reads like one."""


def calls():
    for room in ("definitions", "rules/inference", "decisions/analysis"):
        for file in sorted((ENGINES / room).glob("*.py")):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call):
                    yield node


def written(call):
    name = getattr(call.func, "attr", getattr(call.func, "id", ""))
    if name not in MAKERS:
        return set()
    place = MAKERS[name]
    arguments = call.args if place is None else call.args[place : place + 1]
    texts = {
        node.value
        for argument in arguments
        for node in (
            (argument.body, argument.orelse) if isinstance(argument, ast.IfExp) else (argument,)
        )
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    return {text for text in texts if "." not in text}


def test_every_code_that_the_checker_uses_is_explained():
    used = set().union(*map(written, calls()))

    assert len(used) > 50
    assert used <= CODES.keys()


def test_no_code_is_explained_that_nothing_uses():
    source = "".join(
        file.read_text(encoding="utf-8")
        for file in ENGINES.rglob("*.py")
        if "tests" not in file.parts and file.name != "codes.py"
    )

    assert [code for code in CODES if f'"{code}"' not in source] == []


def test_every_code_is_explained_in_both_languages():
    assert all(text["id"] and text["en"] for text in CODES.values())
