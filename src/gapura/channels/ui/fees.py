"""A fee as people read it: each line in words, the sum, and what could still make it less."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from gapura.engines.definitions.schema import ServicePackage
from gapura.engines.fees.lines import Fee, FeeLine
from gapura.engines.rules.text import Text, in_language
from gapura.kernel.money import rupiah


@dataclass(frozen=True)
class FeeRow:
    """One line; `notes` say how many, why, and what proves it."""

    label: str
    amount: str
    law: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class FeeTold:
    total: str
    is_free: bool  # nothing is charged and nothing was taken off: one word says it
    rows: tuple[FeeRow, ...]
    hints: tuple[str, ...]  # exemptions that wait for their proof


def tell_fee(fee: Fee, package: ServicePackage, language: str) -> FeeTold:
    """`package` knows the names of proofs."""
    evidence = package.evidence.requirements if package.evidence else ()
    proofs = {proof.id: proof.title for proof in evidence}
    return FeeTold(
        total=rupiah(fee.amount),
        is_free=not any(line.amount for line in fee.lines),
        rows=tuple(_row(line, proofs, language) for line in fee.lines),
        hints=tuple(
            _("Keringanan “%(ground)s” belum dihitung. Lampirkan %(proof)s bila Anda berhak.")
            % {
                "ground": in_language(ground.label, language),
                "proof": _title(ground.proof, proofs, language),
            }
            for ground in fee.unproven
        ),
    )


def how_many(quantity: Decimal) -> str:
    """3 and 1,5; no zeros that say nothing."""
    return str(number_format(Decimal(f"{quantity.normalize():f}")))


def _row(line: FeeLine, proofs: Mapping[str, Text], language: str) -> FeeRow:
    label = in_language(line.label, language)
    if line.kind == "exemption":
        label = _("Keringanan: %(ground)s") % {"ground": label}
    law = line.legal_reference
    if line.needs_verification:
        law = _("%(law)s, masih dipastikan") % {"law": law}
    return FeeRow(label, rupiah(line.amount), law, tuple(_notes(line, proofs, language)))


def _notes(line: FeeLine, proofs: Mapping[str, Text], language: str) -> list[str]:
    notes = []
    if line.quantity is not None and line.unit_amount is not None:
        unit = in_language(line.unit, language) if line.unit else ""
        notes.append(f"{how_many(line.quantity)} {unit}".strip() + f" × {rupiah(line.unit_amount)}")
    if line.proof is not None:
        proof = _title(line.proof, proofs, language)
        notes.append(_("Bukti: %(proof)s") % {"proof": proof})
    if line.note:
        notes.append(in_language(line.note, language))
    return notes


def _title(proof: str, proofs: Mapping[str, Text], language: str) -> str:
    return in_language(proofs[proof], language) if proof in proofs else proof
