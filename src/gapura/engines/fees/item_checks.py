"""What is wrong inside one tariff: its amounts, its items, and who is exempt from them."""

from collections.abc import Collection, Iterator

from gapura.engines.fees.charging import LARGEST_AMOUNT
from gapura.engines.fees.findings import FeeFinding
from gapura.engines.fees.schema import ONLY, ROUNDING, Exemption, Path, Tariff
from gapura.engines.rules.text import say

RESERVED = (ONLY, ROUNDING)


def check_items(
    tariff: Tariff, here: Path, evidence: Collection[str] | None
) -> Iterator[FeeFinding]:
    """`evidence` are the ids of the proofs that the service can ask for; None: not known here."""
    yield from _check_shape(tariff, here)
    yield from _check_amounts(tariff, here)
    yield from _check_ids(tariff, here)
    known = [item.id for item in tariff.items]
    for position, exemption in enumerate(tariff.exemptions):
        yield from _check_exemption(exemption, known, evidence, (*here, "exemptions", position))


def _check_shape(tariff: Tariff, here: Path) -> Iterator[FeeFinding]:
    if tariff.amount is None and not tariff.items:
        yield FeeFinding(
            here,
            say("Tarif ini tidak menyebut jumlah.", "This tariff says no amount."),
            say(
                "Tulis `amount` (0 bila gratis), atau rinciannya di `items`.",
                "Write `amount` (0 when it is free), or its parts in `items`.",
            ),
        )
    if tariff.amount is not None and tariff.items:
        yield FeeFinding(
            (*here, "amount"),
            say(
                "Tarif ini menulis `amount` dan `items`; hanya satu yang dapat berlaku.",
                "This tariff has both `amount` and `items`; only one can count.",
            ),
            say("Hapus salah satunya.", "Remove one of the two."),
        )


def _check_amounts(tariff: Tariff, here: Path) -> Iterator[FeeFinding]:
    amounts = [((*here, "items", i, "amount"), item.amount) for i, item in enumerate(tariff.items)]
    if tariff.amount is not None:
        amounts.insert(0, ((*here, "amount"), tariff.amount))
    for path, amount in amounts:
        if isinstance(amount, int) and not 0 <= amount <= LARGEST_AMOUNT:
            yield FeeFinding(
                path,
                say(f"Jumlah {amount} tidak mungkin.", f"The amount {amount} is not possible."),
                say("Tulis rupiah utuh, mulai dari 0.", "Write whole rupiah, from 0 up."),
            )


def _check_ids(tariff: Tariff, here: Path) -> Iterator[FeeFinding]:
    seen: set[str] = set()
    parts = [((*here, "items", i, "id"), item.id) for i, item in enumerate(tariff.items)]
    parts += [((*here, "exemptions", i, "id"), one.id) for i, one in enumerate(tariff.exemptions)]
    for path, name in parts:
        if name in seen:
            yield FeeFinding(
                path,
                say(
                    f"`{name}` dipakai dua kali dalam tarif ini.",
                    f"`{name}` is used twice in this tariff.",
                ),
                say("Beri nama lain pada salah satunya.", "Give one of them another name."),
            )
        if name in RESERVED:
            yield FeeFinding(
                path,
                say(
                    f"`{name}` adalah nama baris yang dibuat sistem.",
                    f"`{name}` is the name of a line that the system makes.",
                ),
                say("Pilih nama lain.", "Choose another name."),
            )
        seen.add(name)


def _check_exemption(
    exemption: Exemption, items: list[str], evidence: Collection[str] | None, here: Path
) -> Iterator[FeeFinding]:
    for position, name in enumerate(exemption.items):
        if name not in items:
            yield FeeFinding(
                (*here, "items", position),
                say(
                    f"Tarif ini tidak punya rincian `{name}`.",
                    f"This tariff has no item `{name}`.",
                ),
                _choose(items, "items"),
            )
    if exemption.proof is not None and evidence is not None and exemption.proof not in evidence:
        yield FeeFinding(
            (*here, "proof"),
            say(
                f"Layanan ini tidak meminta bukti `{exemption.proof}`, jadi pembebasan ini "
                "tidak akan pernah berlaku.",
                f"This service does not ask for the proof `{exemption.proof}`, so this exemption "
                "could never apply.",
            ),
            _choose(evidence, "evidence.yaml"),
        )


def _choose(names: Collection[str], where: str) -> dict[str, str]:
    if not names:
        return say(f"Tambahkan dulu di `{where}`.", f"Add it in `{where}` first.")
    listed = ", ".join(names)
    return say(f"Pilih salah satu: {listed}.", f"Choose one of: {listed}.")
