"""Functions about contexts: groups of named values."""

from collections.abc import Mapping

from gapura.engines.rules.functions.registry import feel
from gapura.engines.rules.problems import Fault
from gapura.engines.rules.text import say
from gapura.engines.rules.values import Value

Context = Mapping[str, Value]


@feel("get value(context: context, key: string)")
def get_value(context: Context, key: str) -> Value:
    return context.get(key)


@feel("get value(m: context, key: string)")
def get_value_of_m(context: Context, key: str) -> Value:
    """The name of the parameter up to DMN 1.3."""
    return context.get(key)


@feel("get entries(context: context)")
def get_entries(context: Context) -> list[Value]:
    return [{"key": key, "value": value} for key, value in context.items()]


@feel("get entries(m: context)")
def get_entries_of_m(context: Context) -> list[Value]:
    """The name of the parameter up to DMN 1.3."""
    return get_entries(context)


@feel("context(entries: list)")
def context_of(entries: list[Value]) -> dict[str, Value]:
    """The other way round: from a list of {key, value}."""
    made: dict[str, Value] = {}
    for entry in entries:
        key = entry.get("key") if isinstance(entry, dict) else None
        if not isinstance(key, str) or "value" not in entry or key in made:
            raise Fault(
                say(
                    "setiap isi harus {key, value} dengan key berbeda",
                    "every entry must be {key, value} with its own key",
                )
            )
        made[key] = entry["value"]
    return made


@feel("context put(context: context, key: string, value: any)")
def context_put(context: Context, key: str, value: Value) -> dict[str, Value]:
    return {**context, key: value}


@feel("context put(context: context, keys: list, value: any)")
def context_put_deeply(context: Context, keys: list[Value], value: Value) -> dict[str, Value]:
    if not keys or not all(isinstance(key, str) for key in keys):
        raise Fault(say("keys harus daftar teks", "keys must be a list of texts"))
    if len(keys) == 1:
        return {**context, keys[0]: value}
    inner = context.get(keys[0])
    if not isinstance(inner, dict):
        raise Fault(say(f"{keys[0]} bukan kelompok isian", f"{keys[0]} is not a context"))
    return {**context, keys[0]: context_put_deeply(inner, keys[1:], value)}


@feel("context merge(contexts: list)")
def context_merge(contexts: list[Value]) -> dict[str, Value]:
    merged: dict[str, Value] = {}
    for context in contexts:
        if not isinstance(context, dict):
            raise Fault(say("daftar harus berisi kelompok isian", "the list must hold contexts"))
        merged |= context
    return merged
