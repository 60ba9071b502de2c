"""All tariffs of a service as anyone may read them: what was paid, what is paid, what comes."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from gapura.channels.portal.personal import language
from gapura.channels.ui.templatetags.ui import day
from gapura.engines.definitions.schema import ServicePackage
from gapura.engines.fees.charging import rounding_words
from gapura.engines.fees.history import DatedTariff, next_tariff, same_for_all, tariffs_in_time
from gapura.engines.fees.schema import Exemption, Item, Tariff
from gapura.engines.rules.text import Text, in_language
from gapura.kernel.money import rupiah


@dataclass(frozen=True)
class TariffTold:
    """One tariff; `parts` say what is charged and who pays less, each with another law if it has one."""

    state: str  # past, now, next
    days: str
    label: str
    parts: tuple[str, ...]
    law: str


def tariffs_of(package: ServicePackage, today: date) -> list[TariffTold]:
    """The newest first."""
    return [_told(dated, package) for dated in tariffs_in_time(package.fees, today)]


def change_words(package: ServicePackage, today: date) -> str:
    """“berubah mulai 1 Januari 2027”; nothing when no change is known."""
    coming = next_tariff(package.fees, today)
    return _("berubah mulai %(day)s") % {"day": day(coming.valid_from)} if coming else ""


def _told(dated: DatedTariff, package: ServicePackage) -> TariffTold:
    tariff = dated.tariff
    law = tariff.legal_reference
    if tariff.is_unsure():
        law = _("%(law)s, masih dipastikan") % {"law": law}
    return TariffTold(
        state=dated.state,
        days=_days(tariff),
        label=_say(tariff.label),
        parts=tuple(_parts(tariff, package)),
        law=law,
    )


def _days(tariff: Tariff) -> str:
    if tariff.valid_until is None:
        return _("mulai %(first)s") % {"first": day(tariff.valid_from)}
    return _("%(first)s sampai %(last)s") % {
        "first": day(tariff.valid_from),
        "last": day(tariff.valid_until),
    }


def _parts(tariff: Tariff, package: ServicePackage) -> Iterator[str]:
    amount = same_for_all(tariff)
    if not tariff.items and amount is not None:
        yield rupiah(amount) if amount else _("Gratis")
    else:
        for item in tariff.priced():
            yield _item(item)
    titles = (
        {proof.id: proof.title for proof in package.evidence.requirements}
        if (package.evidence)
        else {}
    )
    for exemption in tariff.exemptions:
        yield _exemption(exemption, titles)
    if tariff.rounding:
        yield _say(rounding_words(tariff.rounding.how, tariff.rounding.to))
    if tariff.note:
        yield _say(tariff.note)


def _item(item: Item) -> str:
    amount = rupiah(item.amount) if isinstance(item.amount, int) else _("tergantung jawaban")
    if item.quantity is not None:
        unit = _say(item.unit) if item.unit else _("satuan")
        amount = _("%(amount)s per %(unit)s") % {"amount": amount, "unit": unit}
    return _with_law(f"{_say(item.label)}: {amount}", item.legal_reference)


def _exemption(exemption: Exemption, titles: dict[str, Text]) -> str:
    words = _("Keringanan %(percent)s%%: %(ground)s") % {
        "percent": exemption.percent,
        "ground": _say(exemption.label),
    }
    if exemption.proof:
        proof = titles.get(exemption.proof)
        shown = _say(proof) if proof else exemption.proof
        words = _("%(words)s, dengan “%(proof)s”") % {"words": words, "proof": shown}
    return _with_law(words, exemption.legal_reference)


def _with_law(words: str, law: str | None) -> str:
    return f"{words} ({law})" if law else words


def _say(text: Text) -> str:
    return in_language(text, language())
