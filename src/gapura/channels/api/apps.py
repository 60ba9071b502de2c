from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "gapura.channels.api"
    label = "api"
