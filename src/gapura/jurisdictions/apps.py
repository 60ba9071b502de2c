from django.apps import AppConfig


class JurisdictionsConfig(AppConfig):
    name = "gapura.jurisdictions"
    label = "jurisdictions"
