from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "gapura.notifications"
    label = "notifications"
