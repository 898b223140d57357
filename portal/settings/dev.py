"""A developer's machine, and the demonstration site."""

from .base import *  # noqa: F403 - settings build on each other by name
from .base import BASE_DIR, env

DEBUG = env.bool("DEBUG", default=False)
# Only ever used on a machine that answers to itself; production refuses to start without its own.
SECRET_KEY = env("SECRET_KEY", default="demonstration-only-demonstration-only-demonstration")
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
# People try the demonstration with the accounts that it prints; the admin says so.
REQUIRE_SECOND_FACTOR = env.bool("REQUIRE_SECOND_FACTOR", default=False)
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
SHOW_PATTERNS = DEBUG
if DEBUG:
    STORAGES = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    WHITENOISE_USE_FINDERS = True
    WHITENOISE_AUTOREFRESH = True
WHITENOISE_ROOT = BASE_DIR / "static" / "root"

SERVE_MEDIA = True
IS_DEMONSTRATION = True
