"""What follows from a fact of a case, after its commit: documents, letters, timers, digests."""

from gapura.cases.handlers import applicant, calendar, documents, moments, officers

__all__ = ["applicant", "calendar", "documents", "moments", "officers"]
