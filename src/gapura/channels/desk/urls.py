"""Addresses of the officers' desk, behind /<city>/desk/."""

from django.urls import path

from gapura.channels.desk.views import audit, catalogue, kernel, notifications, rules
from gapura.channels.desk.views.access import emails, officers, passwords, posts, signing_in
from gapura.channels.desk.views.cases import (
    board,
    case,
    counter,
    decisions,
    files,
    queue,
    search,
)
from gapura.channels.desk.views.jurisdictions import calendar, offices

app_name = "desk"
urlpatterns = [
    path("", queue.queue, name="queue"),
    path("berikutnya/", queue.take_next, name="next"),
    path("dicentang/", queue.on_ticked, name="bulk"),
    path("cari/", search.search, name="search"),
    path("urusan/<str:number>/", case.case, name="case"),
    path("urusan/<str:number>/nilai/", case.reveal, name="reveal"),
    path("urusan/<str:number>/pegangan/", case.assignment, name="assignment"),
    path("urusan/<str:number>/penugasan/", case.reassignment, name="reassignment"),
    path("urusan/<str:number>/pesan/", case.message, name="message"),
    path("urusan/<str:number>/putusan/", decisions.decision, name="decision"),
    path("urusan/<str:number>/berkas/<uuid:file_id>/", files.file, name="file"),
    path("urusan/<str:number>/surat/<uuid:document_id>/", files.document, name="document"),
    path("pengawasan/", board.board, name="board"),
    path("jejak/", audit.trail, name="trail"),
    path("loket/", counter.counter, name="counter"),
    path("loket/<str:number>/pin/", counter.new_pin, name="new-pin"),
    path("pemberitahuan/", notifications.notices, name="notices"),
    path("pemberitahuan/dibaca/", notifications.read, name="notices-read"),
    path("masuk/", signing_in.sign_in, name="sign-in"),
    path("keluar/", signing_in.sign_out, name="sign-out"),
    path("sandi/lupa/", passwords.forgotten, name="forgotten"),
    path("kata-sandi/<str:token>/", passwords.new_password, name="new-password"),
    path("surel/", emails.email, name="email"),
    path("surel/<str:token>/", emails.email_link, name="email-link"),
    path("kelola/", officers.manage, name="manage"),
    path("kelola/petugas/", officers.officers, name="officers"),
    path("kelola/petugas/baru/", officers.new_officer, name="new-officer"),
    path("kelola/petugas/<uuid:account_id>/", posts.officer, name="officer"),
    path("kelola/petugas/<uuid:account_id>/tugas/", posts.add_post, name="add-post"),
    path("kelola/petugas/<uuid:account_id>/undangan/", posts.invitation, name="invitation"),
    path("kelola/petugas/<uuid:account_id>/ketidakhadiran/", posts.add_absence, name="add-absence"),
    path(
        "kelola/petugas/<uuid:account_id>/ketidakhadiran/<uuid:absence_id>/akhir/",
        posts.end_absence,
        name="end-absence",
    ),
    path("kelola/tugas/<uuid:post_id>/akhir/", posts.end_post, name="end-post"),
    path("kelola/kantor/", offices.offices, name="offices"),
    path("kelola/kantor/baru/", offices.new_office, name="new-office"),
    path("kelola/kantor/<str:code>/", offices.office, name="office"),
    path("kelola/kalender/", calendar.calendar, name="calendar"),
    path("kelola/kalender/hari/", calendar.day, name="calendar-day"),
    path("kelola/kalender/hari/<uuid:day_id>/hapus/", calendar.remove_day, name="remove-day"),
    path("kelola/layanan/", catalogue.services, name="services"),
    path("kelola/layanan/<slug:code>/penutupan/", catalogue.closure, name="closure"),
    path("kelola/layanan/<slug:code>/pembukaan/", catalogue.opening, name="opening"),
    path("kelola/layanan/<slug:code>/temuan/", rules.findings, name="findings"),
    path("kelola/aturan/", rules.workshop, name="rules"),
    path("kelola/kegagalan/", kernel.failures, name="failures"),
    path("kelola/kegagalan/<uuid:delivery_id>/ulang/", kernel.retry, name="retry"),
]
