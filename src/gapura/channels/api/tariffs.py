"""Tariffs and fees in the words of the API."""

from datetime import date

from gapura.cases.queries.fees import FeeOfCase
from gapura.channels.api.language import in_words
from gapura.channels.api.schemas.cases import FeeLine, FixedFee
from gapura.channels.api.schemas.catalogue import (
    Tariff,
    TariffExemption,
    TariffItem,
    TariffRounding,
)
from gapura.engines.fees.history import DatedTariff, same_for_all, tariffs_in_time
from gapura.engines.fees.schema import Fees


def told_tariffs(fees: Fees, today: date) -> list[Tariff]:
    """All of them, the newest first."""
    return [_told(dated) for dated in tariffs_in_time(fees, today)]


def told_fee(found: FeeOfCase | None) -> FixedFee | None:
    if found is None:
        return None
    return FixedFee(
        amount=found.fee.amount,
        currency="IDR",
        tariff_from=found.fee.tariff_from,
        fixed_at=found.fixed_at,
        lines=[
            FeeLine(
                id=line.id,
                kind=line.kind,
                label=in_words(line.label),
                amount=line.amount,
                quantity=None if line.quantity is None else float(line.quantity),
                unit=in_words(line.unit) if line.unit else None,
                unit_amount=line.unit_amount,
                proof=line.proof,
                legal_reference=line.legal_reference,
            )
            for line in found.fee.lines
        ],
    )


def _told(dated: DatedTariff) -> Tariff:
    tariff = dated.tariff
    return Tariff(
        valid_from=tariff.valid_from,
        valid_until=tariff.valid_until,
        state=dated.state,
        amount=same_for_all(tariff),
        label=in_words(tariff.label),
        legal_reference=tariff.legal_reference,
        items=[
            TariffItem(
                id=item.id,
                label=in_words(item.label),
                amount=item.amount,
                quantity=item.quantity,
                unit=in_words(item.unit) if item.unit else None,
                legal_reference=item.legal_reference or tariff.legal_reference,
            )
            for item in tariff.priced()
        ],
        exemptions=[
            TariffExemption(
                id=exemption.id,
                label=in_words(exemption.label),
                when=exemption.when,
                percent=exemption.percent,
                items=list(exemption.items),
                proof=exemption.proof,
                legal_reference=exemption.legal_reference,
            )
            for exemption in tariff.exemptions
        ],
        rounding=TariffRounding(to=tariff.rounding.to, how=tariff.rounding.how)
        if tariff.rounding
        else None,
    )
