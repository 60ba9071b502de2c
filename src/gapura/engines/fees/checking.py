"""What is wrong with a list of tariffs: on every day exactly one must be in force."""

from collections.abc import Collection, Iterator
from datetime import date, timedelta
from itertools import pairwise

from gapura.engines.fees.findings import FeeFinding
from gapura.engines.fees.item_checks import check_items
from gapura.engines.fees.schema import Fees, Tariff
from gapura.engines.rules.text import Text, say

_DAY = timedelta(days=1)


def check_fees(
    fees: Fees, *, evidence: Collection[str] | None = None, since: date | None = None
) -> list[FeeFinding]:
    """`evidence` are ids of proofs, `since` is the first day of the service; what is not given is
    not judged. The formulas (`fees.formulas()`) are judged with the other rules of the package."""
    findings: list[FeeFinding] = []
    for index, tariff in enumerate(fees.tariffs):
        findings += check_items(tariff, ("tariffs", index), evidence)
        findings += _check_days(index, tariff)
    in_order = sorted(enumerate(fees.tariffs), key=lambda pair: pair[1].valid_from)
    if since is not None:
        index, first = in_order[0]
        findings += _check_start(first, index, since)
    for (_, earlier), (index, later) in pairwise(in_order):
        findings += _check_neighbours(earlier, index, later)
    return findings


def _check_days(index: int, tariff: Tariff) -> Iterator[FeeFinding]:
    if tariff.valid_until is not None and tariff.valid_until < tariff.valid_from:
        yield FeeFinding(
            ("tariffs", index, "valid_until"),
            say(
                f"Tarif ini berakhir {tariff.valid_until} sebelum mulai {tariff.valid_from}.",
                f"This tariff ends on {tariff.valid_until}, before it begins on {tariff.valid_from}.",
            ),
            say("Betulkan salah satu tanggal.", "Correct one of the dates."),
        )


def _check_start(first: Tariff, index: int, since: date) -> Iterator[FeeFinding]:
    if first.valid_from > since:
        yield FeeFinding(
            ("tariffs", index, "valid_from"),
            say(
                f"Layanan ini mulai {since}, tetapi tidak ada tarif sampai "
                f"{first.valid_from - _DAY}.",
                f"This service begins on {since}, but there is no tariff until "
                f"{first.valid_from - _DAY}.",
            ),
            say(
                f"Mulai tarif ini pada {since}, atau tulis tarif untuk masa sebelumnya.",
                f"Begin this tariff on {since}, or write a tariff for the time before.",
            ),
        )


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
