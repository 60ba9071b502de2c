from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from gapura.engines.definitions.loading import load_jurisdiction as read_jurisdiction
from gapura.jurisdictions.commands import load_areas, load_jurisdiction, seed_holidays


class Command(BaseCommand):
    """Load areas, jurisdictions, calendars and services; run as the owner, again and again."""

    def handle(self, *args: Any, **options: Any) -> None:
        today = timezone.localdate()
        self.stdout.write(f"areas: {load_areas(as_of=today)}")
        for file in sorted(Path(settings.GAPURA_SERVICES).glob("*/jurisdiction.yaml")):
            definition, findings = read_jurisdiction(file.parent)
            if definition is None:
                raise CommandError("\n".join(str(finding) for finding in findings))
            load_jurisdiction(definition)
            seeded = seed_holidays(definition.id, range(today.year - 2, today.year + 3))
            self.stdout.write(f"{definition.id}: {seeded.added} holidays added")
