"""Tariffs and fees in the words of the API."""

from datetime import date

from gapura.channels.api.language import in_words
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
