"""What a service costs: dated tariffs, each with its legal reference."""

from collections.abc import Iterator
from datetime import date
from typing import Literal

from pydantic import Field

from gapura.engines.rules.strict import Strict
from gapura.engines.rules.text import Text, WrittenText

ONLY = "fee"
"""The id of the one item of a tariff that is a plain `amount`."""
ROUNDING = "rounding"
"""The id of the line that rounds."""

Path = tuple[str | int, ...]


class Item(Strict):
    """One thing that is charged: an amount, or an amount for each of a quantity."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)
    label: WrittenText
    amount: int | str  # rupiah, or a FEEL expression over answers and decisions
    quantity: str | None = None  # FEEL; the amount is then for one of them
    unit: Text | None = None  # lembar, m²
    legal_reference: str | None = None  # that of the tariff unless written
    note: Text | None = None
    needs_verification: bool = False


class Exemption(Strict):
    """Who pays less: the ground, its law, how it is proven and how much of what it takes away."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)
    when: str  # FEEL, true or not
    label: WrittenText  # the ground, in words
    legal_reference: str
    percent: int = Field(default=100, ge=1, le=100)
    items: tuple[str, ...] = ()  # ids of items; empty is all of them
    proof: str | None = None  # id of an evidence requirement that must have been given
    needs_verification: bool = False


class Rounding(Strict):
    """How the sum becomes an amount that people can pay."""

    to: int = Field(ge=1, le=1_000_000)  # rupiah
    how: Literal["up", "down", "half_up"]
    legal_reference: str | None = None  # that of the tariff unless written


class Tariff(Strict):
    """Either `amount` or `items`."""

    valid_from: date
    valid_until: date | None = None  # last day, inclusive
    amount: int | str | None = None  # integer rupiah, or a FEEL expression
    items: tuple[Item, ...] = ()
    exemptions: tuple[Exemption, ...] = ()
    rounding: Rounding | None = None
    legal_reference: str
    label: WrittenText
    note: Text | None = None
    needs_verification: bool = False

    def priced(self) -> tuple[Item, ...]:
        """The items; a plain amount is one item with the words of the tariff."""
        if self.items or self.amount is None:
            return self.items
        return (
            Item(
                id=ONLY,
                label=self.label,
                amount=self.amount,
                note=self.note,
                needs_verification=self.needs_verification,
            ),
        )

    def is_unsure(self) -> bool:
        """Whether any part of it still has to be confirmed by the agency."""
        unsure_parts = [
            *(item.needs_verification for item in self.items),
            *(exemption.needs_verification for exemption in self.exemptions),
        ]
        return self.needs_verification or any(unsure_parts)


class Fees(Strict):
    tariffs: tuple[Tariff, ...] = Field(min_length=1)

    def formulas(self) -> Iterator[tuple[Path, str, bool]]:
        """Every FEEL text: where it stands, the text, and whether it must answer yes or no."""
        for position, tariff in enumerate(self.tariffs):
            here: Path = ("tariffs", position)
            if isinstance(tariff.amount, str):
                yield (*here, "amount"), tariff.amount, False
            for number, item in enumerate(tariff.items):
                if isinstance(item.amount, str):
                    yield (*here, "items", number, "amount"), item.amount, False
                if item.quantity is not None:
                    yield (*here, "items", number, "quantity"), item.quantity, False
            for number, exemption in enumerate(tariff.exemptions):
                yield (*here, "exemptions", number, "when"), exemption.when, True
