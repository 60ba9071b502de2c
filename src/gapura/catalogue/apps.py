from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "gapura.catalogue"
    label = "catalogue"
