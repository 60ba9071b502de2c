"""Load the areas of the decree; run by the owner, as often as one likes."""

import csv
from datetime import date
from pathlib import Path

from django.db import transaction

from gapura.jurisdictions.models import Area

AREAS = Path(__file__).parents[1] / "data" / "areas.csv"
AREAS_SOURCE = "idn-area-data 4.0.1 (Kepmendagri 300.2.2-2138/2025)"


def load_areas(file: Path = AREAS, *, source: str = AREAS_SOURCE, as_of: date) -> int:
    """Add and rename areas; one that is no longer in the file ends on `as_of` and stays known.

    Areas belong to no jurisdiction, so this is one transaction without scope. Returns how many
    areas the file holds.
    """
    with file.open(encoding="utf-8", newline="") as lines:
        areas = [Area(**row, source=source) for row in csv.DictReader(lines)]
    with transaction.atomic():
        Area.objects.bulk_create(
            areas,
            update_conflicts=True,
            unique_fields=["code"],
            update_fields=["level", "parent_code", "name", "source", "valid_to"],
        )
        ended = Area.objects.filter(valid_to=None).exclude(code__in=[area.code for area in areas])
        ended.update(valid_to=as_of)
    return len(areas)
