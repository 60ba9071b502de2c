"""Files that came in: what is known of one, and its content once it is clean."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from gapura.documents import vault
from gapura.documents.cleaning import sentence_for
from gapura.documents.models import CLEAN, PENDING, StoredFile
from gapura.kernel.compiled import compiled
from gapura.kernel.errors import NotFound, Refused


@dataclass(frozen=True, slots=True)
class FileRef:
    """A file as others know it; `sha256` is empty until it is clean."""

    id: UUID
    belongs_to: UUID
    name: str
    media_type: str
    size: int
    sha256: str
    state: str  # clean, pending, refused
    reason: str
    created_at: datetime
    created_by: str
    width: int | None = None
    height: int | None = None
    pages: int | None = None

    @property
    def is_clean(self) -> bool:
        return self.state == CLEAN

    @property
    def is_image(self) -> bool:
        return self.media_type.startswith("image/")

    @property
    def sentence(self) -> str:
        """Why it cannot be shown, for a person; empty when it can."""
        if self.state == PENDING:
            return _("Berkas besar ini sedang diperiksa. Biasanya selesai dalam satu menit.")
        return sentence_for(self.reason) if self.reason else ""


def get_file_ref(file_id: UUID, jurisdiction: str) -> FileRef:
    return as_ref(_row(file_id, jurisdiction))


def list_files(belongs_to: UUID, jurisdiction: str) -> tuple[FileRef, ...]:
    """All files of a draft or case, first sent first."""
    return tuple(as_ref(row) for row in _of.all(jurisdiction, belongs_to))


@compiled
def _of(jurisdiction: str, belongs_to: UUID) -> QuerySet[StoredFile]:
    rows = StoredFile.objects.of(jurisdiction).filter(belongs_to=belongs_to)
    return rows.order_by("created_at", "id")


def read_file(file_id: UUID, *, jurisdiction: str) -> tuple[FileRef, bytes]:
    """The clean content. Permission and the audit row are the caller's."""
    row = _row(file_id, jurisdiction)
    ref = as_ref(row)
    if not ref.is_clean:
        raise Refused(ref.sentence, code=f"file-{ref.state}")
    return ref, vault.fetch(row.address, jurisdiction=jurisdiction, row_id=row.id)


def as_ref(row: StoredFile) -> FileRef:
    return FileRef(
        id=row.id,
        belongs_to=row.belongs_to,
        name=row.name,
        media_type=row.media_type,
        size=row.size,
        sha256=row.sha256,
        state=row.state,
        reason=row.reason,
        created_at=row.created_at,
        created_by=row.created_by,
        width=row.width,
        height=row.height,
        pages=row.pages,
    )


def _row(file_id: UUID, jurisdiction: str) -> StoredFile:
    row = StoredFile.objects.of(jurisdiction).filter(id=file_id).first()
    if row is None:
        raise NotFound(
            _("Berkas ini tidak ada, atau sudah dihapus pengirimnya."), code="file-not-found"
        )
    return row
