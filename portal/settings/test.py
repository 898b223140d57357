"""Tests: plain static files, a fast hasher, media in memory, a search index of its own."""

import os
import tempfile
from pathlib import Path

from .base import *  # noqa: F403 - settings build on each other by name

SECRET_KEY = "test-only"  # noqa: S105 - guards nothing
DEBUG = False
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
if "redis" in CACHES["default"]["BACKEND"].lower():  # noqa: F405 - from base
    # Test processes share one Redis: each has a database of its own there, which it may empty.
    _own = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    for cache in CACHES.values():  # noqa: F405 - from base
        cache["LOCATION"] = f"{cache['LOCATION'].rpartition('/')[0]}/{_own}"
else:
    _memory = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    CACHES = {"default": _memory, "pages": _memory | {"LOCATION": "pages"}}
# A kept page would hide from a test what its own change does; tests of it put it back.
MIDDLEWARE = [name for name in MIDDLEWARE if "page_cache" not in name]  # noqa: F405 - from base
SEARCH |= {  # noqa: F405 - from base
    "ENGINE": "tantivy",
    "DIRECTORY": Path(tempfile.mkdtemp(prefix="portal-search-")),
    "INLINE": True,
    "LOG": "",
}
EXPORTS_DIR = Path(tempfile.mkdtemp(prefix="portal-exports-"))
UPLOADS |= {"DIRECTORY": Path(tempfile.mkdtemp(prefix="portal-uploads-"))}  # noqa: F405 - from base
SHOW_PATTERNS = True
REQUIRE_SECOND_FACTOR = False  # tests of it turn it on

SERVE_MEDIA = True
IS_DEMONSTRATION = True
