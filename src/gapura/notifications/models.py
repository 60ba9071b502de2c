"""What leaves by post (OutgoingMail) and what waits inside (Notice)."""

from django.db import models
from django.db.models import Q

from gapura.kernel.keys import JurisdictionModel

QUEUED, SENT, REFUSED, EXPIRED = "queued", "sent", "refused", "expired"


class OutgoingMail(JurisdictionModel):
    """One mail to one address. The key makes queueing it again harmless."""

    key = models.CharField(max_length=200)
    to = models.CharField(max_length=254)
    subject = models.CharField(max_length=250)
    body = models.TextField(blank=True)  # erasable: emptied after sending when it holds a secret
    message_id = models.CharField(max_length=200)
    state = models.CharField(max_length=10, default=QUEUED)
    reason = models.CharField(max_length=500, blank=True)  # why it was refused
    queued_at = models.DateTimeField()
    useless_after = models.DateTimeField(null=True)  # a code that has expired is not sent
    sent_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction_id", "key"], name="one_mail_per_key"),
            models.CheckConstraint(
                condition=Q(state__in=[QUEUED, SENT, REFUSED, EXPIRED]), name="mail_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state=SENT, sent_at__isnull=False)
                | (~Q(state=SENT) & Q(sent_at__isnull=True)),
                name="sent_mail_has_its_moment",
            ),
        ]
        indexes = [
            models.Index(
                fields=["jurisdiction_id", "queued_at"],
                name="mail_not_delivered",
                condition=Q(state__in=[QUEUED, REFUSED]),
            ),
        ]

    def __str__(self) -> str:
        return self.message_id


class Notice(JurisdictionModel):
    """A message shown to an account inside Gapura, until read and after."""

    key = models.CharField(max_length=200)
    account_id = models.UUIDField()  # a platform row: no foreign key
    subject = models.CharField(max_length=250)
    body = models.TextField(blank=True)
    link = models.CharField(max_length=500, blank=True)  # a path of this site
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction_id", "key"], name="one_notice_per_key"),
        ]
        indexes = [
            models.Index(
                fields=["jurisdiction_id", "account_id", "-id"], name="notices_of_account"
            ),
            models.Index(
                fields=["jurisdiction_id", "account_id"],
                name="notices_unread",
                condition=Q(read_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)
