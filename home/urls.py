"""Addresses that belong to the site as a whole."""

from django.conf import settings
from django.urls import path
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
    path("lich-hieu-luc/", views.calendar, name="calendar"),
    path("don-vi/", units, name="units"),
]
