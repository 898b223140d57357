"""Addresses of the search, below /tim-kiem/."""

from django.urls import path

from . import views

app_name = "search"

urlpatterns = [
    path("", views.search, name="search"),
    path("atom.xml", views.feed, name="feed"),
    path("goi-y/", views.suggest, name="suggest"),
    path("da-mo/", views.opened, name="opened"),
]
