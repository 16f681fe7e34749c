"""Settings, users and the form components, in their states."""

import pytest

from carewright.access.models import HeldRole, User
from carewright.access.roles import Role
from carewright.policy.queries import BUILT_IN
from tests.browser.conftest import follow, press

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def ruth(council) -> User:
    user = User.objects.create(name="Ruth Bell", email="ruth.bell@westmarch.example")
    HeldRole.objects.create(user=user, role=Role.BROKER, unit=council)
    return user


@pytest.mark.parametrize(
    "address",
    ["/settings/", "/settings/users/", "/settings/users/?q=zzz", "/settings/users/add/", "/settings/units/",
     "/settings/units/add/", "/settings/policy/", "/who-may-do-what/", "/who-may-do-what/?role=king"],
)  # fmt: skip
def test_settings_pages(as_user, looked, council, ruth, address):
    page = as_user(Role.ADMINISTRATOR, unit=council)
    page.goto(address)

    looked(page, f"settings {address}")


def test_one_user_from_adding_to_disabling(as_user, looked, council, ruth):
    page = as_user(Role.ADMINISTRATOR, unit=council)
    page.goto("/settings/users/")
    follow(page, "Ruth Bell")
    looked(page, "user")

    follow(page, "Issue a key")
    press(page, "Issue key")
    looked(page, "issue key, nothing filled in")
    page.get_by_label("What it is for").fill("Nightly visits")
    page.get_by_label("Sourcing: read").check()
    page.get_by_label("Day", exact=True).fill("31")
    page.get_by_label("Month").fill("2")
    press(page, "Issue key")
    assert page.get_by_role("link", name="Last day must include a year").is_visible()
    looked(page, "issue key, half a date")
    page.get_by_label("Day", exact=True).fill("")
    page.get_by_label("Month").fill("")
    press(page, "Issue key")
    looked(page, "new key")

    page.goto(f"/settings/users/{ruth.ref}/disable/")
    page.get_by_label("Why").fill("Left the council")
    press(page, "Disable user")
    assert page.get_by_role("alert").get_by_text("Ruth Bell is disabled").is_visible()
    looked(page, "user, disabled")


def test_roles_are_given_and_withdrawn(as_user, looked, council, ruth):
    page = as_user(Role.ADMINISTRATOR, unit=council)
    page.goto(f"/settings/users/{ruth.ref}/roles/council/")
    looked(page, "give role")
    page.get_by_label("Role").select_option("Team manager")
    press(page, "Give role")
    press(page, "Withdraw team manager")

    assert page.get_by_text("The role is withdrawn.").is_visible()
    assert ruth.held_roles.count() == 1


def test_a_role_at_a_provider_and_a_policy_by_its_version(as_user, looked, council, ruth):
    page = as_user(Role.ADMINISTRATOR, unit=council)
    page.goto(f"/settings/users/{ruth.ref}/roles/provider/")
    press(page, "Give role")
    looked(page, "give role at a provider, faulty")
    page.goto(f"/settings/policy/{BUILT_IN}/")
    looked(page, "policy by its version")


@pytest.mark.parametrize("width", [375, 1280])
def test_nothing_is_asked_of_anybody_else_and_no_typeface_of_gov_uk(page, live_server, width):
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/account/login/")
    page.wait_for_load_state("networkidle")

    assert [url for url in asked if not url.startswith(live_server.url)] == []
    assert [url for url in asked if "font" in url or "crown" in url or "/assets/" in url] == []
    assert "GDS" not in page.locator("h1").evaluate("heading => getComputedStyle(heading).fontFamily")
