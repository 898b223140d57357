"""People under /admin/nguoi-dung/, with the requests for accounts and the yearly review."""

from django.urls import path

from . import people_views as people
from . import reason_views as reasons
from . import request_views as requests
from . import review_views as reviews

app_name = "people"
urlpatterns = [
    path("", people.PeopleList.as_view(), name="list"),
    path("results/", people.PeopleList.as_view(results_only=True), name="list_results"),
    path("cap-tai-khoan/", people.OpenAccount.as_view(), name="open"),
    path("de-nghi/", requests.RequestList.as_view(), name="requests"),
    path(
        "de-nghi/results/",
        requests.RequestList.as_view(results_only=True),
        name="requests_results",
    ),
    path("de-nghi/cap-moi/", requests.AskForAccounts.as_view(), name="ask"),
    path("de-nghi/thu-hoi/", requests.AskToWithdraw.as_view(), name="ask_back"),
    path("de-nghi/<int:pk>/", requests.RequestPage.as_view(), name="request"),
    path("de-nghi/<int:pk>/sua/", requests.EditRequest.as_view(), name="request_edit"),
    path("de-nghi/<int:pk>/van-ban/", requests.RequestDocument.as_view(), name="request_document"),
    path("ra-soat/", reviews.ReviewList.as_view(), name="reviews"),
    path("ra-soat/results/", reviews.ReviewList.as_view(results_only=True), name="reviews_results"),
    path("ra-soat/mo/", reviews.OpenReview.as_view(), name="review_open"),
    path("ra-soat/<int:pk>/", reviews.ReviewPage.as_view(), name="review"),
    path(
        "ra-soat/<int:pk>/results/",
        reviews.ReviewPage.as_view(results_only=True),
        name="review_results",
    ),
    path("<int:pk>/", people.PersonPage.as_view(), name="person"),
    path("<int:pk>/sua/", people.EditPerson.as_view(), name="edit"),
    path("<int:pk>/giao-vai-tro/", people.GiveRole.as_view(), name="give_role"),
    path(
        "<int:pk>/thu-hoi-vai-tro/<int:appointment>/",
        reasons.WithdrawRole.as_view(),
        name="withdraw_role",
    ),
    path("<int:pk>/khoa/", reasons.Disable.as_view(), name="disable"),
    path("<int:pk>/mo-lai/", reasons.Enable.as_view(), name="enable"),
    path("<int:pk>/mat-khau/", reasons.OneTimePassword.as_view(), name="password"),
    path("<int:pk>/dang-xuat/", reasons.SignOutEverywhere.as_view(), name="sign_out"),
    path("<int:pk>/xac-thuc/", reasons.ForgetSecondFactor.as_view(), name="second_factor"),
]
