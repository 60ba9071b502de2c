from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "gapura.access"
    label = "access"
