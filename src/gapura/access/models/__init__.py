"""Accounts and what protects them (platform rows); posts and absences (rows of a city)."""

from gapura.access.models.accounts import Account, AccountManager
from gapura.access.models.posts import Absence, OfficerPost
from gapura.access.models.proofs import EmailChange, PendingCode, RateMark

__all__ = [
    "Absence",
    "Account",
    "AccountManager",
    "EmailChange",
    "OfficerPost",
    "PendingCode",
    "RateMark",
]
