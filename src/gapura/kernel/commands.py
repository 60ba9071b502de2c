"""How a write opens the database: one function, one jurisdiction, one durable transaction."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from gapura.kernel.actors import Actor
from gapura.kernel.scope import scope

P = ParamSpec("P")
R = TypeVar("R")


def command(function: Callable[P, R]) -> Callable[P, R]:
    """Run in the scope of the jurisdiction of the `Actor` named in the arguments.

    Called inside a command of the same jurisdiction it joins; inside another's it raises.
    """

    @wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        actor = next((value for value in kwargs.values() if isinstance(value, Actor)), None)
        if actor is None:
            raise TypeError(f"{function.__qualname__}() needs a keyword that names the actor")
        with scope(actor.jurisdiction):
            return function(*args, **kwargs)

    return run
