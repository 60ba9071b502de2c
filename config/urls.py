"""Where each face begins; public addresses begin with the jurisdiction."""

from django.urls import include, path

urlpatterns = [
    path("api/v1/", include("gapura.channels.api.urls")),
    path("<slug:city>/desk/", include("gapura.channels.desk.urls")),
    path("", include("gapura.channels.ui.urls")),
    path("", include("gapura.channels.portal.urls")),
]

handler400 = "gapura.channels.ui.errors.bad_request"
handler403 = "gapura.channels.ui.errors.forbidden"
handler404 = "gapura.channels.ui.errors.not_found"
handler500 = "gapura.channels.ui.errors.server_error"
