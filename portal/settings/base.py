"""Settings shared by all environments. The environment is read in this package and nowhere else."""

from datetime import date
from pathlib import Path

import environ
from django.utils.translation import gettext_lazy as _

BASE_DIR = Path(__file__).resolve().parent.parent.parent

env = environ.Env()
environ.Env.read_env(BASE_DIR / ".env")

VAR_DIR = Path(env("PORTAL_VAR_DIR", default=str(BASE_DIR / "var")))
VAR_DIR.mkdir(parents=True, exist_ok=True)
# Real legal texts for demonstrations and tests; the portal runs without them.
SHARED_DATA_DIR = Path(env("PORTAL_SHARED_DATA", default=str(BASE_DIR.parent / "shared" / "data")))

INSTALLED_APPS = [
    "portal",
    "home",
    "news",
    "materials",
    "qa",
    "legal_library",
    "accounts",
    "editorial",
    "search",
    "departments",
    "content",
    "audit",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "template_partials",
    "django_filters",
    "django_tasks",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.usersessions",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "portal.page_cache.PageCacheMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "audit.middleware.ExportMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "accounts.middleware.AccountGateMiddleware",
    "departments.gate.middleware.GateMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
            ],
            "builtins": ["template_partials.templatetags.partials"],
        },
    },
]

# Database: SQLite out of the box, PostgreSQL by DATABASE_URL.
DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'portal.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        # A transaction takes the write lock at its start, so that two writers wait
        # for each other instead of failing in the middle.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
DATABASES["default"]["CONN_MAX_AGE"] = None
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

if redis_url := env("REDIS_URL", default=""):
    _cache = {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": redis_url}
    CACHES = {"default": {**_cache}, "pages": _cache | {"KEY_PREFIX": "pages"}}
else:
    # Files are shared by all processes of the machine, which rate limits need.
    _backend = "django.core.cache.backends.filebased.FileBasedCache"
    CACHES = {
        "default": {
            "BACKEND": _backend,
            "LOCATION": str(VAR_DIR / "cache" / "default"),
            "OPTIONS": {"MAX_ENTRIES": 10_000},  # each sender's count is an entry
        },
        "pages": {
            "BACKEND": _backend,
            "LOCATION": str(VAR_DIR / "cache" / "pages"),
            "OPTIONS": {"MAX_ENTRIES": 2000},
        },
    }

TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 14},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

# Signing in: accounts are given by administrators, known by their name, and never made by
# visitors. See docs/decisions/0009-signing-in-with-allauth.md.
AUTHENTICATION_BACKENDS = [
    "departments.policies.RightsBackend",  # what a role may do
    "allauth.account.auth_backends.AuthenticationBackend",  # who somebody is
]
LOGIN_URL = WAGTAIL_FRONTEND_LOGIN_URL = "/tai-khoan/dang-nhap/"
LOGIN_REDIRECT_URL = "/tai-khoan/"
ACCOUNT_ADAPTER = "accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = False  # a session ends with the browser
ACCOUNT_AUTHENTICATED_LOGIN_REDIRECTS = False  # a page that refuses somebody would send them round
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_FORMS = {
    "login": "accounts.forms.SignInForm",
    "change_password": "accounts.forms.ChangePasswordForm",
    "set_password": "accounts.forms.SetPasswordForm",
    "reset_password": "accounts.forms.ForgottenPasswordForm",
    "reset_password_from_key": "accounts.forms.NewPasswordForm",
    "reauthenticate": "accounts.forms.PasswordAgainForm",
}
# Wrong passwords and codes are counted in accounts/locking.py; these keep the pages from
# being asked without end.
ACCOUNT_RATE_LIMITS = {
    "login": "120/m/ip",
    "login_failed": "20/15m/key",
    "change_password": "10/m/user",
    "reauthenticate": "30/m/user",
    "reset_password": "20/m/ip,5/15m/key",
    "reset_password_from_key": "30/m/ip",
}
MFA_ADAPTER = "accounts.adapters.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "accounts.forms.CodeForm",
    "reauthenticate": "accounts.forms.CodeAgainForm",
    "activate_totp": "accounts.forms.FirstCodeForm",
    "deactivate_totp": "accounts.forms.RemoveCodeAppForm",
    "add_webauthn": "accounts.forms.AddKeyForm",
    "edit_webauthn": "accounts.forms.RenameKeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_TOLERANCE = 1  # clocks of phones are half a minute wrong
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # addresses are set by administrators
# Whether those who publish or administer need a second factor; off only in a demonstration.
REQUIRE_SECOND_FACTOR = env.bool("REQUIRE_SECOND_FACTOR", default=True)
# The rules that begin on a day hold from it on; earlier ones stay, for the record.
ACCOUNT_RULES = [
    {
        "begins_on": date(2020, 12, 30),
        "failures": 5,
        "lock_minutes": 15,
        "network_failures": 30,
        "ask_again_minutes": 5,
        "idle_days": 45,
        "warn_days": 38,
    },
]
HELD_SUBMISSION_MAX_BYTES = 5 * 1024 * 1024
SESSION_COOKIE_AGE = 12 * 60 * 60

# Signing in through a common identity service (OpenID Connect, such as VNeID): only where an
# issuer is named. An administrator writes into an account which identity is its own.
OIDC_ISSUER = env("OIDC_ISSUER", default="")
OIDC_NAME = env("OIDC_NAME", default="VNeID")
# Other origins of the service that a form may lead to, beside the issuer's.
OIDC_ORIGINS = env.list("OIDC_ORIGINS", default=[])
SOCIALACCOUNT_ADAPTER = "accounts.adapters.CommonIdentityAdapter"
SOCIALACCOUNT_PROVIDERS = {}
if OIDC_ISSUER:
    INSTALLED_APPS.append("allauth.socialaccount.providers.openid_connect")
    SOCIALACCOUNT_PROVIDERS["openid_connect"] = {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "dinh-danh",
                "name": OIDC_NAME,
                "client_id": env("OIDC_CLIENT_ID"),
                "secret": env("OIDC_CLIENT_SECRET", default=""),
                "settings": {
                    "server_url": OIDC_ISSUER,
                    "uid_field": env("OIDC_IDENTITY_CLAIM", default="sub"),
                },
            }
        ],
    }

LANGUAGE_CODE = "vi"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [
    ("vi", _("Tiếng Việt")),
    ("en", _("Tiếng Anh")),
    ("km", _("Tiếng Khmer")),
]
USE_I18N = True
WAGTAIL_I18N_ENABLED = True
# A translation begins as a draft, whatever is public in the other language.
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["portal.formats"]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True

STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = BASE_DIR / "staticfiles"
STATIC_URL = "/static/"
MEDIA_ROOT = BASE_DIR / "media"
MEDIA_URL = "/media/"
SERVE_MEDIA = False  # the web server's task
IS_DEMONSTRATION = False
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "portal.staticfiles.OneSheetStorage"},
}

# Word files, PDFs and others of legal texts, made when somebody asks; may be deleted at any time.
EXPORTS_DIR = VAR_DIR / "exports"

# Files that editors send, many at once, until they are read. No web server reaches the folder.
UPLOADS = {
    "DIRECTORY": VAR_DIR / "uploads",
    "MOST_FILES": 200,
    "MOST_BYTES": 300 * 1024 * 1024,  # of all files together; deploy/nginx.conf allows a bit more
    "MOST_UNPACKED": 600 * 1024 * 1024,  # what ZIP files may become
    "MOST_ROWS": 500,  # of a table of attributes
    "SECONDS_A_FILE": 600,  # by a worker, recognition of scans included
    "SECONDS_AT_ONCE": 20,  # in a request, where there is no worker
    "GIVEN_UP_AFTER": 1200,  # seconds; then the process that read a file is no more
    "KEPT_DAYS": 30,  # files that were not read, for another attempt
}

# Whether content that rests on a whole act is asked again when one article of it changes.
BASES_ON_DOCUMENTS_FOLLOW_PROVISIONS = env.bool(
    "BASES_ON_DOCUMENTS_FOLLOW_PROVISIONS", default=False
)

# Every component with sample data at /mau-giao-dien/, for those who build pages.
SHOW_PATTERNS = False

DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
# More than UPLOADS allows, so that too many files get an answer in words.
DATA_UPLOAD_MAX_NUMBER_FILES = 1000
# A pasted law is text: the longest codes are under 2 MB, and 25 MB of form data is
# accepted so that a paste that is too long gets an answer in words.
DATA_UPLOAD_MAX_MEMORY_SIZE = 25 * 1024 * 1024

# Public pages load nothing from elsewhere and run no inline code. Wagtail's admin brings
# inline scripts of its own and is left out.
CONTENT_SECURITY_POLICY = {
    "EXCLUDE_URL_PREFIXES": ["/admin/"],
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "media-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    },
}
# Web servers in front of the portal, by address or network: what these append to
# X-Forwarded-For is believed, and it tells one sender of a form from another.
TRUSTED_PROXIES = env.list("TRUSTED_PROXIES", default=["127.0.0.0/8", "::1"])
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = True

WAGTAIL_SITE_NAME = "Cổng thông tin phổ biến, giáo dục pháp luật"
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False  # passwords are changed at /tai-khoan/
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]  # the list of the system names zones no browser knows
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False  # addresses are set by administrators
WAGTAILADMIN_BASE_URL = env("PORTAL_BASE_URL", default="http://127.0.0.1:8000")
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_DATE_FORMAT = "%d/%m/%Y"
WAGTAIL_FINISH_WORKFLOW_ACTION = "editorial.publishing.publish_workflow_state"
WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAILADMIN_PERMITTED_LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
WAGTAILDOCS_EXTENSIONS = ["csv", "doc", "docx", "mp4", "odt", "pdf", "pptx", "txt", "webm", "xlsx"]
# A file that is public is not replaced without approval.
WAGTAILDOCS_DOCUMENT_FORM_BASE = "departments.file_forms.DocumentForm"
WAGTAILIMAGES_IMAGE_FORM_BASE = "departments.file_forms.ImageForm"
WAGTAILDOCS_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILIMAGES_EXTENSIONS = ["gif", "jpg", "jpeg", "png", "webp"]

SEARCH = {
    "ENGINE": env("SEARCH_ENGINE", default="tantivy"),  # or "elasticsearch"
    "DIRECTORY": Path(env("SEARCH_DIRECTORY", default=str(VAR_DIR / "search"))),
    # Queries are counted after the answer; "inline" within it, for tests; nothing: not at all.
    "LOG": "after",
    "LOG_DAYS": 90,
    # Where several machines serve the portal: all of their names, and that of this one.
    "MACHINES": env.list("SEARCH_MACHINES", default=[]),
    "MACHINE": env("SEARCH_MACHINE", default=""),
    "ELASTICSEARCH": {
        "URLS": env.list("ELASTICSEARCH_URLS", default=[]),
        "API_KEY": env("ELASTICSEARCH_API_KEY", default=""),
        # A certificate authority of one's own: its file, or the SHA-256 of its certificate.
        "CA_FILE": env("ELASTICSEARCH_CA_FILE", default=""),
        "CA_FINGERPRINT": env("ELASTICSEARCH_CA_FINGERPRINT", default=""),
        "PREFIX": env("ELASTICSEARCH_PREFIX", default="portal"),  # of the names of indexes
        "SHARDS": env.int("ELASTICSEARCH_SHARDS", default=1),
        "TIMEOUT": env.float("ELASTICSEARCH_TIMEOUT", default=1.0),  # seconds a reader waits
    },
}
