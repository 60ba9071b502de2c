from typing import Any

from django.core.management.base import BaseCommand

from gapura.channels.cli.reference import load_reference


class Command(BaseCommand):
    """Load areas, jurisdictions, calendars and services; run as the owner, again and again."""

    requires_system_checks: list[str] = []

    def handle(self, *_args: Any, **_options: Any) -> None:
        for sentence in load_reference():
            self.stderr.write(sentence)
