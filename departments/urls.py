"""Addresses below /don-vi/ that are no pages; no unit may have their words as its code."""

from django.urls import path

from . import board_views, views

app_name = "departments"

urlpatterns = [
    path("muc-do-day-du/", board_views.completeness, name="completeness"),
    path("muc-do-day-du/bang.csv", board_views.completeness_csv, name="completeness-csv"),
    path("<slug:code>/lich-su/", views.unit_history, name="history"),
    path("<slug:code>/", views.place, name="place"),
]
