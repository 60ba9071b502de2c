"""What a resident pays on a day, line by line, with the law that says so."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Any

from gapura.engines.fees.lines import Fee, FeeLine, Unproven
from gapura.engines.fees.schema import ROUNDING, Exemption, Fees, Item, Tariff
from gapura.engines.rules.expressions import RuleError, compile_expression
from gapura.engines.rules.text import Text, in_language, say

LARGEST_AMOUNT = 10**12
LARGEST_QUANTITY = 10**9
_EXACT = Context(prec=60)
_STEPS: dict[str, Callable[[int, int], int]] = {
    "up": lambda total, to: -(-total // to),
    "down": lambda total, to: total // to,
    "half_up": lambda total, to: (2 * total + to) // (2 * to),
}


class FeeRefused(Exception):
    """No amount can be said; `sentence` tells the person why."""

    def __init__(self, sentence: Text) -> None:
        super().__init__(sentence.get("en") or sentence["id"])
        self.sentence = sentence


def fee_on(fees: Fees, values: Mapping[str, Any], *, today: date) -> Fee:
    """`values` are FEEL values of answers and decisions, as `forms.answers.to_rules` gives."""
    tariff = tariff_on(fees, today)
    items = tariff.priced()
    if not items:
        raise FeeRefused(_cannot(tariff.label))
    charged = [_charge(item, tariff, values, today) for item in items]
    granted, unproven = _exempt(tariff, charged, values, today)
    lines = [*charged, *granted]
    total = sum(line.amount for line in lines)
    if tariff.rounding is not None:
        lines += _rounded(tariff, total)
        total = sum(line.amount for line in lines)
    if total > LARGEST_AMOUNT:
        raise FeeRefused(_cannot(tariff.label))
    return Fee(
        amount=total, lines=tuple(lines), tariff_from=tariff.valid_from, unproven=tuple(unproven)
    )


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


def _charge(item: Item, tariff: Tariff, values: Mapping[str, Any], today: date) -> FeeLine:
    each = item.amount
    if isinstance(each, str):
        each = _whole(_number(each, item.label, values, today, most=LARGEST_AMOUNT))
    quantity, amount = None, each
    if item.quantity is not None:
        quantity = _number(item.quantity, item.label, values, today, most=LARGEST_QUANTITY)
        amount = _whole(_EXACT.multiply(quantity, Decimal(each)))
    if not 0 <= amount <= LARGEST_AMOUNT:
        raise FeeRefused(_cannot(item.label))
    return FeeLine(
        id=item.id,
        kind="item",
        label=item.label,
        amount=amount,
        legal_reference=item.legal_reference or tariff.legal_reference,
        quantity=quantity,
        unit=item.unit,
        unit_amount=None if quantity is None else each,
        note=item.note,
        needs_verification=item.needs_verification or tariff.needs_verification,
    )


def _exempt(
    tariff: Tariff, charged: Sequence[FeeLine], values: Mapping[str, Any], today: date
) -> tuple[list[FeeLine], list[Unproven]]:
    """In the order written; each takes its share of the full amount, and no more than is left."""
    left = {line.id: line.amount for line in charged}
    granted: list[FeeLine] = []
    unproven: list[Unproven] = []
    for exemption in tariff.exemptions:
        if not _holds(exemption, values, today):
            continue
        if exemption.proof is not None and not values.get(exemption.proof):
            unproven.append(
                Unproven(
                    label=exemption.label,
                    proof=exemption.proof,
                    legal_reference=exemption.legal_reference,
                )
            )
            continue
        taken = 0
        for line in charged:
            if not exemption.items or line.id in exemption.items:
                share = min(left[line.id], (line.amount * exemption.percent + 50) // 100)
                left[line.id] -= share
                taken += share
        granted.append(_exemption_line(exemption, tariff, taken))
    return granted, unproven


def _exemption_line(exemption: Exemption, tariff: Tariff, taken: int) -> FeeLine:
    return FeeLine(
        id=exemption.id,
        kind="exemption",
        label=exemption.label,
        amount=-taken,
        legal_reference=exemption.legal_reference,
        proof=exemption.proof,
        needs_verification=exemption.needs_verification or tariff.needs_verification,
    )


def _rounded(tariff: Tariff, total: int) -> list[FeeLine]:
    rounding = tariff.rounding
    if rounding is None:
        return []
    difference = _STEPS[rounding.how](total, rounding.to) * rounding.to - total
    if difference == 0:
        return []
    return [
        FeeLine(
            id=ROUNDING,
            kind="rounding",
            label=rounding_words(rounding.how, rounding.to),
            amount=difference,
            legal_reference=rounding.legal_reference or tariff.legal_reference,
            needs_verification=tariff.needs_verification,
        )
    ]


def rounding_words(how: str, to: int) -> Text:
    """“Dibulatkan ke bawah ke Rp500”."""
    step = f"Rp{to:,}".replace(",", ".")
    return {
        "up": say(f"Dibulatkan ke atas ke {step}", f"Rounded up to {step}"),
        "down": say(f"Dibulatkan ke bawah ke {step}", f"Rounded down to {step}"),
        "half_up": say(f"Dibulatkan ke {step} terdekat", f"Rounded to the nearest {step}"),
    }[how]


def _holds(exemption: Exemption, values: Mapping[str, Any], today: date) -> bool:
    """Unknown is no; a ground that cannot be judged is neither, so nothing is charged on a guess."""
    try:
        result = compile_expression(exemption.when, names=values.keys()).evaluate(
            values, today=today
        )
    except RuleError as error:
        raise FeeRefused(_cannot(exemption.label)) from error
    if result.problem is not None or not (result.value is None or isinstance(result.value, bool)):
        raise FeeRefused(_cannot(exemption.label))
    return result.value is True


def _number(
    formula: str, label: Text, values: Mapping[str, Any], today: date, *, most: int
) -> Decimal:
    try:
        number = compile_expression(formula, names=values.keys()).evaluate(values, today=today)
    except RuleError as error:
        raise FeeRefused(_cannot(label)) from error
    found = number.value
    if not isinstance(found, Decimal) or not found.is_finite() or not 0 <= found <= most:
        raise FeeRefused(_cannot(label))
    return found


def _whole(number: Decimal) -> int:
    return int(number.quantize(Decimal(1), ROUND_HALF_UP, _EXACT))


def _cannot(label: Text) -> Text:
    indonesian, english = in_language(label, "id"), in_language(label, "en")
    return say(
        f"Biaya belum dapat dihitung dari jawaban Anda ({indonesian}). Lengkapi dulu jawaban, "
        "atau tanyakan biayanya kepada petugas.",
        f"The fee cannot be worked out from your answers yet ({english}). Please complete them, "
        "or ask an officer what the fee is.",
    )
