"""Addresses of questions and answers."""

from django.urls import path

from . import views

app_name = "qa"
urlpatterns = [
    path("", views.question_list, name="list"),
    path("<slug:slug>/", views.question, name="question"),
]
