"""What a case looks like to the person it belongs to, in words and dates."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gapura.access.queries import role_title
from gapura.access.queries.places import PostPlace, places_of
from gapura.audit import queries as audit
from gapura.cases.queries.timeline import Timeline, TimelineItem, outcome_title
from gapura.cases.queries.words import about_words
from gapura.catalogue.queries import ServiceView
from gapura.channels.portal.personal import language
from gapura.channels.ui.parts import Moment
from gapura.channels.ui.templatetags import ui
from gapura.documents import queries as documents
from gapura.documents.queries import FileRef
from gapura.engines.workflow.running import is_applicants
from gapura.jurisdictions.queries import get_area_path
from gapura.parties import queries as parties

if TYPE_CHECKING:
    from gapura.cases.models import Case

GOOD = frozenset({"granted", "resolved", "deemed_granted"})
BAD = frozenset({"refused", "rejected"})


@dataclass(frozen=True)
class Tag:
    """A word for where it stands; colour and picture come after the word."""

    kind: str
    icon: str
    text: str


@dataclass(frozen=True)
class CaseRow:
    """One line of a list of cases."""

    number: str
    title: str
    about: str
    tag: Tag
    note: str


@dataclass(frozen=True)
class Opening:
    """Somebody of the city looked: who by role and office, what, on which day, how often."""

    day: str
    who: str
    what: str
    times: int


def tag_of(case: "Case", service: ServiceView) -> Tag:
    if case.outcome:
        kind = "ok" if case.outcome in GOOD else "bad" if case.outcome in BAD else ""
        icon = {"ok": "check", "bad": "cross", "": "archive"}[kind]
        return Tag(kind, icon, outcome_title(case.outcome))
    if is_my_turn(case, service):
        return Tag("bad", "pencil", _("Menunggu Anda"))
    if is_late(case):
        return Tag("bad", "warning", _("Lewat janji"))
    return Tag("now", "clock", _("Sedang dikerjakan"))


def is_my_turn(case: "Case", service: ServiceView) -> bool:
    step = service.package.workflow.steps.get(case.step)
    return case.is_open and step is not None and is_applicants(step)


def is_late(case: "Case") -> bool:
    if not case.is_open or case.due_at is None or case.paused_at is not None:
        return False
    return timezone.now() > case.due_at


def row_of(case: "Case", service: ServiceView) -> CaseRow:
    if case.closed_at is not None:
        note = ui.day(case.closed_at)
    elif case.paused_at is not None:
        note = _("Waktu berhenti sampai Anda memperbaiki")
    else:
        note = _("Paling lambat %(day)s") % {"day": ui.until(case.due_at)}
    title = ui.in_words(service.title)
    about = about_words(case.about, service.package)
    return CaseRow(case.number, title, about, tag_of(case, service), note)


def moments(way: Timeline) -> list[Moment]:
    return [_moment(item) for item in way.items]


def promise_note(case: "Case") -> str:
    """How the promise stands today."""
    if case.due_at is None or case.outcome == "withdrawn":
        return ""
    last = timezone.localdate(case.due_at - timedelta(microseconds=1))
    if case.closed_at is not None:
        return _kept((last - timezone.localdate(case.closed_at)).days)
    if case.paused_at is not None:
        return _("Waktu berhenti sejak %(day)s, sampai Anda mengirim perbaikan.") % {
            "day": ui.day(case.paused_at)
        }
    return _left((last - timezone.localdate()).days)


def _kept(early: int) -> str:
    if early > 0:
        return ngettext(
            "%(n)s hari lebih cepat dari janji.", "%(n)s hari lebih cepat dari janji.", early
        ) % {"n": early}
    return _("Sesuai janji.") if early == 0 else _("Melewati janji. Maaf.")


def _left(days: int) -> str:
    if days > 0:
        return ngettext(
            "Tinggal %(n)s hari. Masih sesuai janji.",
            "Tinggal %(n)s hari. Masih sesuai janji.",
            days,
        ) % {"n": days}
    if days == 0:
        return _("Hari ini hari terakhir. Masih sesuai janji.")
    return _("Kami terlambat. Maaf. Atasan petugas sudah diberi tahu.")


def openings_of(case: "Case") -> list[Opening]:
    """Two statements, however many looks."""
    looks = audit.list_accesses(case.id, jurisdiction=case.jurisdiction_id)
    posts = (look.post_id for look in looks if look.post_id is not None)
    places = places_of(case.jurisdiction_id, posts)
    counted = Counter(
        (
            ui.weekday(look.at),
            _who(case, places.get(look.post_id) if look.post_id else None),
            _what(look.kind),
        )
        for look in looks
    )
    return [Opening(day, who, what, times) for (day, who, what), times in counted.items()]


def files_of(case: "Case") -> tuple[list[FileRef], list[FileRef]]:
    """Sent by the applicant, and by officers (the photo of a repaired road)."""
    files = documents.list_files(case.id, case.jurisdiction_id)
    from_desk = [ref for ref in files if ref.created_by.startswith("officer")]
    return [ref for ref in files if ref not in from_desk], from_desk


def masked_email(case: "Case") -> str:
    """r•••@example.id, or nothing where the case has no e-mail."""
    if case.person_id is None:
        return ""
    email = parties.get_person(case.person_id, jurisdiction=case.jurisdiction_id).email
    name, at, host = email.rpartition("@")
    return f"{name[:1]}•••@{host}" if at else ""


def may_be_corrected(service: ServiceView) -> bool:
    return any(is_applicants(step) for step in service.package.workflow.steps.values())


def area_names() -> Callable[[str], str]:
    """Says each place once read again without a question to the database."""
    known: dict[str, str] = {}

    def name(code: str) -> str:
        if code not in known:
            known[code] = ", ".join(area.name for area in reversed(get_area_path(code)[1:]))
        return known[code]

    return name


def _moment(item: TimelineItem) -> Moment:
    if item.state == "done":
        return Moment(item.title, "done", ui.moment(item.at), _lines(item.text))
    if item.state == "next":
        return Moment(item.title, "", "", _lines(item.text))
    desk = _("Di meja %(desk)s.") % {"desk": item.desk} if item.desk else ""
    due = _("Tahap ini paling lambat %(day)s.") % {"day": ui.until(item.due_at)}
    title = _("Sekarang: %(activity)s") % {"activity": item.title[:1].lower() + item.title[1:]}
    return Moment(title, "now", "", _lines(desk, due if item.due_at else "", item.text))


def _lines(*sentences: str) -> tuple[str, ...]:
    return tuple(sentence for sentence in sentences if sentence)


def _who(case: "Case", place: PostPlace | None) -> str:
    if place is None:
        return _("Petugas")
    return f"{role_title(case.jurisdiction_id, place.role, language())}, {place.office_name}"


def _what(kind: str) -> str:
    return {
        "case": _("membuka urusan ini"),
        "file": _("membuka berkas"),
        "value": _("membuka data yang ditutup"),
    }.get(kind, _("melihat urusan ini"))
