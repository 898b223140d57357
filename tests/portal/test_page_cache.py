import pytest
from django.conf import settings
from django.core.cache import caches
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import path
from django.views.decorators.cache import never_cache

from content.models import Audience

made = []


def page(request):
    made.append(request.path)
    return HttpResponse(f"page {len(made)}")


def with_cookie(request):
    response = page(request)
    response.set_cookie("mine", "1")
    return response


urlpatterns = [
    path("page/", page),
    path("mine/", with_cookie),
    path("form/", never_cache(page)),
    path("admin/x/", page),
]

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.urls(__name__),
]


@pytest.fixture(autouse=True)
def kept_pages():
    made.clear()
    caches["pages"].clear()
    # Without the guards of the admin: they would send a visitor of these addresses away.
    rest = [
        name
        for name in settings.MIDDLEWARE
        if not name.startswith(("accounts", "audit", "departments"))
    ]
    names = ["portal.page_cache.PageCacheMiddleware", *rest]
    with override_settings(MIDDLEWARE=names):
        yield


def times_made(*requests):
    client = Client()
    for address, options in requests:
        assert client.get(address, **options).status_code == 200
    return len(made)


def test_a_page_is_made_once():
    assert times_made(("/page/", {}), ("/page/", {})) == 1


@pytest.mark.parametrize("address", ["/mine/", "/form/", "/admin/x/", "/page/?q=1"])
def test_what_is_personal_or_endless_is_made_anew(address):
    assert times_made((address, {}), (address, {})) == 2


def test_who_is_signed_in_gets_no_kept_page():
    client = Client()
    client.get("/page/")
    client.cookies[settings.SESSION_COOKIE_NAME] = "x"
    client.get("/page/")
    assert len(made) == 2


def test_a_compressed_page_is_only_for_who_reads_it():
    gzip = {"headers": {"Accept-Encoding": "gzip"}}
    assert times_made(("/page/", {}), ("/page/", gzip), ("/page/", gzip)) == 2


def test_a_published_change_gives_up_all_pages(django_capture_on_commit_callbacks):
    client = Client()
    client.get("/page/")
    with django_capture_on_commit_callbacks(execute=True):
        Audience.objects.create(code="moi", name="Mới")
    client.get("/page/")
    assert len(made) == 2


def test_a_full_cache_that_dropped_its_mark_brings_no_old_page_back(
    django_capture_on_commit_callbacks,
):
    client = Client()
    client.get("/page/")
    with django_capture_on_commit_callbacks(execute=True):
        Audience.objects.create(code="moi", name="Mới")
    caches["pages"].delete("generation")
    client.get("/page/")
    assert len(made) == 2


def test_what_a_visitor_writes_into_a_header_makes_no_page_of_its_own():
    asked = [{"headers": {"HX-Request": value}} for value in ("true", "x1", "x2")]
    assert times_made(*(("/page/", options) for options in asked)) == 1


def with_etag(request):
    response = page(request)
    response["ETag"] = '"made-once"'
    return response


urlpatterns.append(path("feed/", with_etag))


def test_a_kept_page_with_an_etag_is_not_sent_again(client):
    client.get("/feed/")
    assert client.get("/feed/", headers={"If-None-Match": '"made-once"'}).status_code == 304
    assert client.get("/feed/", headers={"If-None-Match": '"another"'}).status_code == 200
    assert client.get("/feed/").content == b"page 1"
