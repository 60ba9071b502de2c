"""Pages that belong to no city: the choice of city, settings of the reader, health, the gallery."""

from django.urls import path

from gapura.channels.ui.views import front, gallery, health, settings

app_name = "ui"
urlpatterns = [
    path("", front.cities, name="cities"),
    path("setelan/", settings.change, name="settings"),
    path("healthz", health.alive, name="alive"),
    path("readyz", health.ready, name="ready"),
    path("robots.txt", front.robots, name="robots"),
    path("gaya/", gallery.parts, name="gallery"),
    path("gaya/isian/<slug:state>/", gallery.questions, name="gallery-questions"),
    path("gaya/kendala/<slug:key>/", gallery.errors, name="gallery-errors"),
    path("gaya/meja/", gallery.desk, name="gallery-desk"),
]
