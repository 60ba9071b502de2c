"""All tariffs of a service with their days: what was paid, what is paid, what will be paid."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from gapura.engines.fees.charging import FeeRefused, fee_on
from gapura.engines.fees.schema import Fees, Tariff

State = Literal["past", "now", "next"]


@dataclass(frozen=True)
class DatedTariff:
    tariff: Tariff
    state: State


def tariffs_in_time(fees: Fees, today: date) -> tuple[DatedTariff, ...]:
    """The newest first."""
    in_order = sorted(fees.tariffs, key=lambda tariff: tariff.valid_from, reverse=True)
    return tuple(DatedTariff(tariff, _state(tariff, today)) for tariff in in_order)


def next_tariff(fees: Fees, today: date) -> Tariff | None:
    """The one that comes after that of today."""
    coming = [tariff for tariff in fees.tariffs if tariff.valid_from > today]
    return min(coming, key=lambda tariff: tariff.valid_from, default=None)


def same_for_all(tariff: Tariff) -> int | None:
    """The amount, when it is the same for everybody; None when it depends on answers."""
    items = tariff.priced()
    depends = any(isinstance(item.amount, str) or item.quantity is not None for item in items)
    if depends or tariff.exemptions:
        return None
    try:
        return fee_on(Fees(tariffs=(tariff,)), {}, today=tariff.valid_from).amount
    except FeeRefused:
        return None


def _state(tariff: Tariff, today: date) -> State:
    if tariff.valid_from > today:
        return "next"
    if tariff.valid_until is not None and tariff.valid_until < today:
        return "past"
    return "now"
