"""The pages of signing in, in their states."""

import pytest
from django.core.cache import cache

from carewright.access.models import User
from carewright.access.roles import Role
from tests.browser.conftest import press

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASSWORD = "correct horse battery"


@pytest.fixture(autouse=True)
def _fresh_limits(transactional_db):
    cache.clear()


@pytest.fixture
def ruth(transactional_db) -> User:
    user = User(name="Ruth Bell", email="ruth.bell@westmarch.example")
    user.set_password(PASSWORD)
    user.save()
    return user


@pytest.mark.parametrize(
    "address",
    ["/account/login/", "/account/login/code/", "/account/password/reset/", "/account/password/reset/done/",
     "/signed-out/", "/help/", "/accessibility/", "/account/inactive/"],
)  # fmt: skip
def test_pages_for_anybody(page, looked, address):
    page.goto(address)

    looked(page, f"anybody {address}")


def test_a_wrong_password_is_summed_up_at_the_top_which_has_the_focus(page, looked, ruth):
    page.goto("/account/login/")
    page.get_by_label("Email address").fill(ruth.email)
    page.get_by_label("Password").fill("wrong")
    press(page, "Sign in")

    assert page.evaluate("document.activeElement.className") == "govuk-error-summary"
    assert page.title().startswith("Error: Sign in")
    looked(page, "sign in, wrong password")


def test_nothing_filled_in_leads_from_the_summary_to_the_question(page, looked, ruth):
    page.goto("/account/login/")
    press(page, "Sign in")
    page.get_by_role("link", name="Enter email address").click()

    assert page.evaluate("document.activeElement.id") == "id_login"
    looked(page, "sign in, nothing filled in")


def test_signing_in_by_keyboard_alone_and_out_again(page, looked, ruth, council):
    page.goto("/account/login/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to main content"
    page.keyboard.press("Enter")
    for typed in (ruth.email, PASSWORD):
        page.keyboard.press("Tab")
        page.keyboard.type(typed)
    page.keyboard.press("Enter")
    page.wait_for_url("**/")

    looked(page, "no role yet", may_complain="403")
    press(page, "Sign out")
    assert page.get_by_role("heading", name="You have signed out").is_visible()


def test_a_code_by_email(page, looked, ruth):
    page.goto("/account/login/code/")
    page.get_by_label("Email address").fill(ruth.email)
    press(page, "Send a code")
    looked(page, "sign in, enter code")

    page.get_by_label("Code").fill("XXXXXX")
    press(page, "Sign in")
    looked(page, "sign in, wrong code")


def test_the_account_pages_and_the_second_step(as_user, looked, council):
    page = as_user(Role.BROKER, unit=council)
    user = User.objects.get()
    user.set_password(PASSWORD)
    user.save()
    page.goto("/account/login/")
    page.get_by_label("Email address").fill(user.email)
    page.get_by_label("Password").fill(PASSWORD)
    press(page, "Sign in")
    for address in ("/account/", "/account/password/change/", "/account/2fa/"):
        page.goto(address)
        looked(page, f"account {address}")

    press(page, "Turn on the app")
    looked(page, "confirm that it is you")
    page.get_by_label("Password").fill(PASSWORD)
    press(page, "Continue")
    looked(page, "turn on the app")


@pytest.mark.parametrize("script", [False])
def test_without_scripts_one_signs_in_as_well(page, ruth):
    page.goto("/account/login/")
    page.get_by_label("Email address").fill(ruth.email)
    page.get_by_label("Password").fill(PASSWORD)
    press(page, "Sign in")

    assert page.get_by_text("You have no role yet").first.is_visible()
