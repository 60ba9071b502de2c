"""A fee said line by line: what, how many, by which law, and why somebody pays less."""

from datetime import date
from decimal import Decimal
from typing import Literal

from gapura.engines.rules.strict import Strict
from gapura.engines.rules.text import Text

Kind = Literal["item", "exemption", "rounding"]


class FeeLine(Strict):
    """`amount` is in rupiah; what an exemption takes away is below zero."""

    id: str
    kind: Kind
    label: Text
    amount: int
    legal_reference: str
    quantity: Decimal | None = None
    unit: Text | None = None
    unit_amount: int | None = None  # rupiah for one of the quantity
    proof: str | None = None  # id of the evidence that proves an exemption
    note: Text | None = None
    needs_verification: bool = False


class Unproven(Strict):
    """A ground that holds, but nothing proves it yet; it changes no amount."""

    label: Text
    proof: str
    legal_reference: str


class Fee(Strict):
    """What is to be paid; `amount` is the sum of `lines`."""

    amount: int
    lines: tuple[FeeLine, ...]
    tariff_from: date
    unproven: tuple[Unproven, ...] = ()
