"""`carewright user add` and `key add`: the first administrator of an installation, and keys for programs."""

import pytest
from django.contrib.auth import authenticate
from django.test import RequestFactory

from carewright.access.models import ApiKey, HeldRole, Unit, User
from carewright.access.queries import actor_of, actor_of_key
from carewright.access.roles import Role
from carewright.cli.main import main
from carewright.trail.queries import timeline
from tests.access.people import MONDAY, a_user, granted

pytestmark = pytest.mark.django_db

EMAIL = "it@westmarch.example"
ADD = ["user", "add", EMAIL, "I. Technician"]


@pytest.fixture
def password(tmp_path):
    """A file with a password in it."""
    file = tmp_path / "password"
    file.write_text("correct horse battery\n")
    return str(file)


def test_a_new_installations_first_administrator(password, capsys):
    assert main([*ADD, "--role", "administrator", "--password-from", password]) == 0

    user = User.objects.get(email=EMAIL)
    assert capsys.readouterr().out == f"{user.ref}\n"
    assert user.check_password("correct horse battery")
    assert actor_of(user).holds(Role.ADMINISTRATOR)
    assert HeldRole.objects.get().unit == Unit.objects.get(parent=None)
    assert {entry.actor for entry in timeline(user.ref)} == {"CONSOLE"}


def test_a_second_user_joins_the_same_council():
    main([*ADD, "--role", "administrator"])

    assert main(["user", "add", "b@westmarch.example", "B. Broker", "--role", "broker"]) == 0

    assert Unit.objects.filter(parent=None).count() == 1


def test_without_a_password_nobody_signs_in_by_password():
    main(ADD)

    assert not User.objects.get().has_usable_password()
    assert authenticate(RequestFactory().get("/"), email=EMAIL, password="") is None


@pytest.mark.parametrize("text", ["short", "password1234", "it@westmarch.example"])
def test_a_bad_password_adds_nobody(text, tmp_path, capsys):
    file = tmp_path / "password"
    file.write_text(text)

    assert main([*ADD, "--password-from", str(file)]) == 2
    assert "the password will not do" in capsys.readouterr().err
    assert not User.objects.exists()


@pytest.mark.parametrize("email", ["it", "it@", "", "it@westmarch.example\nBcc: x@y.example"])
def test_what_is_no_address_adds_nobody(email, capsys):
    assert main(["user", "add", "--", email, "I. T."]) == 2
    assert "is not an email address" in capsys.readouterr().err


def test_a_role_that_cannot_be_given_adds_nobody(capsys):
    assert main([*ADD, "--role", "provider_manager"]) == 1
    assert "a provider's role at a provider" in capsys.readouterr().err
    assert not User.objects.exists()


def test_the_same_address_again_is_refused(capsys):
    main(ADD)

    assert main(ADD) == 2
    assert "already a user with the address" in capsys.readouterr().err


def test_a_key_is_printed_once_and_works(capsys):
    held = granted(a_user(), Role.BROKER)

    assert main(["key", "add", held.user.email, "finance", "--scope", "referrals:read", "--until", "2018-03-31"]) == 0

    by = actor_of_key(capsys.readouterr().out.strip(), MONDAY)
    assert by is not None
    assert by.scopes == frozenset({"referrals:read"})
    assert ApiKey.objects.get().expires_at is not None


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--scope", "everything"], "Not known: everything"),
        ([], "None was given"),
        (["--scope", "referrals:read", "--until", "31/3/2018"], "is not a date"),
        (["--scope", "referrals:read", "--by", "nobody@westmarch.example"], "there is no user with the address"),
    ],
)
def test_a_key_that_cannot_be_issued_says_why(words, sentence, capsys):
    user = a_user()

    assert main(["key", "add", user.email, "finance", *words]) == 2
    assert sentence in capsys.readouterr().err
    assert not ApiKey.objects.exists()


def test_a_user_without_the_right_cannot_add_another(capsys):
    broker = granted(a_user(), Role.BROKER).user

    assert main([*ADD, "--by", broker.email]) == 1
    assert "this is for: administrator" in capsys.readouterr().err
