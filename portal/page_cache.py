"""Whole public pages, kept until anything is published.

First in the chain of middleware: a kept page costs neither routing nor a query. Only what is
the same for everyone is kept: no cookie comes in that signs somebody in, none goes out. All
kept pages are given up together when any row changes, and at midnight, when validity changes.
"""

import hashlib

from django.conf import settings
from django.core.cache import caches
from django.db import transaction
from django.db.models.signals import m2m_changed, post_delete, post_save
from django.utils import timezone
from django.utils.cache import get_conditional_response

SECONDS = 600
_GENERATION = "generation"
# Rows that no public page shows and that change without anything being published.
_SILENT = {
    *("admin", "contenttypes", "django_tasks_db", "search", "sessions", "wagtailadmin"),
    *("account", "accounts", "audit", "editorial", "mfa", "socialaccount", "usersessions"),
    "auth.user",  # signing in writes when it was
    "legal_library.errorreport",
}


class PageCacheMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not _may_be_kept(request):
            return self.get_response(request)
        pages = caches["pages"]
        key = _key(request, pages)
        kept = pages.get(key)
        if kept is not None:
            # What has an ETag is not sent again to who has it.
            etag = kept.get("ETag")
            return get_conditional_response(request, etag, response=kept) if etag else kept
        response = self.get_response(request)
        if _is_for_everyone(response):
            pages.set(key, response, SECONDS)
        return response


def forget_all() -> None:
    """Give up every kept page, when the transaction at hand is done."""
    transaction.on_commit(_next_generation)


def connect() -> None:
    """Forget the pages whenever a row changes."""
    for signal in (post_save, post_delete, m2m_changed):
        signal.connect(_on_change, dispatch_uid="portal.page_cache")


def _on_change(sender, **kwargs):
    if not {sender._meta.app_label, sender._meta.label_lower} & _SILENT:
        forget_all()


def _next_generation() -> None:
    caches["pages"].set(_GENERATION, _moment(), None)


def _generation(pages) -> float:
    """The generation that pages are kept under now.

    A full cache drops whatever it likes, this too. A new generation begins then: without
    one, a page from before the first change would be read again, although it was withdrawn.
    """
    return pages.get_or_set(_GENERATION, _moment, None)


def _moment() -> float:
    return timezone.now().timestamp()


def _may_be_kept(request) -> bool:
    # A query string has no end of variants: searches and filters are made anew.
    return (
        request.method == "GET"
        and not request.META.get("QUERY_STRING")
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and not request.path.startswith("/admin/")
    )


def _is_for_everyone(response) -> bool:
    return (
        response.status_code == 200
        and not response.streaming
        and not response.cookies
        and "Cookie" not in response.get("Vary", "")
        and not {"no-store", "private"} & set(response.get("Cache-Control", "").split(", "))
    )


def _key(request, pages) -> str:
    parts = (
        str(_generation(pages)),
        timezone.localdate().isoformat(),
        request.scheme,
        request.get_host(),
        request.path,
        str("gzip" in request.headers.get("Accept-Encoding", "")),
        str("HX-Request" in request.headers),
    )
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
