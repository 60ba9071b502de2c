"""Pages that belong to no city: the choice of city, settings of the reader, health, the gallery."""

from django.urls import path

from gapura.channels.ui.views import front, health, settings

app_name = "ui"
urlpatterns = [
    path("", front.cities, name="cities"),
    path("setelan/", settings.change, name="settings"),
    path("healthz", health.alive, name="alive"),
    path("readyz", health.ready, name="ready"),
    path("robots.txt", front.robots, name="robots"),
]
