"""Django's settings, made from the installation's own (installation.py)."""

from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONCE, NONE, SELF

from carewright.config.database import database
from carewright.config.installation import INSTALLATION

BASE = Path(__file__).resolve().parent.parent

SECRET_KEY = INSTALLATION.secret_key
DEBUG = INSTALLATION.debug
ALLOWED_HOSTS = INSTALLATION.hosts
HTTPS = INSTALLATION.address.startswith("https://")
CSRF_TRUSTED_ORIGINS = [INSTALLATION.address] if HTTPS else []

INSTALLED_APPS = [
    "carewright.access",
    "carewright.trail",
    "carewright.policy",
    "carewright.obligations",
    "carewright.messages",
    "carewright.imports",
    "carewright.people",
    "carewright.providers",
    "carewright.referrals",
    "carewright.sourcing",
    "carewright.packages",
    "carewright.changes",
    "carewright.monitoring",
    "carewright.reviews",
    "carewright.wiring",
    "carewright.demo",
    "carewright.council",
    "carewright.portal",
    "carewright.look",
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
    "carewright.config.middleware.MoreHeaders",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "carewright.config.middleware.ActorAndMoment",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "carewright.config.middleware.Refusals",
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
                "carewright.config.context.shell",
            ],
        },
    }
]
FORM_RENDERER = "carewright.look.forms.Renderer"

DATABASES = {"default": database(INSTALLATION.database_url, INSTALLATION.folder)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "shared_cache"}}

AUTH_USER_MODEL = "access.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "name")},
    },
]

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "carewright.config.sign_in.SignIn"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 10 * 60
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 3
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = {"nonsense_answer_link": "60/5m/ip"}
ACCOUNT_LOGOUT_REDIRECT_URL = "signed_out"
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if HTTPS else "http"
ACCOUNT_FORMS = {
    "login": "carewright.config.sign_in_forms.SignInForm",
    "request_login_code": "carewright.config.sign_in_forms.AskForCodeForm",
    "confirm_login_code": "carewright.config.sign_in_forms.CodeForm",
    "change_password": "carewright.config.sign_in_forms.ChangePassword",
    "set_password": "carewright.config.sign_in_forms.SetPassword",
    "reset_password": "carewright.config.sign_in_forms.ForgottenPassword",
    "reset_password_from_key": "carewright.config.sign_in_forms.NewPassword",
    "reauthenticate": "carewright.config.sign_in_forms.PasswordAgain",
}
MFA_ADAPTER = "carewright.config.sign_in.SecondStep"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", *(["webauthn"] if HTTPS or DEBUG else [])]
MFA_TOTP_ISSUER = f"{INSTALLATION.council_name} care brokerage"
MFA_TOTP_TOLERANCE = 1
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_FORMS = {
    "authenticate": "carewright.config.sign_in_forms.SecondStep",
    "reauthenticate": "carewright.config.sign_in_forms.SecondStepAgain",
    "activate_totp": "carewright.config.sign_in_forms.TurnOnApp",
}
SOCIALACCOUNT_ADAPTER = "carewright.config.sign_in.SingleSignOn"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "council",
                "name": INSTALLATION.oidc_name or INSTALLATION.council_name,
                "client_id": INSTALLATION.oidc_client,
                "secret": INSTALLATION.oidc_secret,
                "settings": {"server_url": INSTALLATION.oidc_server},
            }
        ]
        if INSTALLATION.oidc_server
        else [],
    }
}

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.AppDirectoriesFinder", "carewright.look.finders.GovukFinder"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 3600
"""An hour: a telephone with one bar of signal does not fetch the styles again with each page."""
WHITENOISE_ALLOW_ALL_ORIGINS = False
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

_OIDC_SERVER = "{0.scheme}://{0.netloc}".format(urlsplit(INSTALLATION.oidc_server)) if INSTALLATION.oidc_server else ""
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF, *([_OIDC_SERVER] if _OIDC_SERVER else [])],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = False
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None

SESSION_COOKIE_NAME = "__Host-carewright" if HTTPS else "carewright"
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_NAME = "__Host-carewright-csrf" if HTTPS else "carewright-csrf"
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_FAILURE_VIEW = "carewright.look.refusals.stale_form"

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
    "filters": {"without_answer_links": {"()": "carewright.config.logs.WithoutAnswerLinks"}},
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["without_answer_links"]}
    },
    "loggers": {"django.request": {"filters": ["without_answer_links"]}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}

COUNCIL_NAME = INSTALLATION.council_name
COUNCIL_COLOUR = INSTALLATION.council_colour
BROKERAGE_TELEPHONE = INSTALLATION.brokerage_telephone
ADDRESS = INSTALLATION.address
DEMONSTRATION = INSTALLATION.demonstration
