"""Addresses of the search in the admin, below /admin/tim-kiem/."""

from django.urls import path

from . import admin_views

app_name = "search_admin"

urlpatterns = [
    path("", admin_views.WeekView.as_view(), name="week"),
    path("ghim/", admin_views.PinView.as_view(), name="pin"),
]
