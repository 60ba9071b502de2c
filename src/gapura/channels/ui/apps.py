from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "gapura.channels.ui"
    label = "ui"
