from django.apps import AppConfig


class PartiesConfig(AppConfig):
    name = "gapura.parties"
    label = "parties"
