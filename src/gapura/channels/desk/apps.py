from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "gapura.channels.desk"
    label = "desk"
