"""Applying and following: drafts, sending, one's own cases."""

from django.urls import path

from gapura.channels.portal.views import notifications
from gapura.channels.portal.views.cases import (
    correcting,
    drafts,
    messages,
    mine,
    submitting,
    tracking,
)

DRAFT = "<slug:city>/isian/<uuid:draft>/"
CASE = "<slug:city>/urusan/<slug:number>/"

urlpatterns = [
    path("<slug:city>/layanan/<slug:code>/ajukan/", drafts.start, name="start"),
    path("<slug:city>/lapor/", mine.report, name="report"),
    path(DRAFT, drafts.resume, name="draft"),
    path(DRAFT + "periksa/", submitting.check, name="check"),
    path(DRAFT + "kirim/", submitting.send, name="send"),
    path(DRAFT + "hapus/", drafts.discard, name="discard"),
    path(DRAFT + "<slug:page>/", drafts.page, name="page"),
    path(DRAFT + "<slug:page>/simpan/", drafts.autosave, name="autosave"),
    path("<slug:city>/terkirim/<slug:number>/", submitting.receipt, name="receipt"),
    path("<slug:city>/lacak/", tracking.track, name="track"),
    path("<slug:city>/lacak/pin/", tracking.lost_pin, name="lost-pin"),
    path("<slug:city>/urusan/", mine.cases, name="cases"),
    path("<slug:city>/kabar/", notifications.notices, name="notices"),
    path(CASE, tracking.case, name="case"),
    path(CASE + "isian/", tracking.answers, name="answers"),
    path(CASE + "pin/", tracking.new_pin, name="new-pin"),
    path(CASE + "batalkan/", tracking.withdraw, name="withdraw"),
    path(CASE + "pesan/", messages.send, name="message"),
    path(CASE + "perbaikan/", correcting.correct, name="correct"),
    path(CASE + "berkas/<uuid:file>/", tracking.file, name="file"),
    path(CASE + "surat/<uuid:document>/", tracking.document, name="document"),
]
