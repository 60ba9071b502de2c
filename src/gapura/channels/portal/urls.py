"""Addresses of the residents' face, behind /<city>/; names as in `portal:case`."""

from gapura.channels.portal import urls_cases, urls_public

app_name = "portal"
urlpatterns = [*urls_public.urlpatterns, *urls_cases.urlpatterns]
