"""The forms of signing in, in our words. What they check is allauth's."""

from typing import Any, ClassVar

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from django import forms

from carewright.look.forms import say_what_to_do

NEW_PASSWORD = "At least 12 characters. Three random words make a good password."  # noqa: S105  # a hint, not a password
CODE_ATTRS = {"inputmode": "numeric", "spellcheck": "false", "class": "govuk-input--width-10"}


class OurWords(forms.Form):
    """Gives the fields our labels and hints instead of placeholders."""

    words: ClassVar[dict[str, tuple[str, str]]] = {}
    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label, field.help_text = self.words.get(name, (field.label, ""))
            field.widget.attrs.pop("placeholder", None)
            if "code" in name:
                field.widget.attrs |= CODE_ATTRS
            say_what_to_do(field, str(field.label))


class SignInForm(OurWords, account.LoginForm):  # type: ignore[misc]  # allauth is not typed
    """Email address and password."""

    words = {"login": ("Email address", ""), "password": ("Password", "")}


class AskForCodeForm(OurWords, account.RequestLoginCodeForm):  # type: ignore[misc]  # allauth is not typed
    """Where to send a code."""

    words = {"email": ("Email address", "The one that your administrator added you with.")}


class CodeForm(OurWords, account.ConfirmLoginCodeForm):  # type: ignore[misc]  # allauth is not typed
    """The code from the email."""

    words = {"code": ("Code", "It has 6 characters. Capital and small letters are the same.")}


class ChangePassword(OurWords, account.ChangePasswordForm):  # type: ignore[misc]  # allauth is not typed
    """The old and the new password."""

    words = {
        "oldpassword": ("Password now", ""),
        "password1": ("New password", NEW_PASSWORD),
        "password2": ("New password again", ""),
    }


class SetPassword(OurWords, account.SetPasswordForm):  # type: ignore[misc]  # allauth is not typed
    """A first password, for somebody who signed in without."""

    words = {"password1": ("New password", NEW_PASSWORD), "password2": ("New password again", "")}


class ForgottenPassword(OurWords, account.ResetPasswordForm):  # type: ignore[misc]  # allauth is not typed
    """Where to send the link."""

    words = {"email": ("Email address", "")}


class NewPassword(OurWords, account.ResetPasswordKeyForm):  # type: ignore[misc]  # allauth is not typed
    """The password chosen by the link."""

    words = SetPassword.words


class PasswordAgain(OurWords, account.ReauthenticateForm):  # type: ignore[misc]  # allauth is not typed
    """The password once more, before something that matters."""

    words = {"password": ("Password", "")}


class SecondStep(OurWords, mfa.AuthenticateForm):  # type: ignore[misc]  # allauth is not typed
    """The code of the second step, or a recovery code."""

    words = {"code": ("Code", "From your authenticator app, or one of your recovery codes.")}


class SecondStepAgain(OurWords, mfa.ReauthenticateForm):  # type: ignore[misc]  # allauth is not typed
    """The second step once more."""

    words = SecondStep.words


class TurnOnApp(OurWords, totp.ActivateTOTPForm):  # type: ignore[misc]  # allauth is not typed
    """The first code of the app, which shows that it works."""

    words = {"code": ("Code shown by the app", "")}
