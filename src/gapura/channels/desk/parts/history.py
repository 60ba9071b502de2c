"""What happened to a case and who looked at it, with names for those who read history."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.translation import gettext as _

from gapura.audit.queries import AccessRow
from gapura.cases.queries.lists import PROMISE
from gapura.cases.queries.timeline import outcome_title
from gapura.cases.queries.words import in_reader_language
from gapura.channels.desk.parts.queue import CHANNELS
from gapura.channels.desk.parts.worktime import full_moment
from gapura.engines.definitions.schema import ServicePackage

if TYPE_CHECKING:
    from gapura.kernel.models import Event

Names = Mapping[UUID, str]
CLOCKS = frozenset({"case.deadline_near", "case.deadline_missed", "case.deadline_moved"})
SILENT = frozenset({"case.task_opened"})  # the step that led there says it already
OUTCOMES = ("granted", "refused", "resolved", "rejected", "withdrawn", "deemed_granted")


@dataclass(frozen=True)
class Past:
    text: str
    when: str
    who: str


def past_of(events: Iterable["Event"], package: ServicePackage, names: Names) -> list[Past]:
    """Newest first."""
    told = [
        Past(_words(event, package, names), full_moment(event.occurred_at), who(event.actor, names))
        for event in events
        if event.type not in SILENT
    ]
    return [past for past in reversed(told) if past.text]


def accounts_in(refs: Iterable[str]) -> set[UUID]:
    """`officer:0192…` of each, for one question about names."""
    found = set()
    for ref in refs:
        _kind, _colon, account = ref.partition(":")
        if account:
            found.add(UUID(account))
    return found


def who(ref: str, names: Names) -> str:
    kind, _colon, account = ref.partition(":")
    name = names.get(UUID(account), "") if account else ""
    if kind == "officer":
        return name or _("petugas")
    return {
        "system": _("sistem"),
        "resident": _("pemohon"),
        "visitor": _("pemohon"),
        "partner": _("sistem mitra"),
    }.get(kind, kind)


def _words(event: "Event", package: ServicePackage, names: Names) -> str:
    if event.type in CLOCKS and event.data["clock"] != PROMISE:
        return ""  # a deadline of the SOP stands in the clock panel; here the promise is enough
    match event.type:
        case "case.step_taken":
            words = _step(event, package)
        case "case.task_assigned":
            words = _assigned(event, names)
        case "case.deadline_near":
            words = _("%(percent)s%% waktu terpakai") % {"percent": event.data["percent"]}
        case "case.submitted":
            channel = str(CHANNELS.get(event.channel, event.channel))
            words = _("Dikirim lewat %(channel)s") % {"channel": channel}
        case _:
            words = _titles().get(event.type, "")
    return words


def _titles() -> dict[str, str]:
    ends = {f"case.{outcome}": outcome_title(outcome) for outcome in OUTCOMES}
    return ends | {
        "case.complete": _("Syarat lengkap"),
        "case.correction_requested": _("Diminta memperbaiki, jam berhenti"),
        "case.corrected": _("Perbaikan diterima"),
        "case.message": _("Pesan dikirim"),
        "case.deadline_missed": _("Lewat batas waktu"),
        "case.deadline_moved": _("Batas waktu disesuaikan karena hari kerja berubah"),
        "case.pin_replaced": _("PIN diganti"),
        "document.issued": _("Surat terbit"),
    }


def _step(event: "Event", package: ServicePackage) -> str:
    step = package.workflow.steps.get(event.data["origin"])
    action = step.actions.get(event.data["action"]) if step else None
    if step is None or action is None:
        return str(event.data["action"])
    return f"{in_reader_language(step.activity)}: {in_reader_language(action.label)}"


def _assigned(event: "Event", names: Names) -> str:
    to = event.data["assignee_id"]
    if to is None:
        return _("Tugas dilepas")
    return _("Tugas dipegang %(name)s") % {"name": names.get(UUID(to), _("petugas"))}


@dataclass(frozen=True)
class Look:
    """One line of the trail: who looked at what, when, through which post and why."""

    who: str
    when: str
    what: str
    why: str
    parts: str


def looks_of(rows: Iterable[AccessRow], names: Names, labels: Mapping[str, str]) -> list[Look]:
    """`labels` names the answers by path; a path that no form has any more stays as it is."""
    whats, whys = _whats(), purposes()
    return [
        Look(
            who=who(row.actor, names),
            when=full_moment(row.at),
            what=whats.get(row.kind, row.kind),
            why=whys.get(row.purpose, row.purpose),
            parts=", ".join(labels.get(part, part) for part in row.details),
        )
        for row in rows
    ]


def _whats() -> dict[str, str]:
    return {
        "case": _("Halaman urusan"),
        "file": _("Berkas"),
        "value": _("Nilai tersamar (tombol Tampilkan)"),
        "search": _("Hasil pencarian"),
    }


def purposes() -> dict[str, str]:
    """Why a masked value is opened: an officer chooses one, and it stays in the trail."""
    return {
        "match_evidence": _("Mencocokkan dengan bukti"),
        "match_register": _("Mencocokkan dengan register"),
        "contact_applicant": _("Menghubungi pemohon"),
        "casework": _("Mengerjakan urusan"),
    }
