"""Content whose basis has changed, under /admin/can-cu-thay-doi/."""

from django.urls import path

from . import views

app_name = "impact"
urlpatterns = [
    path("", views.ChangedList.as_view(), name="list"),
    path("bao-cao/", views.UnitReport.as_view(), name="report"),
    path("bao-cao.csv", views.UnitReportFile.as_view(), name="report_file"),
    path("<uuid:pk>/", views.ChangedItem.as_view(), name="item"),
    path("<uuid:pk>/go/", views.Withdraw.as_view(), name="withdraw"),
]
