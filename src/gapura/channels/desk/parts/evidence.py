"""The files of a case beside its answers: which question each proves, and which version is current."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from gapura.cases.queries.detail import AnswerPage
from gapura.channels.desk.parts.worktime import full_moment
from gapura.documents.queries import FileRef


@dataclass(frozen=True)
class Proof:
    id: UUID
    title: str
    name: str
    address: str  # of the content
    choose: str  # of the page that shows it
    size: int
    print: str  # fingerprint, short
    received: str
    is_image: bool
    is_current: bool
    sentence: str  # why it cannot be shown; "" when it can
    is_shown: bool


def proofs_of(
    files: Iterable[FileRef], pages: Iterable[AnswerPage], *, city: str, number: str, chosen: str
) -> list[Proof]:
    """Current proofs in the order of the form, then what came before and what officers added."""
    labels = {
        str(file["id"]): row.label for page in pages for row in page.rows for file in row.files
    }
    order = list(labels)
    refs = sorted(files, key=lambda ref: _place(order, ref))
    known = {str(ref.id) for ref in refs}
    shown = chosen if chosen in known else next((str(ref.id) for ref in refs), "")
    return [_proof(ref, labels, city=city, number=number, shown=shown) for ref in refs]


def _place(order: list[str], ref: FileRef) -> tuple[int, str]:
    place = order.index(str(ref.id)) if str(ref.id) in order else len(order)
    return place, ref.created_at.isoformat()


def _proof(ref: FileRef, labels: dict[str, str], *, city: str, number: str, shown: str) -> Proof:
    current = str(ref.id) in labels
    title = labels.get(str(ref.id)) or (
        _("Foto petugas") if ref.created_by.startswith("officer") else _("Versi lama")
    )
    page = reverse("desk:case", args=[city, number])
    return Proof(
        id=ref.id,
        title=title,
        name=ref.name,
        address=reverse("desk:file", args=[city, number, ref.id]),
        choose=f"{page}?bukti={ref.id}#bukti",
        size=ref.size,
        print=f"{ref.sha256[:4]}…{ref.sha256[-4:]}" if ref.sha256 else "",
        received=full_moment(ref.created_at),
        is_image=ref.is_image,
        is_current=current,
        sentence=ref.sentence,
        is_shown=str(ref.id) == shown,
    )
