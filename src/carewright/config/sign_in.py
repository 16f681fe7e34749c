"""How sign-in behaves: nobody makes an account for themselves, and what allauth says is said in our words."""

import base64
import hashlib
import logging
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as allauth_context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from cryptography.fernet import Fernet
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse

from carewright.kernel.refused import Refused

QUIET = {"account/messages/logged_in.txt", "account/messages/logged_out.txt", "account/messages/login_code_sent.txt"}
"""What need not be said: the page that comes shows it."""


AWAITED = {"account/email/login_code", "account/email/password_reset_key"}
"""Emails that somebody is waiting for in front of the page."""
log = logging.getLogger(__name__)


class SignIn(DefaultAccountAdapter):  # type: ignore[misc]  # allauth is not typed
    """Sign-in by email address. Users are added by an administrator alone."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": "This account is closed. Ask your administrator.",
        "email_password_mismatch": "Check your email address and password: they do not belong together",
        "enter_current_password": "The password that you have now is not this. Try again",
        "incorrect_code": "This code is wrong or has been used up. Check it and try again",
        "incorrect_password": "This is not your password. Try again",
        "too_many_login_attempts": "There were too many attempts. Wait 5 minutes, then try again",
        "rate_limited": "There were too many attempts. Wait a few minutes, then try again",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Sends it at once. The demonstration, which sends nothing, shows it on the page instead.

        When the mail server does not answer: refused where the person waits for the email; otherwise noted, since what
        the email tells of has happened.
        """
        if settings.DEMONSTRATION:
            text = self.render_mail(template_prefix, email, context).body
            messages.info(
                allauth_context.request, f"In the demonstration nothing is sent. {email} would have got: {text}"
            )
            return
        try:
            super().send_mail(template_prefix, email, context)
        except OSError as fault:
            log.error("An email about an account could not be sent: %s", fault)
            if template_prefix in AWAITED:
                raise Refused("The email could not be sent just now. Try again in a few minutes.") from fault

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *args: Any, **kwargs: Any
    ) -> None:
        """Says only what the next page doesn't show anyway."""
        if message_template not in QUIET:
            super().add_message(request, level, message_template, *args, **kwargs)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Back to one's account."""
        return reverse("account")


class SecondStep(DefaultMFAAdapter):  # type: ignore[misc]  # allauth is not typed
    """The second step's secrets are kept encrypted, under a key made from the installation's secret."""

    error_messages = DefaultMFAAdapter.error_messages | {"incorrect_code": SignIn.error_messages["incorrect_code"]}

    def encrypt(self, text: str) -> str:
        """What the database holds."""
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """What the app on the telephone holds."""
        return _cipher().decrypt(encrypted_text.encode()).decode()


class SingleSignOn(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth is not typed
    """The council's own sign-in (OpenID Connect). Opens the account with the same verified address; makes none."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Never."""
        return False


def _cipher() -> Fernet:
    derived = hashlib.sha256(b"carewright.second-step" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(derived))
