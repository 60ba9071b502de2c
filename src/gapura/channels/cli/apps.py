from django.apps import AppConfig


class CliConfig(AppConfig):
    name = "gapura.channels.cli"
    label = "cli"
