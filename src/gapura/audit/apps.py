from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "gapura.audit"
    label = "audit"
