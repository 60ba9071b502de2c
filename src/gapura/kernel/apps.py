from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class KernelConfig(AppConfig):
    name = "gapura.kernel"
    label = "kernel"

    def ready(self) -> None:
        # Handlers register themselves when imported; whoever publishes must know whom to owe.
        autodiscover_modules("handlers")
