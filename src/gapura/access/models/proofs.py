"""What stands between a stranger and an account: codes, confirmations, growing pauses.

Platform rows: a sign-in begins before anybody's city is known. None holds a secret in clear.
"""

from django.db import models
from django.db.models import Q

from gapura.access.models.accounts import Account
from gapura.kernel.keys import Key


class PendingCode(models.Model):
    """A code sent by mail to whoever asked from one browser; that browser keeps the id."""

    id = Key()
    email = models.EmailField()
    digest = models.CharField(max_length=64)  # keyed hash of id and code
    language = models.CharField(max_length=5)
    expires_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["expires_at"], name="codes_to_forget")]

    def __str__(self) -> str:
        return str(self.id)


class EmailChange(models.Model):
    """A wish for another address; true once the new address confirms and the old did not stop."""

    id = Key()
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    old_email = models.EmailField()
    new_email = models.EmailField()
    expires_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True) | Q(stopped_at__isnull=True),
                name="email_change_has_one_end",
            ),
        ]
        indexes = [models.Index(fields=["expires_at"], name="email_changes_to_forget")]

    def __str__(self) -> str:
        return str(self.id)


class RateMark(models.Model):
    """How often a secret was missed, for one address, one subject, or the two together."""

    key = models.CharField(primary_key=True, max_length=64)  # keyed hash: no address is stored
    failures = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField()
    open_at = models.DateTimeField()  # the next try is looked at from this moment
    trusted_until = models.DateTimeField(null=True)  # the secret was right from here

    class Meta:
        indexes = [models.Index(fields=["last_at"], name="rate_marks_to_forget")]

    def __str__(self) -> str:
        return self.key
