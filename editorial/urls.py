"""The one public address of this app: an expert's secret link."""

from django.urls import path

from .views import expert_page

urlpatterns = [
    path("<str:token>/", expert_page.expert_page, name="editorial_expert_page"),
    path("<str:token>/cam-on/", expert_page.thanks, name="editorial_expert_thanks"),
]
