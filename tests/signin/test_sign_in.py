"""Signing in: password, second step, code by email; nobody makes an account for themselves."""

import re

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core import mail
from django.core.cache import cache
from django.test import Client

from carewright.access.models import HeldRole, Unit, User
from carewright.access.roles import Role

pytestmark = pytest.mark.django_db

PASSWORD = "correct horse battery"


@pytest.fixture(autouse=True)
def _fresh_limits():
    cache.clear()


@pytest.fixture
def ruth() -> User:
    unit = Unit.objects.create(name="Westmarch", kind="council", path="1.")
    user = User(name="Ruth Bell", email="ruth.bell@westmarch.example")
    user.set_password(PASSWORD)
    user.save()
    HeldRole.objects.create(user=user, role=Role.BROKER, unit=unit)
    return user


def sign_in(client: Client, password: str = PASSWORD, email: str = "ruth.bell@westmarch.example"):
    return client.post("/account/login/", {"login": email, "password": password})


def found(pattern: str, text: object) -> str:
    match = re.search(pattern, str(text))
    assert match, f"{pattern} is not in {text}"
    return match[1]


def is_signed_in(client: Client) -> bool:
    return client.get("/work/").status_code == 200


def test_the_page_says_where_one_signs_in(client):
    assert "Sign in to Westmarch County Council care brokerage" in client.get("/account/login/").content.decode()


@pytest.mark.parametrize("email", ["ruth.bell@westmarch.example", "Ruth.Bell@Westmarch.example"])
def test_a_password_signs_in_whatever_the_case_of_the_address(client, ruth, email):
    assert sign_in(client, email=email).url == "/"
    assert is_signed_in(client)


def test_a_wrong_password_and_an_unknown_address_are_answered_alike(client, ruth):
    wrong = sign_in(client, "wrong")
    unknown = sign_in(Client(), "wrong", "nobody@westmarch.example")

    for response in (wrong, unknown):
        assert "Check your email address and password" in response.content.decode()
    assert not is_signed_in(client)


def test_a_disabled_user_cannot_sign_in(client, ruth):
    User.objects.update(is_active=False)

    sign_in(client)

    assert not is_signed_in(client)


def test_somebody_without_a_password_cannot_sign_in_by_an_empty_one(client, ruth):
    ruth.set_unusable_password()
    ruth.save()

    for guess in ("", "!", ruth.password):
        sign_in(client, guess)
        assert not is_signed_in(client)


def test_after_five_wrong_passwords_even_the_right_one_has_to_wait(client, ruth):
    for _ in range(5):
        sign_in(client, "wrong")

    assert "too many attempts" in sign_in(client).content.decode()
    assert not is_signed_in(client)


def test_a_code_by_email_signs_in_once(client, ruth):
    client.post("/account/login/code/", {"email": ruth.email})
    code = found(r"(?m)^\s*([A-Z0-9-]{6,})\s*$", mail.outbox[0].body)
    assert mail.outbox[0].subject == "Your code to sign in to care brokerage"
    assert "Westmarch County Council" in mail.outbox[0].body

    client.post("/account/login/code/confirm/", {"code": code})

    assert is_signed_in(client)
    other = Client()
    other.post("/account/login/code/confirm/", {"code": code})
    assert not is_signed_in(other)


def test_a_code_for_an_unknown_address_is_answered_alike_and_nothing_is_sent(client, ruth):
    known = client.post("/account/login/code/", {"email": ruth.email})
    unknown = Client().post("/account/login/code/", {"email": "nobody@westmarch.example"})

    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert [message.to for message in mail.outbox] == [[ruth.email]]


def test_three_wrong_codes_end_the_attempt(client, ruth):
    client.post("/account/login/code/", {"email": ruth.email})
    code = found(r"(?m)^\s*([A-Z0-9-]{6,})\s*$", mail.outbox[0].body)

    for _ in range(3):
        client.post("/account/login/code/confirm/", {"code": "XXXXXX"})
    client.post("/account/login/code/confirm/", {"code": code})

    assert not is_signed_in(client)


def test_with_a_second_step_the_password_alone_is_not_enough(client, ruth):
    secret = "JBSWY3DPEHPK3PXP"
    TOTP.activate(ruth, secret)

    first = sign_in(client)
    assert first.url == "/account/2fa/authenticate/"
    assert not is_signed_in(client)
    assert "wrong or has been used up" in client.post(first.url, {"code": "000000"}).content.decode()

    counter = next(iter(yield_hotp_counters_from_time()))
    client.post(first.url, {"code": format_hotp_value(hotp_value(secret, counter))})

    assert is_signed_in(client)


def test_the_app_is_turned_on_with_its_first_code(client, ruth):
    sign_in(client)
    asked_again = client.get("/account/2fa/totp/activate/")
    assert "Confirm that it is you" in client.get(asked_again.url).content.decode()
    client.post(asked_again.url, {"password": PASSWORD})
    page = client.get("/account/2fa/totp/activate/").content.decode()
    secret = found(r'<code class="cw-key">(\w+)</code>', page)

    counter = next(iter(yield_hotp_counters_from_time()))
    client.post("/account/2fa/totp/activate/", {"code": format_hotp_value(hotp_value(secret, counter))})

    kept = Authenticator.objects.get(user=ruth, type="totp")
    assert get_adapter().decrypt(kept.data["secret"]) == secret
    assert secret not in str(kept.data), "the secret is kept encrypted"


def test_a_forgotten_password_is_chosen_anew_by_a_link_that_works_once(client, ruth):
    client.post("/account/password/reset/", {"email": ruth.email})
    link = found(r"http://\S+?(/account/password/reset/key/\S+)", mail.outbox[0].body)
    form = client.get(link, follow=True)

    client.post(form.redirect_chain[-1][0], {"password1": "three other words", "password2": "three other words"})

    assert sign_in(Client(), "three other words").status_code == 302
    assert "This link does not work" in Client().get(link, follow=True).content.decode()


def test_a_short_or_common_password_is_refused(client, ruth):
    sign_in(client)

    for bad in ("short", "password1234", "ruth.bell@westmarch"):
        asked = {"oldpassword": PASSWORD, "password1": bad, "password2": bad}
        assert client.post("/account/password/change/", asked).status_code == 200

    assert ruth.check_password(PASSWORD)


@pytest.mark.parametrize(
    "address",
    ["signup/", "email/", "3rdparty/", "3rdparty/signup/", "confirm-email/", "confirm-email/abc/", "social/signup/"],
)
def test_nobody_makes_an_account_or_changes_its_address_for_themselves(client, ruth, address):
    assert client.get(f"/account/{address}").status_code == 404
    sign_in(client)
    assert client.get(f"/account/{address}").status_code == 404
    assert client.post(f"/account/{address}", {"email": "x@example.org"}).status_code in {404, 405}


def test_signing_out_takes_a_press_of_the_button(client, ruth):
    sign_in(client)

    assert client.get("/account/logout/").status_code == 200
    assert is_signed_in(client)

    assert client.post("/account/logout/").url == "/signed-out/"
    assert not is_signed_in(client)


def test_cookies_cannot_be_read_by_scripts_or_sent_from_elsewhere(client, ruth):
    client.get("/account/login/")
    cookies = sign_in(client).cookies

    assert cookies["carewright"]["httponly"]
    assert cookies["carewright"]["samesite"] == "Lax"
    assert client.cookies["carewright-csrf"]["httponly"]
    assert client.cookies["carewright-csrf"]["samesite"] == "Strict"


def test_a_link_to_elsewhere_is_not_followed_after_signing_in(client, ruth):
    response = client.post(
        "/account/login/", {"login": ruth.email, "password": PASSWORD, "next": "https://evil.example/"}
    )

    assert response.url == "/"


def test_when_no_email_can_be_sent_the_page_says_so(client, ruth, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1

    response = client.post("/account/login/code/", {"email": ruth.email})

    assert response.status_code == 422
    assert "could not be sent just now" in response.content.decode()


def test_the_demonstration_shows_what_would_have_been_sent(client, ruth, settings):
    settings.DEMONSTRATION = True

    page = client.post("/account/login/code/", {"email": ruth.email}, follow=True).content.decode()

    assert "In the demonstration nothing is sent. ruth.bell@westmarch.example would have got: Your code is" in page
    assert mail.outbox == []
