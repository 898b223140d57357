"""Addresses that belong to the site as a whole."""

from django.conf import settings
from django.urls import path
from django.views.generic import RedirectView
from wagtail.contrib.sitemaps.views import index, sitemap

from departments.views import units

from . import views
from .sitemaps import SITEMAPS

urlpatterns = [
    path("robots.txt", views.robots, name="robots"),
    path(
        "sitemap.xml",
        index,
        {"sitemaps": SITEMAPS, "sitemap_url_name": "sitemap-section"},
        name="sitemap",
    ),
    path("sitemap-<slug:section>.xml", sitemap, {"sitemaps": SITEMAPS}, name="sitemap-section"),
    path("site.webmanifest", views.webmanifest, name="webmanifest"),
]
if settings.SHOW_PATTERNS:
    urlpatterns.append(path("mau-giao-dien/", views.patterns, name="patterns"))

# Pages to read, in every language of the interface.
page_urlpatterns = [
    # Printed before the law calendar had its own place.
    path(
        "lich-hieu-luc/",
        RedirectView.as_view(pattern_name="legal_library:calendar", permanent=True),
    ),
    path("don-vi/", units, name="units"),
]
