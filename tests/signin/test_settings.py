"""What the installation's settings make of sign-in: cookies and headers by the address, the council's own sign-in."""

import json
import os
import subprocess
import sys
from typing import Any

import pytest
from django.test import RequestFactory

from carewright.access.models import User

ASKED = [
    "SESSION_COOKIE_NAME",
    "SESSION_COOKIE_SECURE",
    "CSRF_COOKIE_SECURE",
    "SECURE_HSTS_SECONDS",
    "CSRF_TRUSTED_ORIGINS",
    "CONTENT_SECURITY_POLICY",
    "MFA_SUPPORTED_TYPES",
    "PASSWORD_HASHERS",
    "SOCIALACCOUNT_PROVIDERS",
]
CODE = f"""
import json
from carewright.config import settings
print(json.dumps({{name: getattr(settings, name) for name in {ASKED}}}, default=repr))
"""


def settings_with(**told: str) -> dict[str, Any]:
    """The settings that a program started with these variables has."""
    others = {name: value for name, value in os.environ.items() if not name.startswith("CAREWRIGHT_")}
    mine = {f"CAREWRIGHT_{name.upper()}": value for name, value in ({"secret_key": "x" * 50} | told).items()}
    ran = subprocess.run([sys.executable, "-c", CODE], env=others | mine, capture_output=True, text=True, check=True)
    return dict(json.loads(ran.stdout))


def test_over_https_cookies_are_bound_to_the_host_and_the_browser_is_told_to_stay_secure():
    made = settings_with(address="https://care.westmarch.example")

    assert made["SESSION_COOKIE_NAME"].startswith("__Host-")
    assert made["SESSION_COOKIE_SECURE"]
    assert made["CSRF_COOKIE_SECURE"]
    assert made["SECURE_HSTS_SECONDS"] >= 31536000
    assert made["CSRF_TRUSTED_ORIGINS"] == ["https://care.westmarch.example"]
    assert "webauthn" in made["MFA_SUPPORTED_TYPES"]
    assert made["PASSWORD_HASHERS"] == ["django.contrib.auth.hashers.ScryptPasswordHasher"]


def test_on_this_computer_alone_the_demonstration_needs_no_certificate():
    made = settings_with(address="http://127.0.0.1:8000")

    assert not made["SESSION_COOKIE_SECURE"]
    assert made["SECURE_HSTS_SECONDS"] == 0


def test_the_council_s_own_sign_in_comes_by_settings_and_forms_may_lead_there_alone():
    made = settings_with(oidc_server="https://login.westmarch.example/tenant/v2.0", oidc_client="care", oidc_secret="s")

    [app] = made["SOCIALACCOUNT_PROVIDERS"]["openid_connect"]["APPS"]
    assert app["settings"] == {"server_url": "https://login.westmarch.example/tenant/v2.0"}
    assert made["CONTENT_SECURITY_POLICY"]["DIRECTIVES"]["form-action"] == ["'self'", "https://login.westmarch.example"]


def test_without_these_settings_there_is_none():
    assert settings_with()["SOCIALACCOUNT_PROVIDERS"]["openid_connect"]["APPS"] == []


APP = {
    "provider_id": "council",
    "name": "Westmarch",
    "client_id": "care",
    "secret": "s",
    "settings": {"server_url": "https://x.example"},
}


@pytest.fixture
def council_sign_in(settings):
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [APP]}}


@pytest.mark.django_db
def test_the_page_offers_the_council_s_own_sign_in_first(client, council_sign_in):
    page = client.get("/account/login/").content.decode()

    assert page.index("Sign in with Westmarch") < page.index("Email address")
    assert 'method="post" action="/account/oidc/council/login/?process=login"' in page


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("email", "verified", "is_let_in"),
    [
        ("Ruth.Bell@westmarch.example", True, True),
        ("ruth.bell@westmarch.example", False, False),
        ("stranger@westmarch.example", True, False),
    ],
)
def test_it_opens_the_account_with_the_same_verified_address_and_makes_none(
    client, council_sign_in, email, verified, is_let_in
):
    ruth = User.objects.create(name="Ruth Bell", email="ruth.bell@westmarch.example")

    user = who_is_let_in({"sub": "42", "email": email, "email_verified": verified})

    assert (user == ruth) is is_let_in
    assert User.objects.count() == 1


def who_is_let_in(claims: dict[str, Any]) -> Any:
    """Whom allauth signs in when the council's server has said this of somebody."""
    from allauth.core import context
    from allauth.socialaccount.adapter import get_adapter
    from allauth.socialaccount.internal.flows.login import complete_login
    from django.contrib.auth.models import AnonymousUser
    from django.contrib.messages.storage import default_storage
    from django.contrib.sessions.backends.db import SessionStore

    request: Any = RequestFactory().get("/account/oidc/council/login/callback/")
    request.session, request.user = SessionStore(), AnonymousUser()
    request._messages = default_storage(request)
    with context.request_context(request):
        login = get_adapter().get_provider(request, "council").sociallogin_from_response(request, claims)
        login.state = {}
        complete_login(request, login)
    return request.user
