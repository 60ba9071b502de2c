from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "gapura.cases"
    label = "cases"
