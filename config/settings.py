"""Composition root: which packages, which database, which walls."""

from typing import Any

import django.conf.locale
import structlog
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from config import database, env

ENV = env.read()
ROOT = env.ROOT
DEMO = ENV.GAPURA_DEMO == "1"
DEBUG = False

if not ENV.GAPURA_SECRET_KEY and not DEMO:
    raise SystemExit("Set GAPURA_SECRET_KEY (a long random text), or GAPURA_DEMO=1 to try Gapura.")
SECRET_KEY = ENV.GAPURA_SECRET_KEY or "demo-only-not-a-secret-0123456789-0123456789-0123456789"
ALLOWED_HOSTS = [host.strip() for host in ENV.GAPURA_HOSTS.split(",")]

_app: dict[str, Any] = database.parse(
    ENV.DATABASE_URL or database.embedded_url(ENV.GAPURA_VAR, database.APP_ROLE),
    prepare_after=int(ENV.GAPURA_PREPARE_AFTER),
)
_owner = database.parse(
    ENV.DATABASE_OWNER_URL or database.embedded_url(ENV.GAPURA_VAR, "postgres"), prepare_after=0
)
AS_OWNER = ENV.GAPURA_AS_OWNER == "1"
DATABASES = {"default": _owner if AS_OWNER else _app}
GAPURA_APP_ROLE = _app["USER"]
if ENV.GAPURA_POOL != "0" and not AS_OWNER:
    # A request that gets no connection within 2 s becomes a 503 page that keeps the form.
    _app["OPTIONS"]["pool"] = {"min_size": 1, "max_size": int(ENV.GAPURA_POOL), "timeout": 2}

GAPURA_VAR = ENV.GAPURA_VAR
GAPURA_FILES = f"{ENV.GAPURA_VAR}/files"
GAPURA_KEYS_FILE = ENV.GAPURA_KEYS_FILE or f"{ENV.GAPURA_VAR}/keys.json"
GAPURA_SERVICES = ENV.GAPURA_SERVICES
GAPURA_PUBLIC_URL = ENV.GAPURA_PUBLIC_URL.rstrip("/")
GAPURA_MAIL_SANDBOX = ENV.GAPURA_MAIL_SANDBOX
GAPURA_JURISDICTIONS = "gapura.jurisdictions.queries.list_ids"

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "csp",
    "django_htmx",
    "gapura.kernel",
    "gapura.audit",
    "gapura.jurisdictions",
    "gapura.parties",
    "gapura.notifications",
    "gapura.access",
    "gapura.catalogue",
    "gapura.documents",
    "gapura.cases",
    "gapura.channels.ui",
    "gapura.channels.portal",
    "gapura.channels.desk",
    "gapura.channels.api",
    "gapura.channels.cli",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "gapura.channels.ui.context.page",
            ],
        },
    }
]
FORM_RENDERER = "gapura.channels.ui.forms.GapuraRenderer"

AUTH_USER_MODEL = "access.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "/"

ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_RATE_LIMITS = False  # ours are delays per account and address, see access

LANGUAGE_CODE = "id"
LANGUAGES = [("id", _("Indonesia")), ("en", _("English"))]
LOCALE_PATHS = [ROOT / "src" / "gapura" / "channels" / "ui" / "locale"]
LANGUAGE_COOKIE_NAME = "gapura_bahasa"
TIME_ZONE = "Asia/Jakarta"
USE_TZ = True
django.conf.locale.LANG_INFO.update(
    {
        code: {"bidi": False, "code": code, "name": name, "name_local": local}
        for code, name, local in [
            ("su", "Sundanese", "Basa Sunda"),
            ("jv", "Javanese", "Basa Jawa"),
            ("bew", "Betawi", "Basè Betawi"),
        ]
    }
)

STATIC_URL = "/static/"
STATIC_ROOT = f"{ENV.GAPURA_VAR}/static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MAX_AGE = 3600

_secure = not DEMO
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = _secure
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 31_536_000 if _secure else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = _secure
SECURE_REFERRER_POLICY = "same-origin"
SESSION_ENGINE = "gapura.access.sessions"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _secure
SESSION_COOKIE_NAME = "gapura_sesi"
SESSION_COOKIE_AGE = 60 * 60 * 12
CSRF_FAILURE_VIEW = "gapura.channels.ui.errors.csrf_failure"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "object-src": [SELF],
        "frame-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000
DATA_UPLOAD_MAX_NUMBER_FILES = 20
FILE_UPLOAD_HANDLERS = [
    "gapura.channels.ui.uploads.CappedRequest",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
from urllib.parse import unquote, urlsplit  # noqa: E402

_mail = urlsplit(ENV.GAPURA_MAIL_URL)
EMAIL_HOST, EMAIL_PORT = _mail.hostname or "127.0.0.1", _mail.port or 25
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = unquote(_mail.username or ""), unquote(_mail.password or "")
EMAIL_USE_SSL = _mail.scheme == "smtps"
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = ENV.GAPURA_MAIL_FROM

# One JSON object a line; tracebacks without local variables, which may hold personal data.
structlog.configure(
    processors=[
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
        structlog.processors.JSONRenderer(ensure_ascii=False),
    ]
)
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
