"""Django's settings, made from the installation's own (installation.py)."""

from pathlib import Path

from carewright.config.database import database
from carewright.config.installation import INSTALLATION

BASE = Path(__file__).resolve().parent.parent

SECRET_KEY = INSTALLATION.secret_key
DEBUG = INSTALLATION.debug
ALLOWED_HOSTS = INSTALLATION.hosts
CSRF_TRUSTED_ORIGINS = [INSTALLATION.address] if INSTALLATION.address.startswith("https://") else []

INSTALLED_APPS = [
    "carewright.access",
    "carewright.trail",
    "carewright.policy",
    "carewright.obligations",
    "carewright.messages",
    "carewright.people",
    "carewright.providers",
    "carewright.referrals",
    "carewright.sourcing",
    "carewright.packages",
    "carewright.wiring",
    "carewright.demo",
    "carewright.council",
    "carewright.portal",
    "carewright.api",
    "carewright.config",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "django_htmx",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "csp.middleware.CSPMiddleware",
]

ROOT_URLCONF = "carewright.config.urls"
WSGI_APPLICATION = "carewright.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

DATABASES = {"default": database(INSTALLATION.database_url, INSTALLATION.folder)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "shared_cache"}}

AUTH_USER_MODEL = "access.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator", "OPTIONS": {"user_attributes": ("email", "name")}},
]

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"

EMAIL_BACKEND = INSTALLATION.email_backend
EMAIL_HOST = INSTALLATION.smtp_host
EMAIL_PORT = INSTALLATION.smtp_port
EMAIL_HOST_USER = INSTALLATION.smtp_user
EMAIL_HOST_PASSWORD = INSTALLATION.smtp_password
EMAIL_USE_TLS = INSTALLATION.smtp_tls
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = INSTALLATION.email_from

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}

COUNCIL_NAME = INSTALLATION.council_name
COUNCIL_COLOUR = INSTALLATION.council_colour
ADDRESS = INSTALLATION.address
DEMONSTRATION = INSTALLATION.demonstration
