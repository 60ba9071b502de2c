"""What a typed place accepts: the kinds of FEEL, and the named types of a model."""

from collections.abc import Mapping
from functools import lru_cache

from gapura.engines.rules.expressions import Surroundings, compile_expression
from gapura.engines.rules.nodes.kinds import InstanceOf, Kind
from gapura.engines.rules.problems import Place, RuleError
from gapura.engines.rules.text import say

Type = Kind


def type_named(text: str, types: Mapping[str, Type]) -> Type:
    """The type a text names, `number`, `list<string>` or one of the model; RuleError when there is none."""
    return types[text] if text in types else _written(text, types)


def kind_named(text: str) -> Type:
    """The kind of FEEL a text names; RuleError when there is none."""
    return _plain(text)


def _written(text: str, types: Mapping[str, Type]) -> Type:
    if not types:
        return kind_named(text)
    return _kind_of(f"null instance of {text}", Surroundings(types=types), text)


@lru_cache(maxsize=1024)
def _plain(text: str) -> Type:
    return _kind_of(f"null instance of {text}", None, text)


def _kind_of(source: str, around: Surroundings | None, text: str) -> Type:
    root = compile_expression(source, around=around).root
    if not isinstance(root, InstanceOf):
        raise RuleError(
            say(f"jenis {text} tidak dikenal", f"the type {text} is not known"), Place(1, 1)
        )
    return root.kind
