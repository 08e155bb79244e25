"""Settings, read from the environment. Safe to start with none of them set.

`LETSCONNECT_ENV=production` asks for SECRET_KEY and ALLOWED_HOSTS and turns the second factor on for staff roles.
"""

import secrets
from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

env = environ.Env()
ROOT = Path(__file__).resolve().parents[3]
HOME = Path(env("LETSCONNECT_HOME", default=str(ROOT / "var")))
ENVIRONMENT = env("LETSCONNECT_ENV", default="development")
PRODUCTION = ENVIRONMENT == "production"
DEBUG = env.bool("DEBUG", default=False)


def own_secret_key() -> str:
    """A key made once for this machine and kept outside git."""
    HOME.mkdir(parents=True, exist_ok=True)
    file = HOME / "secret.key"
    if not file.exists():
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(50))
    return file.read_text().strip()


if ENVIRONMENT not in ("development", "production"):  # a slip here would open a real site without its guards
    raise ImproperlyConfigured(f"LETSCONNECT_ENV is development or production, not {ENVIRONMENT}.")
for name in ("SECRET_KEY", "ALLOWED_HOSTS"):
    if PRODUCTION and not env(name, default=""):
        raise ImproperlyConfigured(f"LETSCONNECT_ENV=production needs {name} to be set in the environment.")
SECRET_KEY = env("SECRET_KEY", default="") or own_secret_key()
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["*"])
SITE_URL = env("SITE_URL", default=f"http://localhost:{env('PORT', default='8000')}").rstrip("/")
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.forms",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.mediawiki",
    "csp",
    "django_tasks",
    "django_tasks_db",
    "letsconnect.config",
    "letsconnect.ground",
    "letsconnect.people",
    "letsconnect.mailboxes",
    "letsconnect.access",
    "letsconnect.programme",
    "letsconnect.skills",
    "letsconnect.directory",
    "letsconnect.intake",
    "letsconnect.joining",
    "letsconnect.connections",
    "letsconnect.interpreting",
    "letsconnect.summaries",
    "letsconnect.conversations",
    "letsconnect.inviting",
    "letsconnect.rounds",
    "letsconnect.safety",
    "letsconnect.home",
    "letsconnect.api",
]

MIDDLEWARE = [
    "letsconnect.ground.headers.careful_headers",
    "letsconnect.ground.requests.addresses_without_nul",
    "csp.middleware.CSPMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "letsconnect.access.middleware.reader_and_language",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "letsconnect.config.urls"
WSGI_APPLICATION = "letsconnect.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [Path(__file__).resolve().parents[1] / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "letsconnect.ground.languages.for_templates",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# --- database -------------------------------------------------------------------------------------------------
DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{HOME / 'letsconnect.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # IMMEDIATE: with Django's default a transaction that reads first and writes later fails under contention.
    DATABASES["default"]["OPTIONS"] = {
        "timeout": 30,
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA busy_timeout=30000; "
        "PRAGMA wal_autocheckpoint=20000;",  # the worker folds the log back, one hand only: decisions/0004
    }
    HOME.mkdir(parents=True, exist_ok=True)
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DATABASES["default"]["CONN_MAX_AGE"] = 60  # also SQLite: the last to close copies the whole log back, at every request
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "ground_cache"}}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

# --- people who sign in ---------------------------------------------------------------------------------------
AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "/sign-in/"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
SECOND_FACTOR = env.bool("SECOND_FACTOR", default=PRODUCTION)
SESSION_ENGINE = "letsconnect.people.sessions"
NEW_ACCOUNTS_AT_MOST = env.int("NEW_ACCOUNTS_AT_MOST", default=5)  # made from one address in half an hour
# allauth speaks with Wikimedia and checks second factors; codes by e-mail and all pages are our own.
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
WIKIMEDIA_APP = {
    "client_id": env("WIKIMEDIA_CLIENT_ID", default=""),
    "secret": env("WIKIMEDIA_CLIENT_SECRET", default=""),
}
WIKIMEDIA_ON = bool(WIKIMEDIA_APP["client_id"])
WIKIMEDIA_REST_API = env("WIKIMEDIA_REST_API", default="https://meta.wikimedia.org/w/rest.php")
WIKIMEDIA_ORIGIN = "/".join(WIKIMEDIA_REST_API.split("/")[:3])
SOCIALACCOUNT_ADAPTER = "letsconnect.access.login.wikimedia.WikimediaAdapter"
SOCIALACCOUNT_PROVIDERS = {
    "mediawiki": {
        "APPS": [WIKIMEDIA_APP] if WIKIMEDIA_ON else [],
        "REST_API": WIKIMEDIA_REST_API,
        "USER_AGENT": f"LetsConnect ({SITE_URL}) django-allauth",
        "OAUTH_PKCE_ENABLED": True,
    }
}
MFA_ADAPTER = "letsconnect.access.login.second_factor.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Let's Connect"
MFA_TOTP_TOLERANCE = 1
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXIES", default=0)

# --- languages and time ---------------------------------------------------------------------------------------
LANGUAGE_CODE = "en"
LANGUAGES = [
    ("ar", _("Arabic")),
    ("en", _("English")),
    ("es", _("Spanish")),
    ("fr", _("French")),
    ("ko", _("Korean")),
    ("pt", _("Portuguese")),
]
LOCALE_PATHS = [ROOT / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"
FORMAT_MODULE_PATH = "letsconnect.config.formats"

# --- letters --------------------------------------------------------------------------------------------------
EMAIL_BACKEND = "letsconnect.ground.outbox.terminal.EmailBackend"  # where no EMAIL_URL is set
if env("EMAIL_URL", default=""):
    vars().update(env.email_url("EMAIL_URL"))
DEFAULT_FROM_EMAIL = env("FROM_EMAIL", default="Let's Connect <letsconnect@localhost>")
EMAIL_TIMEOUT = 20
USER_AGENT = f"LetsConnect/0.1 ({SITE_URL}; {env('CONTACT', default='') or DEFAULT_FROM_EMAIL})"
TELEGRAM_BOT_TOKEN = env("TELEGRAM_BOT_TOKEN", default="")
TELEGRAM_BOT_NAME = env("TELEGRAM_BOT_NAME", default="")
TELEGRAM_API_URL = env("TELEGRAM_API_URL", default="https://api.telegram.org").rstrip("/")
TELEGRAM_ON = bool(TELEGRAM_BOT_TOKEN and TELEGRAM_BOT_NAME)
WIKI_API_URL = env("WIKI_API_URL", default="https://meta.wikimedia.org/w/api.php")
WIKI_BOT_NAME = env("WIKI_BOT_NAME", default="")  # as Special:BotPasswords gives it: Account@purpose
WIKI_BOT_PASSWORD = env("WIKI_BOT_PASSWORD", default="")
WIKI_ON = bool(WIKI_BOT_NAME and WIKI_BOT_PASSWORD)
CALENDAR_ORGANIZER = env("CALENDAR_ORGANIZER", default="")  # never change it: old entries would stay for ever

# --- conversations --------------------------------------------------------------------------------------------
JITSI_URL = env("JITSI_URL", default="https://meet.jit.si/")  # where the platform makes rooms; any Jitsi server

# --- what the browser gets ------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
STATICFILES_DIRS = [Path(__file__).resolve().parents[1] / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = not PRODUCTION
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "form-action": [SELF, *([WIKIMEDIA_ORIGIN] if WIKIMEDIA_ON else [])],  # the sign-in form leads there
        "img-src": [SELF, "data:"],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 90
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_AGE = 60 * 60 * 24 * 365
if PRODUCTION:
    SECURE_SSL_REDIRECT = env.bool("SSL_REDIRECT", default=True)
    SECURE_REDIRECT_EXEMPT = [r"^health/$"]  # what watches the site asks from inside
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"

# --- what is written down about the running house -------------------------------------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"terminal": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["terminal"], "level": "WARNING"},
    "loggers": {"django.request": {"level": "ERROR"}},  # pages not found are no news
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 55 * 1024 * 1024  # the importer takes files up to 50 MB
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000  # the availability grid has 336 boxes, the table of audiences some more

# --- limits ---------------------------------------------------------------------------------------------------
DIRECTORY_PAGES = env.int(
    "DIRECTORY_PAGES", default=60
)  # of people, a person, a topic; in ten minutes, for each account
API_REQUESTS = env.int("API_REQUESTS", default=300)  # of a program, in ten minutes, for each account or address
INVITATIONS_A_DAY = env.int("INVITATIONS_A_DAY", default=10)  # that one person sends
API_PAGES_A_DAY = env.int("API_PAGES_A_DAY", default=30)  # of twenty people
API_PERSONS_A_DAY = env.int("API_PERSONS_A_DAY", default=300)
