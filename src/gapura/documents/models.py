"""Files that came in, and documents that went out."""

from django.db import models
from django.db.models import Q

from gapura.kernel.keys import JurisdictionModel, SameJurisdictionForeignKey

CLEAN, PENDING, REFUSED = "clean", "pending", "refused"
VALID, REVOKED, REPLACED = "valid", "revoked", "replaced"


class StoredFile(JurisdictionModel):
    """A file somebody sent. What is shown is never what came, but what we built from it."""

    belongs_to = models.UUIDField()  # a draft, later its case
    evidence = models.CharField(max_length=80, blank=True)  # the question it answers, if told
    name = models.CharField(max_length=100)
    media_type = models.CharField(max_length=40)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64, blank=True)  # of the cleaned content
    original_sha256 = models.CharField(max_length=64)
    address = models.CharField(max_length=64, blank=True)  # in the vault; pending: the original
    state = models.CharField(max_length=10)
    reason = models.CharField(max_length=30, blank=True)
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)
    pages = models.PositiveIntegerField(null=True)
    created_at = models.DateTimeField()
    created_by = models.CharField(max_length=60)  # Actor.ref

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state=CLEAN, sha256__gt="", address__gt="", reason="")
                | Q(state=PENDING, sha256="", address__gt="", reason="")
                | Q(state=REFUSED, sha256="", address="", reason__gt=""),
                name="only_clean_files_have_content_to_show",
            ),
            models.UniqueConstraint(
                fields=["jurisdiction_id", "belongs_to", "evidence", "original_sha256"],
                condition=~Q(evidence=""),
                name="one_file_however_often_it_is_sent",
            ),
        ]
        indexes = [
            models.Index(fields=["jurisdiction_id", "belongs_to", "created_at"], name="file_of"),
        ]

    def __str__(self) -> str:
        return self.name


class Document(JurisdictionModel):
    """An official document that was issued, as its PDF says it and as anyone may verify it."""

    key = models.CharField(max_length=200)  # issuing again with the same key changes nothing
    kind = models.CharField(max_length=60)
    number = models.CharField(max_length=120)
    token = models.CharField(max_length=40)  # unguessable: the link in the QR
    case_id = models.UUIDField()
    service_code = models.CharField(max_length=60)
    title = models.JSONField()  # by language
    office_id = models.UUIDField()
    issuer = models.CharField(max_length=200)
    signer = models.CharField(max_length=200)  # "Lurah Kemayoran"
    signer_role = models.CharField(max_length=40)
    holder_masked = models.CharField(max_length=200)
    fields = models.JSONField()  # [{id, label by language, value, masked}]: masked where it must be
    language = models.CharField(max_length=10)
    sha256 = models.CharField(max_length=64)  # of the PDF
    size = models.PositiveIntegerField()
    address = models.CharField(max_length=64)  # in the vault
    status = models.CharField(max_length=10, default=VALID)
    issued_at = models.DateTimeField()
    issued_by = models.CharField(max_length=60)  # Actor.ref
    valid_until = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction_id", "key"], name="one_document_per_key"),
            models.UniqueConstraint(
                fields=["jurisdiction_id", "number"], name="one_document_per_number"
            ),
            models.UniqueConstraint(
                fields=["jurisdiction_id", "token"], name="one_document_per_token"
            ),
            models.CheckConstraint(
                condition=Q(status__in=[VALID, REVOKED, REPLACED]), name="document_status_known"
            ),
        ]
        indexes = [
            models.Index(
                fields=["jurisdiction_id", "case_id", "issued_at"], name="document_of_case"
            ),
            models.Index(fields=["jurisdiction_id", "sha256"], name="document_by_content"),
        ]

    def __str__(self) -> str:
        return self.number


class Revocation(JurisdictionModel):
    """Why a document no longer holds, and since when."""

    document = SameJurisdictionForeignKey(Document, related_name="+")
    replaced_by = SameJurisdictionForeignKey(Document, null=True, related_name="+")
    grounds = models.TextField()
    revoked_at = models.DateTimeField()
    revoked_by = models.CharField(max_length=60)  # Actor.ref

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction_id", "document"], name="one_revocation_per_document"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document_id}"
