"""What a resident pays on a day, with the law that says so."""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from gapura.engines.fees.schema import Fees, Tariff
from gapura.engines.rules.expressions import compile_expression
from gapura.engines.rules.text import Text, say

LARGEST_AMOUNT = 10**12


class FeeRefused(Exception):
    """No amount can be said; `sentence` tells the person why."""

    def __init__(self, sentence: Text) -> None:
        super().__init__(sentence.get("en") or sentence["id"])
        self.sentence = sentence


@dataclass(frozen=True)
class FeeItem:
    label: Text
    amount: int  # rupiah
    legal_reference: str
    needs_verification: bool
    note: Text | None = None


@dataclass(frozen=True)
class Fee:
    amount: int  # rupiah
    items: tuple[FeeItem, ...]


def fee_on(fees: Fees, answers_scope: dict[str, Any], *, today: date) -> Fee:
    """`answers_scope` holds FEEL values, as `forms.answers.to_rules` gives."""
    tariff = tariff_on(fees, today)
    item = FeeItem(
        label=tariff.label,
        amount=_amount(tariff, answers_scope, today),
        legal_reference=tariff.legal_reference,
        needs_verification=tariff.needs_verification,
        note=tariff.note,
    )
    return Fee(item.amount, (item,))


def tariff_on(fees: Fees, day: date) -> Tariff:
    """The one tariff in force; `check_fees` refuses packages in which two could be."""
    for tariff in fees.tariffs:
        if tariff.valid_from <= day and (tariff.valid_until is None or day <= tariff.valid_until):
            return tariff
    raise FeeRefused(
        say(
            f"Tidak ada tarif layanan ini yang berlaku pada {day.isoformat()}. "
            "Hubungi kantor layanan sebelum membayar apa pun.",
            f"No tariff of this service is in force on {day.isoformat()}. "
            "Please contact the office before paying anything.",
        )
    )


def _amount(tariff: Tariff, values: dict[str, Any], today: date) -> int:
    if isinstance(tariff.amount, int):
        return tariff.amount
    number = compile_expression(tariff.amount).evaluate(values, today=today).value
    if not isinstance(number, Decimal) or not 0 <= number <= LARGEST_AMOUNT:
        raise FeeRefused(
            say(
                "Biaya belum dapat dihitung dari jawaban Anda. Lengkapi dulu jawaban, "
                "atau tanyakan biayanya kepada petugas.",
                "The fee cannot be worked out from your answers yet. Please complete them, "
                "or ask an officer what the fee is.",
            )
        )
    return int(number.quantize(Decimal(1), rounding=ROUND_HALF_UP))
