"""Addresses that belong to the site as a whole."""

from django.conf import settings
from django.urls import path

from . import views

urlpatterns = [
    path("robots.txt", views.robots, name="robots"),
    path("site.webmanifest", views.webmanifest, name="webmanifest"),
]
if settings.SHOW_PATTERNS:
    urlpatterns.append(path("mau-giao-dien/", views.patterns, name="patterns"))
