"""What is wrong with a list of tariffs: on every day exactly one must be in force."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from gapura.engines.fees.charging import LARGEST_AMOUNT
from gapura.engines.fees.schema import Fees, Tariff
from gapura.engines.rules.expressions import RuleError, compile_expression
from gapura.engines.rules.text import Text, say

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class FeeFinding:
    path: tuple[str | int, ...]  # inside fees.yaml: ("tariffs", 1, "valid_from")
    sentence: Text
    remedy: Text


def check_fees(fees: Fees) -> list[FeeFinding]:
    findings = []
    for index, tariff in enumerate(fees.tariffs):
        findings += _check_tariff(index, tariff)
    in_order = sorted(enumerate(fees.tariffs), key=lambda pair: pair[1].valid_from)
    for (_, earlier), (index, later) in pairwise(in_order):
        findings += _check_neighbours(earlier, index, later)
    return findings


def _check_tariff(index: int, tariff: Tariff) -> list[FeeFinding]:
    findings = _check_amount(index, tariff.amount)
    if tariff.valid_until is not None and tariff.valid_until < tariff.valid_from:
        findings.append(
            FeeFinding(
                ("tariffs", index, "valid_until"),
                say(
                    f"Tarif ini berakhir {tariff.valid_until} sebelum mulai {tariff.valid_from}.",
                    f"This tariff ends on {tariff.valid_until}, before it begins on {tariff.valid_from}.",
                ),
                say("Betulkan salah satu tanggal.", "Correct one of the dates."),
            )
        )
    return findings


def _check_amount(index: int, amount: int | str) -> list[FeeFinding]:
    path = ("tariffs", index, "amount")
    if isinstance(amount, int):
        if 0 <= amount <= LARGEST_AMOUNT:
            return []
        return [
            FeeFinding(
                path,
                say(f"Jumlah {amount} tidak mungkin.", f"The amount {amount} is not possible."),
                say("Tulis rupiah utuh, mulai dari 0.", "Write whole rupiah, from 0 up."),
            )
        ]
    try:
        compile_expression(amount)
    except RuleError as error:
        remedy = say("Betulkan rumus FEEL ini.", "Correct this FEEL formula.")
        return [FeeFinding(path, error.sentence, remedy)]
    return []


def _check_neighbours(earlier: Tariff, index: int, later: Tariff) -> list[FeeFinding]:
    path = ("tariffs", index, "valid_from")
    end = earlier.valid_until
    if end is None or end >= later.valid_from:
        until = end or later.valid_from
        return [
            FeeFinding(
                path,
                say(
                    f"Dua tarif berlaku bersamaan: yang mulai {earlier.valid_from} belum berakhir "
                    f"ketika yang ini mulai {later.valid_from}.",
                    f"Two tariffs are in force at once: the one from {earlier.valid_from} has not "
                    f"ended when this one begins on {later.valid_from}.",
                ),
                _remedy_overlap(earlier, later, until),
            )
        ]
    if end + _DAY < later.valid_from:
        return [
            FeeFinding(
                path,
                say(
                    f"Tidak ada tarif dari {end + _DAY} sampai {later.valid_from - _DAY}.",
                    f"There is no tariff from {end + _DAY} to {later.valid_from - _DAY}.",
                ),
                say(
                    f"Mulai tarif ini pada {end + _DAY}, atau tulis tarif untuk masa di antaranya.",
                    f"Begin this tariff on {end + _DAY}, or write a tariff for the time between.",
                ),
            )
        ]
    return []


def _remedy_overlap(earlier: Tariff, later: Tariff, until: date) -> Text:
    if earlier.valid_from == later.valid_from:
        return say("Hapus salah satu tarif.", "Remove one of the tariffs.")
    last = min(until, later.valid_from - _DAY)
    return say(
        f"Akhiri tarif sebelumnya dengan valid_until: {last}.",
        f"End the earlier tariff with valid_until: {last}.",
    )
