"""Pages that need no case: finding services, offices, verification, sign-in."""

from django.urls import path

from gapura.channels.portal.views import (
    access,
    catalogue,
    documents,
    jurisdictions,
    prechecking,
    statements,
)

SERVICE = "<slug:city>/layanan/<slug:code>/"

urlpatterns = [
    path("<slug:city>/", catalogue.home, name="home"),
    path("<slug:city>/cari/", catalogue.search, name="search"),
    path("<slug:city>/layanan/", catalogue.services, name="services"),
    path(SERVICE, catalogue.service, name="service"),
    path(SERVICE + "cek/", prechecking.check, name="precheck"),
    path(SERVICE + "cpsv.jsonld", catalogue.cpsv, name="cpsv"),
    path("<slug:city>/peristiwa/<slug:code>/", catalogue.life_event, name="life-event"),
    path("<slug:city>/kantor/", jurisdictions.offices, name="offices"),
    path("<slug:city>/kantor/<str:code>/", jurisdictions.office, name="office"),
    path("<slug:city>/periksa/", documents.verify, name="verify"),
    path("<slug:city>/periksa/<str:token>/", documents.verified, name="verified"),
    path("<slug:city>/masuk/", access.sign_in, name="sign-in"),
    path("<slug:city>/masuk/kode/", access.code, name="code"),
    path("<slug:city>/keluar/", access.sign_out, name="sign-out"),
    path("<slug:city>/akun/", access.account, name="account"),
    path("<slug:city>/akun/surel/", access.new_email, name="new-email"),
    path("<slug:city>/maklumat/", statements.promises, name="promises"),
    path("<slug:city>/aksesibilitas/", statements.accessibility, name="accessibility"),
    path("<slug:city>/data-pribadi/", statements.privacy, name="privacy"),
]
