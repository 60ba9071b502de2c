"""A tariff changes at midnight: who sent before pays the old one, whoever comes after the new one."""

import json
import urllib.request
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from tests.harness import factories, tariffs
from tests.harness.clock import web_at
from tests.journeys import resident
from tests.journeys.filling import photos_for
from tests.journeys.looking import look

pytestmark = [pytest.mark.browser, pytest.mark.processes]

CODE, KELURAHAN = "pm1-general-statement", "kel-31.71.03.1001"
WIB = ZoneInfo("Asia/Jakarta")
TARIFFS = "details:has-text('Biaya: dulu') dl > div"


@pytest.fixture
def midnight(city, tmp_path):
    """The letter costs Rp10.000 until the end of this day and Rp20.000 afterwards."""
    today = timezone.localdate(timezone.now(), WIB)
    tomorrow = today + timedelta(days=1)
    tariffs.publish(tariffs.package_on_disk(tmp_path, tariffs.changing_on(tomorrow, before=today)))
    yield datetime.combine(tomorrow, time(), WIB)
    tariffs.publish(factories.package_of("jakarta", CODE))  # free again, as the law says


def words(page, selector="main"):
    return " ".join(page.locator(selector).inner_text().split())


def answer_everything(page, home):
    given = factories.scenario("jakarta", CODE)
    resident.start(page, home, CODE)
    resident.fill_in(page, "jakarta", CODE, given.answers, photos_for(given.files), look=look)


def fee_told_to_programs(url, receipt):
    request = urllib.request.Request(
        f"{url}/api/v1/jakarta/cases/{receipt.number}", headers={"X-Gapura-PIN": receipt.pin}
    )
    with urllib.request.urlopen(request, timeout=10) as answer:
        return json.load(answer)["fee"]


def test_a_tariff_changes_at_midnight(city, arrive, midnight, tmp_path):
    early, late, desk = arrive(), arrive("320px"), arrive(viewport={"width": 1280, "height": 900})

    with web_at(midnight - timedelta(minutes=3), city.server, tmp_path / "before") as web:
        home = f"{web.url}/jakarta/"
        early.goto(f"{home}layanan/{CODE}/")
        look(early)
        then, now = early.locator(TARIFFS).all_inner_texts()
        assert "berlaku sekarang" not in then
        assert "Surat keterangan: Rp20.000" in then
        assert "berlaku sekarang" in now
        assert "Surat keterangan: Rp10.000" in now
        assert "berubah mulai" in words(early, ".facts")

        answer_everything(early, home)
        assert "Tarif berubah mulai" in words(early)
        first = resident.send(early)
        look(early)
        assert "Jumlah Rp12.000" in words(early, "table")

    with web_at(midnight + timedelta(minutes=1), city.server, tmp_path / "after") as web:
        home = f"{web.url}/jakarta/"
        early.goto(f"{home}urusan/{first.number}/")
        early.get_by_text("Biaya: Rp12.000").click()
        look(early)
        assert words(early, "table").endswith("Jumlah Rp12.000")

        late.goto(f"{home}layanan/{CODE}/")
        look(late)
        now, before = late.locator(TARIFFS).all_inner_texts()
        assert "berlaku sekarang" in now
        assert "Surat keterangan: Rp20.000" in now
        assert "Surat keterangan: Rp10.000" in before
        answer_everything(late, home)
        second = resident.send(late)
        look(late)
        assert words(late, "table").endswith("Jumlah Rp22.000")

        lines = {
            line["id"]: line["amount"] for line in fee_told_to_programs(web.url, first)["lines"]
        }
        assert lines == {"letter": 10_000, "copies": 2_500, "rounding": -500}
        assert fee_told_to_programs(web.url, second)["amount"] == 22_000

    officer = city.appoint("jakarta", "verifier", KELURAHAN, "Sri Wahyuni")
    city.come_in(desk, officer.account_id)
    desk.goto(f"{city.at('jakarta')}desk/urusan/{first.number}/")
    look(desk)
    assert words(desk, "section:has(#h-biaya) table").endswith("Jumlah Rp12.000")
