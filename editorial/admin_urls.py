"""Addresses of this app inside the admin."""

from django.urls import path

from .views.experts import ExpertsView
from .views.inbox import InboxView, UnitWorkView
from .views.steps import StepView

urlpatterns = [
    path("viec-cua-toi/", InboxView.as_view(), name="editorial_inbox"),
    path("viec-cua-toi/bai/<int:pk>/", StepView.as_view(), name="editorial_step"),
    path("viec-cua-don-vi/", UnitWorkView.as_view(), name="editorial_unit_work"),
    path(
        "gop-y-chuyen-mon/<int:content_type_id>/<int:object_id>/",
        ExpertsView.as_view(),
        name="editorial_experts",
    ),
]
