"""Settings. Everything that differs between places comes from the environment, named `AMITY_…`."""

import os
import secrets
from pathlib import Path
from typing import Any, Literal
from urllib.parse import unquote, urlsplit

from amity.web.base.errors import Unsafe
from amity.web.base.keys import derive, read_master


def _env(name: str, default: str = "") -> str:
    return os.environ.get(name, "").strip() or default


# Where things are ---------------------------------------------------------------------------------
AMITY_DATA = Path(_env("AMITY_DATA", str(Path.home() / ".local" / "share" / "amity"))).absolute()
AMITY_KEY_FILE = Path(_env("AMITY_KEY_FILE", str(AMITY_DATA / "amity.key"))).absolute()
AMITY_KEYS = AMITY_DATA / "keys"
AMITY_DEMO = _env("AMITY_DEMO") == "1"
PEOPLE_DAYS = int(_env("AMITY_PEOPLE_DAYS", "0"))
SITE_URL = _env("AMITY_SITE_URL", "http://localhost:8000").rstrip("/")
_site = urlsplit(SITE_URL)
SECURE = _site.scheme == "https"
ON_LOOPBACK = _site.hostname in ("localhost", "127.0.0.1", "::1")

DEBUG = False
ALLOWED_HOSTS = [_site.hostname or "localhost", *(["127.0.0.1", "localhost"] if ON_LOOPBACK else [])]
try:
    SECRET_KEY = derive(read_master(AMITY_KEY_FILE), "django").hex()
except Unsafe:  # before the first start, and for commands without records; `store.prepare` decides
    SECRET_KEY = secrets.token_urlsafe(64)

# Stores -------------------------------------------------------------------------------------------
DATABASE_URL = _env("DATABASE_URL")
EMBEDDED = not DATABASE_URL
if EMBEDDED:
    DATABASES: dict[str, dict[str, Any]] = {
        "default": {
            "ENGINE": "amity.web.base.sqlcipher",
            "NAME": str(AMITY_DATA / "amity.db"),
            "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20},
        }
    }
else:
    _db = urlsplit(DATABASE_URL)
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(_db.path.lstrip("/")),
            "USER": unquote(_db.username or ""),
            "PASSWORD": unquote(_db.password or ""),
            "HOST": unquote(_db.hostname or ""),
            "PORT": str(_db.port or ""),
            "CONN_MAX_AGE": 60,
            "OPTIONS": {"options": "-c statement_timeout=30s -c idle_in_transaction_session_timeout=30s"},
        }
    }
    if "host=" in _db.query:  # a Unix socket: postgresql:///name?host=/folder
        DATABASES["default"]["HOST"] = unquote(_db.query.split("host=", 1)[1].split("&", 1)[0])
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "base_cache",
        # Counts of wrong guesses live here: with Django's 300 a flood of guesses would push out the rest.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

# Apps, from the highest slice down ----------------------------------------------------------------
SLICES = (
    "companion",
    "outcomes",
    "techniques",
    "measures",
    "rhythms",
    "inventory",
    "course",
    "safety",
    "people",
    "base",
)
INSTALLED_APPS = [
    *(["amity.web.demo"] if AMITY_DEMO else []),
    *(f"amity.web.{name}" for name in SLICES),
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "django.forms",  # its widgets, for FORM_RENDERER; after base, whose field templates come first
    "csp",
]
MIDDLEWARE = [
    "amity.web.base.middleware.Headers",
    "csp.middleware.CSPMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "amity.web.base.squeezed.Squeezed",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "amity.web.base.squeezed.SqueezedPages",
    "amity.web.base.once.Once",
    "amity.web.base.middleware.RealmSessions",
    "amity.web.base.language.Speaking",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "amity.web.people.locked.Locked",
    "amity.web.people.middleware.TheDoor",
]
ROOT_URLCONF = "amity.web.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "amity.web.people.context.surroundings",
                "amity.web.companion.context.around_own_pages",
                *(["amity.web.demo.context.banner"] if AMITY_DEMO else []),
            ],
            "builtins": ["django.templatetags.i18n", "amity.web.base.templatetags.amity"],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# What a low page shows of higher slices (docs/explanation/offers.md) --------------------------------
COURSE_FACTS = (
    "amity.web.measures.offers.course_facts",
    "amity.web.inventory.offers.course_facts",
    "amity.web.techniques.offers.course_facts",
    "amity.web.rhythms.offers.course_facts",
)
COURSE_CARDS = (
    "amity.web.measures.offers.what_now_card",
    "amity.web.measures.offers.course_card",
    "amity.web.techniques.offers.course_card",
    "amity.web.inventory.offers.course_card",
    "amity.web.inventory.offers.life_card",
    "amity.web.rhythms.offers.course_card",
)
AREA_EVIDENCE = (
    "amity.web.measures.offers.area_evidence",
    "amity.web.inventory.offers.area_evidence",
    "amity.web.inventory.offers.life_evidence",
    "amity.web.techniques.offers.area_evidence",
    "amity.web.rhythms.offers.area_evidence",
)
WORKSHEETS = ("amity.web.inventory.offers.worksheets", "amity.web.techniques.offers.worksheets")
CLIENT_LINES = ("amity.web.course.offers.client_lines",)
FORMS_TELL = ("amity.web.measures.offers.forms_tell",)
BESIDE_MOOD = ("amity.web.rhythms.offers.beside_mood",)
SAFETY_ASKED = ("amity.web.course.offers.safety_asked", "amity.web.measures.offers.safety_asked")
JOINT_CONCERNS = ("amity.web.inventory.offers.concerns",)
TOGETHER = (
    "amity.web.measures.offers.together",
    "amity.web.inventory.offers.together",
    "amity.web.inventory.offers.life_together",
    "amity.web.techniques.offers.together",
)
TODAY_ROWS = (
    "amity.web.measures.offers.today_rows",
    "amity.web.measures.offers.waiting_rows",
    "amity.web.measures.offers.what_now_rows",
    "amity.web.techniques.offers.today_rows",
    "amity.web.inventory.offers.today_rows",
    "amity.web.rhythms.offers.today_rows",
    "amity.web.companion.offers.today_rows",
    "amity.web.companion.offers.call_rows",
)
OPENED_TOOLS = ("amity.web.companion.offers.opened_tools",)
OWN_LINKS = (
    "amity.web.companion.offers.own_links",
    "amity.web.techniques.offers.own_links",
    "amity.web.measures.offers.own_links",
    "amity.web.rhythms.offers.own_links",
)
REMINDERS_WISH = ("amity.web.companion.offers.reminders_wish",)
EXPECTED_RESPONSE = ("amity.web.outcomes.offers.expected_response",)
NOBODY_READS = ("amity.web.course.offers.nobody_reads",)
BEFORE_SESSION = (
    "amity.web.measures.offers.what_now_before",
    "amity.web.techniques.offers.before_session",
    "amity.web.techniques.offers.minds_before",
    "amity.web.rhythms.offers.before_session",
)
PRACTICE_PEOPLE = ("amity.web.inventory.offers.practice_people",)
PRACTICE_LINKS = ("amity.web.techniques.offers.practice_links",)
SUBJECT_DATA = (
    "amity.web.course.offers.subject_data",
    "amity.web.measures.offers.subject_data",
    "amity.web.safety.offers.subject_data",
    "amity.web.inventory.offers.subject_data",
    "amity.web.techniques.offers.subject_data",
    "amity.web.rhythms.offers.subject_data",
)
LIFE_CHART_LANES = (
    "amity.web.measures.offers.life_chart_lanes",
    "amity.web.techniques.offers.life_chart_lanes",
    "amity.web.rhythms.offers.life_chart_lanes",
)
RELATIONSHIP_LINKS = (
    "amity.web.techniques.offers.relationship_links",
    "amity.web.rhythms.offers.relationship_links",
)

# Timed work, each a function that does what is due and says how many things it did ------------------
JOBS = (
    "amity.web.companion.jobs.run_due",  # before what is queued is sent: reminders keep to safe hours
    "amity.web.measures.jobs.giving.run_due",  # likewise
    "amity.web.people.jobs.run_due",
    "amity.web.measures.jobs.run_due",
    "amity.web.inventory.jobs.run_due",
    "amity.web.outcomes.jobs.run_due",  # last: it may take some seconds
)

# Sign-in ------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "base.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["amity.web.base.hashers.SmallArgon2"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},  # goal G7: at least 12, no composition rules
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
PASSWORD_RESET_TIMEOUT = 900
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/today"
ACCOUNT_ADAPTER = "amity.web.people.sign_in.AccountAdapter"
MFA_ADAPTER = "amity.web.people.sign_in.MFAAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
# Proxies in front that add to X-Forwarded-For; without them the header is anybody's to write and is not read.
ALLAUTH_TRUSTED_PROXY_COUNT = int(_env("AMITY_PROXIES", "0"))
ACCOUNT_RATE_LIMITS = {  # goal G6
    "login": "100/h/ip",
    "login_failed": "10/h/key,100/h/ip",
    "client_sign_in": "100/h/ip",
    "client_sign_in_failed": "10/h/key",
    "client_sign_in_elsewhere": "5/h/key",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Amity"
MFA_TRUST_ENABLED = False

# Sessions and cookies: `__Host-` names need https, so only loopback goes without --------------------
SESSION_ENGINE = "amity.web.base.session_store"
SESSION_COOKIE_NAME = "__Host-s" if SECURE else "s"
CLIENT_COOKIE_NAME = "__Host-d" if SECURE else "d"
DEVICE_COOKIE_NAME = "__Host-e" if SECURE else "e"
CSRF_COOKIE_NAME = "__Host-c" if SECURE else "c"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE: Literal["Lax"] = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 10 * 60 * 60  # absolute, goal G5
STAFF_IDLE_MINUTES = 15  # goal G5
CSRF_FAILURE_VIEW = "amity.web.base.views.csrf_failure"
CSRF_TRUSTED_ORIGINS = [SITE_URL]
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# Headers ------------------------------------------------------------------------------------------
HSTS = "max-age=31536000; includeSubDomains"  # one year, goal G16
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "manifest-src": ["'self'"],
        "worker-src": ["'self'"],
        "frame-src": ["'self'"] if AMITY_DEMO else ["'none'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
        "object-src": ["'none'"],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000
FILE_UPLOAD_HANDLERS: list[str] = []  # no page takes a file: none is kept, in memory or on the disk

# Mail: none unless a server is named ----------------------------------------------------------------
_smtp = urlsplit(_env("AMITY_SMTP_URL"))
MAIL_IS_SET_UP = bool(_smtp.hostname)
EMAIL_HOST, EMAIL_PORT = _smtp.hostname or "", _smtp.port or 587
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = unquote(_smtp.username or ""), unquote(_smtp.password or "")
EMAIL_USE_TLS = _smtp.scheme in ("smtp", "smtp+tls")
EMAIL_USE_SSL = _smtp.scheme == "smtps"
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = _env("AMITY_MAIL_FROM", "office@localhost")

# Static files: pinned in the wheel, served by the process itself, no build step ---------------------
STATIC_URL = "static/"
STATIC_ROOT = AMITY_DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "amity.web.base.static_files.Lasting"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
WHITENOISE_MAX_AGE = 3600  # seconds, for an address without the word of `base.static_files`

# Language and time ----------------------------------------------------------------------------------
LANGUAGE_CODE = "en-gb"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGES = [("en-gb", "English"), ("nl", "Nederlands")]
LOCALE_PATHS = [Path(__file__).resolve().parent / "locale"]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"content_free": {"()": "amity.web.base.logs.ContentFree"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "content_free"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        name: {"handlers": ["stderr"], "level": "WARNING", "propagate": False}
        for name in ("django", "django.request", "django.security", "amity")
    },
}
ADMINS: list[str] = []
SILENCED_SYSTEM_CHECKS: list[str] = [] if SECURE else ["security.W008", "security.W012", "security.W016"]
