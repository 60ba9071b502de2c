from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "gapura.documents"
    label = "documents"
