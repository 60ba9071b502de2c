"""Pages that need no case: finding services, offices, verification, sign-in."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
