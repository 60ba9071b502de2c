"""What a list says of a service: its name, what it costs, how long it takes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from gapura.catalogue import queries as catalogue
from gapura.catalogue.queries import OfferedService
from gapura.channels.portal.personal import language
from gapura.engines.deadlines.limits import describe, parse_limit
from gapura.engines.definitions.schema import ServicePackage
from gapura.engines.fees.charging import FeeRefused, tariff_on
from gapura.engines.fees.history import same_for_all
from gapura.engines.rules.text import in_language
from gapura.kernel.money import rupiah

REPORT = "report"


@dataclass(frozen=True)
class Offer:
    code: str
    title: str
    summary: str
    fee: str
    time: str
    is_free: bool
    is_report: bool
    is_open: bool
    is_online: bool
    life_events: tuple[str, ...]

    @property
    def facts(self) -> str:
        """One line: “Gratis · 3 hari kerja · bisa dari rumah”."""
        words = [self.fee, self.time, _("bisa dari rumah") if self.is_online else ""]
        return " · ".join(word for word in words if word)


def list_offers(jurisdiction: str, codes: Sequence[str] | None = None) -> list[Offer]:
    """These services in this order, or all of them; those that are not offered are left out."""
    today = timezone.localdate()
    found = catalogue.list_offered(jurisdiction, on=today, codes=codes)
    offers = {service.code: offer_of(service, today) for service in found}
    return _in_order(offers, codes)


def offer_of(service: OfferedService, today: date) -> Offer:
    meta = service.package.service
    fee, is_free = fee_words(service.package, today)
    return Offer(
        code=service.code,
        title=in_language(meta.title, language()),
        summary=in_language(meta.summary, language()),
        fee=fee,
        time=time_words(service.package),
        is_free=is_free,
        is_report=meta.kind == REPORT,
        is_open=service.is_open,
        is_online="web" in meta.channels,
        life_events=meta.life_events,
    )


def fee_words(package: ServicePackage, today: date) -> tuple[str, bool]:
    """What it costs today, and whether that is nothing."""
    try:
        tariff = tariff_on(package.fees, today)
    except FeeRefused:
        return _("Tanyakan biayanya ke kantor"), False
    amount = same_for_all(tariff)
    if amount is None:
        return _("Biaya tergantung jawaban Anda"), False
    if amount == 0:
        return _("Gratis"), True
    return rupiah(amount), False


def time_words(package: ServicePackage) -> str:
    """“3 hari kerja”."""
    return in_language(describe(parse_limit(package.service.promise.within)), language())


def _in_order(offers: dict[str, Offer], codes: Iterable[str] | None) -> list[Offer]:
    if codes is None:
        return list(offers.values())
    return [offers[code] for code in codes if code in offers]
