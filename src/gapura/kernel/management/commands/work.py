import signal
from types import FrameType
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.module_loading import import_string

from gapura.kernel.worker.loop import Worker


class Command(BaseCommand):
    """Do what is owed until told to stop: SIGTERM or Ctrl-C end it after the piece in hand."""

    requires_system_checks: list[str] = []  # it starts beside the web process, which checks

    def handle(self, *_args: Any, **_options: Any) -> None:
        worker = Worker(import_string(settings.GAPURA_JURISDICTIONS))

        def stop(signum: int, frame: FrameType | None) -> None:
            worker.stop()

        signal.signal(signal.SIGTERM, stop)
        signal.signal(signal.SIGINT, stop)
        self.stdout.write("worker is waiting for work")
        worker.run()
        self.stdout.write("worker stopped")
