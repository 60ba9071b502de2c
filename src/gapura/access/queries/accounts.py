"""Accounts by id, and the links that were mailed for them."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone

from gapura.access.models import Account, EmailChange
from gapura.access.queries import links


@dataclass(frozen=True, slots=True)
class AccountView:
    id: UUID
    email: str
    name: str
    language: str


@dataclass(frozen=True, slots=True)
class EmailChangeView:
    """What the page asks before it acts: `purpose` is "confirm" or "stop"."""

    new_email: str
    old_email: str
    purpose: str


def find_account(account_id: UUID) -> AccountView | None:
    account = Account.objects.filter(id=account_id).first()
    return _view(account) if account else None


def account_email(account_id: UUID) -> str | None:
    return (
        Account.objects.filter(id=account_id, is_active=True)
        .values_list("email", flat=True)
        .first()
    )


def account_language(account_id: UUID) -> str:
    language = Account.objects.filter(id=account_id).values_list("language", flat=True).first()
    return language or "id"


def languages_of(account_ids: Iterable[UUID]) -> dict[UUID, str]:
    """In which language each is written to, in one statement."""
    wanted = set(account_ids)
    rows = Account.objects.filter(id__in=wanted).order_by("id") if wanted else ()
    return {account.id: account.language for account in rows}


def names_of(account_ids: Iterable[UUID]) -> dict[UUID, str]:
    """Names by account, in one statement; an account without a name is left out."""
    wanted = set(account_ids)
    if not wanted:
        return {}
    named = Account.objects.filter(id__in=wanted).exclude(name="").order_by("id")
    return dict(named.values_list("id", "name"))


def find_invited(token: str) -> AccountView | None:
    """Whose password the link of an invitation or a reset sets; None when it no longer does."""
    account = links.account_of_password_link(token)
    return _view(account) if account else None


def find_email_change(token: str) -> EmailChangeView | None:
    """The change that a mailed link speaks of, while it can still be confirmed or stopped."""
    read = links.read_email_link(token)
    if read is None:
        return None
    change_id, purpose = read
    change = EmailChange.objects.filter(
        id=change_id, confirmed_at=None, stopped_at=None, expires_at__gt=timezone.now()
    ).first()
    return EmailChangeView(change.new_email, change.old_email, purpose) if change else None


def _view(account: Account) -> AccountView:
    return AccountView(
        id=account.id, email=account.email, name=account.name, language=account.language
    )
