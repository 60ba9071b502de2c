"""What a service costs: dated tariffs, each with its legal reference."""

from datetime import date

from pydantic import Field

from gapura.engines.rules.strict import Strict
from gapura.engines.rules.text import Text, WrittenText


class Tariff(Strict):
    valid_from: date
    valid_until: date | None = None  # last day, inclusive
    amount: int | str = Field()  # integer rupiah, or a FEEL expression over the answers
    legal_reference: str
    label: WrittenText
    note: Text | None = None
    needs_verification: bool = False


class Fees(Strict):
    tariffs: tuple[Tariff, ...] = Field(min_length=1)
