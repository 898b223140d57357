"""All addresses of the portal: wiring only."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from accounts.views import admin_door
from home.urls import page_urlpatterns

from . import media

# All ways in lead to the one that counts failures and asks for the second factor.
signing_in = RedirectView.as_view(pattern_name="account_login", query_string=True)

urlpatterns = [
    path("tai-khoan/", include("accounts.urls")),
    path("admin/login/", admin_door, name="wagtailadmin_login"),
    path(
        "admin/password_reset/",
        RedirectView.as_view(pattern_name="account_reset_password"),
        name="wagtailadmin_password_reset",
    ),
    path("_util/login/", signing_in),
    path("admin/", include(wagtailadmin_urls)),
    path("tai-ve/", include(wagtaildocs_urls)),
    path("gop-y-chuyen-gia/", include("editorial.urls")),
    path("", include("home.urls")),
]

if settings.SERVE_MEDIA:
    # A demonstration has no web server in front; in production nginx serves uploads.
    urlpatterns.append(path("media/<path:path>", media.serve, name="media"))

# Vietnamese stands at the root, other languages under their code.
urlpatterns += i18n_patterns(
    path("_util/login/", signing_in),
    path("don-vi/", include("departments.urls")),
    path("", include(page_urlpatterns)),
    path("tim-kiem/", include("search.urls")),
    path("van-ban/", include("legal_library.urls")),
    path("hoi-dap/", include("qa.urls")),
    path("", include(wagtail_urls)),
    prefix_default_language=False,
)
