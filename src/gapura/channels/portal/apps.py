from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "gapura.channels.portal"
    label = "portal"
