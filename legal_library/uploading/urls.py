"""Many files at once, under /admin/nhap-van-ban/."""

from django.urls import path

from . import views

app_name = "uploads"
urlpatterns = [
    path("", views.BatchList.as_view(), name="list"),
    path("results/", views.BatchList.as_view(results_only=True), name="list_results"),
    path("moi/", views.SendFiles.as_view(), name="new"),
    path("bang-thuoc-tinh.xlsx", views.AttributesTemplate.as_view(), name="template"),
    path("<int:pk>/", views.BatchPage.as_view(), name="batch"),
    path("<int:pk>/tien-do/", views.BatchProgress.as_view(), name="upload_progress"),
    path("<int:pk>/bao-cao.xlsx", views.BatchReport.as_view(), name="report"),
]
