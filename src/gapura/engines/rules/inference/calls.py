"""Types of function calls and definitions: arity, arguments, and what comes back."""

from collections.abc import Sequence

from gapura.engines.rules.functions import BUILTINS
from gapura.engines.rules.functions.registry import Builtin, Overload
from gapura.engines.rules.functions.registry import Parameter as Declared
from gapura.engines.rules.inference.criteria import constant, is_constant
from gapura.engines.rules.inference.inferring import SIMPLE, infer, infers
from gapura.engines.rules.inference.reach import BUILTIN, Reach
from gapura.engines.rules.inference.remarks import Remark, not_an_option, unfit, unfit_argument
from gapura.engines.rules.inference.results import answer_of
from gapura.engines.rules.inference.types import (
    ANY,
    Type,
    as_unknown_as,
    function_of,
    in_words,
    of_kind,
)
from gapura.engines.rules.nodes.calls import Call, FunctionDefinition
from gapura.engines.rules.nodes.structures import Name
from gapura.engines.rules.problems import Fault, Place
from gapura.engines.rules.text import Text, say
from gapura.engines.rules.values import KIND_WORDS, kind_of

Given = list[tuple[Declared, Type]]


@infers(FunctionDefinition)
def _definition(node: FunctionDefinition, reach: Reach) -> Type:
    parameters = {each.name: of_kind(each.kind) if each.kind else ANY for each in node.parameters}
    return function_of(parameters.items(), infer(node.body, reach.within(parameters)))


@infers(Call)
def _call(node: Call, reach: Reach) -> Type:
    before = len(reach.remarks)
    positional = [infer(argument, reach) for argument in node.positional]
    named = {name: infer(argument, reach) for name, argument in node.named}
    callee = _callee(node, reach)
    if callee == BUILTIN and isinstance(node.callee, Name) and node.callee.name in BUILTINS:
        found = _of_builtin(BUILTINS[node.callee.name], node, positional, named, reach)
        return found if len(reach.remarks) > before else _worked_out(node, found, reach)
    if callee.kind == "function" and callee.entries is not None:
        return _of_defined(callee, node, len(positional), set(named), reach)
    if callee.kind not in {"function", "any", "null"}:
        reach.remark(unfit(say(*KIND_WORDS["function"]), callee, node.place))
    return ANY


def _callee(node: Call, reach: Reach) -> Type:
    """A form may call a field `count`; before brackets the built-in is meant."""
    if isinstance(node.callee, Name) and node.callee.name in BUILTINS:
        if node.callee.name not in reach.names():
            return BUILTIN
        found = reach.type_of(node.callee)
        return found if found.kind in {"function", "any"} else BUILTIN
    return infer(node.callee, reach)


def _of_defined(function: Type, node: Call, count: int, named: set[str], reach: Reach) -> Type:
    names = [name for name, _ in function.entries or ()]
    if (named and named != set(names)) or (not named and count != len(names)):
        reason = say(
            f"ada {len(names)}: {', '.join(names)}", f"there are {len(names)}: {', '.join(names)}"
        )
        reach.remark(unfit_argument("function", reason, node.place))
    return function.inner or ANY


def _of_builtin(
    builtin: Builtin,
    node: Call,
    positional: list[Type],
    named: dict[str, Type],
    reach: Reach,
) -> Type:
    shapes = [each for each in builtin.overloads if each.takes(positional, named)]
    if not shapes:
        reach.remark(unfit_argument(builtin.name, _usage(builtin), node.place))
        return ANY
    given = [_paired(shape, positional, named) for shape in shapes]
    fitting = next((pairs for pairs in given if all(_fits(*pair) for pair in pairs)), None)
    if fitting is None:
        reach.remark(_unfit_argument(builtin.name, given, node.place))
        return ANY
    arguments = [kind for _, kind in fitting]
    _check_words(builtin.name, arguments, node.place, reach)
    needed = [kind for parameter, kind in fitting if _passes_null(builtin.name, parameter)]
    return as_unknown_as(answer_of(builtin.name, arguments), *needed)


def _worked_out(node: Call, found: Type, reach: Reach) -> Type:
    """A call whose arguments are all written out always answers the same, or always fails."""
    if not is_constant(node):
        return found
    try:
        value = constant(node)
    except Fault as fault:
        name = node.callee.name if isinstance(node.callee, Name) else "function"
        reach.remark(unfit_argument(name, fault.sentence, node.place))
        return found
    return SIMPLE.get(kind_of(value), found) if found.is_open else found


def _passes_null(function: str, parameter: Declared) -> bool:
    return parameter.needs_value or function == "not"


def _paired(shape: Overload, positional: Sequence[Type], named: dict[str, Type]) -> Given:
    if named:
        return [(each, named[each.name]) for each in shape.parameters if each.name in named]
    parameters = list(shape.parameters[: len(positional)])
    if shape.parameters and shape.parameters[-1].repeated:
        parameters += [shape.parameters[-1]] * (len(positional) - len(parameters))
    return list(zip(parameters, positional, strict=True))


def _fits(parameter: Declared, found: Type) -> bool:
    if found.kind in {"any", "null"} or "any" in parameter.kinds or found.kind in parameter.kinds:
        return True
    if found.kind == "list" and found.inner is not None:  # a list of one stands for its entry
        return found.inner.is_open or found.inner.kind in parameter.kinds
    return "list" in parameter.kinds


def _unfit_argument(function: str, given: list[Given], place: Place | None) -> Remark:
    parameter, found = next(pair for pair in given[0] if not _fits(*pair))
    wanted = [KIND_WORDS[kind] for kind in sorted(parameter.kinds)]
    words = in_words(found)
    reason = say(
        f"{parameter.name} harus {' atau '.join(word for word, _ in wanted)}, bukan {words['id']}",
        f"{parameter.name} must be {' or '.join(word for _, word in wanted)}, not {words['en']}",
    )
    return unfit_argument(function, reason, place)


def _usage(builtin: Builtin) -> Text:
    shapes = " / ".join(
        f"{builtin.name}({', '.join(each.name for each in overload.parameters)})"
        for overload in builtin.overloads
    )
    return say(f"cara pakainya: {shapes}", f"it is used so: {shapes}")


def _check_words(function: str, arguments: list[Type], place: Place | None, reach: Reach) -> None:
    """`list contains(papers, "ktp")`: the word must be one that the list can hold."""
    if function != "list contains" or len(arguments) != 2:
        return
    item, element = arguments[0].inner, arguments[1]
    if item is None or item.words is None or element.words is None or len(element.words) != 1:
        return
    word = next(iter(element.words))
    if word not in item.words:
        reach.remark(not_an_option(word, item.words, place))
