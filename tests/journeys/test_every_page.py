"""The whole matrix: every page of every face, in each language, in the dark, forced, and large."""

import pytest

from tests.harness.factories import start, submit
from tests.journeys import officer
from tests.journeys.looking import look

pytestmark = [pytest.mark.browser, pytest.mark.processes, pytest.mark.wide]

KELURAHAN = "kel-31.71.03.1001"
PUBLIC = ["", "cari/?q=akta", "cari/?q=zzzz", "layanan/", "layanan/birth-certificate/",
          "layanan/road-damage/", "layanan/kjp-plus/cek/", "layanan/pm1-general-statement/ajukan/", "peristiwa/child_born/",
          "kantor/", f"kantor/{KELURAHAN}/", "periksa/", "masuk/", "lacak/", "lacak/pin/",
          "maklumat/", "aksesibilitas/", "data-pribadi/", "urusan/", "tidak/ada/"]  # fmt: skip
GALLERY = ["/", "/gaya/", "/gaya/isian/filled/", "/gaya/isian/error/", "/gaya/meja/"]
DESK = ["", "cari/?q=ratna", "loket/", "pengawasan/", "jejak/", "pemberitahuan/", "surel/", "kelola/",
        "kelola/petugas/", "kelola/petugas/baru/", "kelola/kantor/", "kelola/kantor/baru/",
        f"kelola/kantor/{KELURAHAN}/", "kelola/kalender/", "kelola/layanan/",
        "kelola/kegagalan/", "kelola/aturan/", "kelola/aturan/?bagian=tabel&layanan=kjp-plus",
        "kelola/layanan/kjp-plus/temuan/"]  # fmt: skip
EYES = {
    "wide": {"viewport": {"width": 1280, "height": 800}},
    "320px": {"viewport": {"width": 320, "height": 640}},
    "zoomed": {"viewport": {"width": 640, "height": 512}, "device_scale_factor": 2},
    "dark": {"color_scheme": "dark"},
    "forced": {"forced_colors": "active"},
    "largest": {"viewport": {"width": 320, "height": 640}},
}
MATRIX = pytest.mark.parametrize(
    ("eyes", "language"), [(eyes, language) for eyes in EYES for language in ("id", "en")]
)


@pytest.fixture
def reader(city, arrive):
    """A browser with such eyes, which reads such a language."""

    def come(eyes, language):
        page = arrive(**EYES[eyes])
        settings = {"gapura_bahasa": language} | (
            {"gapura_huruf": "xl"} if eyes == "largest" else {}
        )
        page.context.add_cookies(
            [{"name": name, "value": value, "url": city.url} for name, value in settings.items()]
        )
        return page

    return come


def look_at(page, addresses):
    """All of them before failing, so that one run tells everything."""
    wrong = []
    for address in addresses:
        page.goto(address)
        try:
            look(page)
        except AssertionError as error:
            wrong.append(str(error))
    assert not wrong, "\n\n".join(wrong)


@MATRIX
def test_public_pages_can_be_read_by_everybody(city, reader, eyes, language):
    page = reader(eyes, language)

    look_at(page, [city.at("jakarta") + way for way in PUBLIC] + [city.url + w for w in GALLERY])


@MATRIX
def test_the_pages_of_a_resident_can_be_read_by_everybody(city, reader, eyes, language):
    sent = submit()
    draft = start(by=sent.by)
    page = reader(eyes, language)
    city.come_in(page, sent.by.account_id)
    ways = ["akun/", "urusan/", "kabar/", f"urusan/{sent.number}/",
            f"urusan/{sent.number}/isian/", f"urusan/{sent.number}/batalkan/",
            f"terkirim/{sent.number}/", f"isian/{draft}/identity/", f"isian/{draft}/purpose/",
            f"isian/{draft}/evidence/", f"isian/{draft}/periksa/", f"isian/{draft}/hapus/"]  # fmt: skip

    look_at(page, [city.at("jakarta") + way for way in ways])


@MATRIX
def test_the_pages_of_the_desk_can_be_read_by_everybody(city, reader, eyes, language):
    sent = submit()
    page = reader(eyes, language)
    home = city.at("jakarta")
    look_at(page, [home + "desk/masuk/", home + "desk/sandi/lupa/"])
    person = city.appoint("jakarta", "verifier", KELURAHAN, "Sri Wahyuni")
    for role in ("supervisor", "administrator"):
        city.give_post("jakarta", person, role, KELURAHAN)
    officer.sign_in(page, home, person)
    case = f"desk/urusan/{sent.number}/"
    acts = [f"{case}putusan/?tindakan={action}" for action in ("complete", "refuse")]

    look_at(page, [home + f"desk/{way}" for way in DESK])
    look_at(page, [home + way for way in (case, f"{case}penugasan/", *acts)])
