from typing import Any

from django.core.management.commands.migrate import Command as Migrate

from gapura.kernel.platform import grant_platform_tables


class Command(Migrate):
    """Migrate, then give the application's role its rights on the platform tables."""

    def handle(self, *args: Any, **options: Any) -> None:
        super().handle(*args, **options)
        grant_platform_tables()
