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
    # Test processes share one Redis and must not see each other's entries.
    for name, cache in CACHES.items():  # noqa: F405 - from base
        cache["KEY_PREFIX"] = f"{name}-{os.getpid()}"
else:
    _memory = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    CACHES = {"default": _memory, "pages": _memory | {"LOCATION": "pages"}}
# A kept page would hide from a test what its own change does; tests of it put it back.
MIDDLEWARE = [name for name in MIDDLEWARE if "page_cache" not in name]  # noqa: F405 - from base
SEARCH = {
    "ENGINE": "tantivy",
    "DIRECTORY": Path(tempfile.mkdtemp(prefix="portal-search-")),
    "INLINE": True,
}
SHOW_PATTERNS = True

SERVE_MEDIA = True
IS_DEMONSTRATION = True
