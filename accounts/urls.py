"""Addresses of accounts. Only these views of allauth exist here: there is no sign-up."""

from allauth.account import views as account_views
from allauth.mfa.base import views as factor_views
from allauth.mfa.recovery_codes import views as recovery_views
from allauth.mfa.totp import views as totp_views
from allauth.mfa.webauthn import views as key_views
from allauth.socialaccount import views as common_views
from django.conf import settings
from django.urls import include, path, re_path
from django.views.decorators.cache import never_cache
from wagtail.utils.urlpatterns import decorate_urlpatterns

from . import views

urlpatterns = [
    path("", views.profile, name="account_profile"),
    path("dang-nhap/", views.sign_in, name="account_login"),
    path("dang-xuat/", account_views.logout, name="account_logout"),
    path("dang-khoa/", account_views.account_inactive, name="account_inactive"),
    path("nhap-lai-mat-khau/", account_views.reauthenticate, name="account_reauthenticate"),
    path("doi-mat-khau/", account_views.password_change, name="account_change_password"),
    path("dat-mat-khau/", account_views.password_set, name="account_set_password"),
    path("quen-mat-khau/", account_views.password_reset, name="account_reset_password"),
    path(
        "quen-mat-khau/da-gui/",
        account_views.password_reset_done,
        name="account_reset_password_done",
    ),
    path(
        "quen-mat-khau/xong/",
        account_views.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^quen-mat-khau/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account_views.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("phien/", views.sessions, name="account_sessions"),
    path("phien/ket-thuc/", views.end_session, name="account_end_session"),
    path("dang-giu/<uuid:token>/", views.held, name="account_held"),
    path("trang-thai/", views.state, name="account_state"),
    path("hoat-dong/", views.activity, name="account_activity"),
    path("mo-khoa/", views.unlock, name="account_unlock"),
    path("hai-lop/", views.second_factor, name="mfa_index"),
    path("hai-lop/nhap-ma/", factor_views.authenticate, name="mfa_authenticate"),
    path("hai-lop/nhap-lai-ma/", factor_views.reauthenticate, name="mfa_reauthenticate"),
    path("hai-lop/ung-dung/", views.set_up_app, name="mfa_activate_totp"),
    path("hai-lop/ung-dung/bo/", totp_views.deactivate_totp, name="mfa_deactivate_totp"),
    path("hai-lop/ma-khoi-phuc/", views.recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "hai-lop/ma-khoi-phuc/tao-moi/",
        recovery_views.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path("hai-lop/khoa/", key_views.list_webauthn, name="mfa_list_webauthn"),
    path("hai-lop/khoa/them/", views.add_key, name="mfa_add_webauthn"),
    path(
        "hai-lop/khoa/xac-nhan/",
        key_views.reauthenticate_webauthn,
        name="mfa_reauthenticate_webauthn",
    ),
    path("hai-lop/khoa/<int:pk>/bo/", views.remove_key, name="mfa_remove_webauthn"),
    path("hai-lop/khoa/<int:pk>/doi-ten/", key_views.edit_webauthn, name="mfa_edit_webauthn"),
]
if settings.OIDC_ISSUER:
    urlpatterns += [
        path("dinh-danh/khong-duoc/", common_views.login_error, name="socialaccount_login_error"),
        path(
            "dinh-danh/da-huy/",
            common_views.login_cancelled,
            name="socialaccount_login_cancelled",
        ),
        path("dinh-danh/", include("allauth.socialaccount.providers.openid_connect.urls")),
    ]
urlpatterns = decorate_urlpatterns(urlpatterns, never_cache)
