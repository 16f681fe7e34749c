"""My work, the team's work and the figures, in their states; and the words of the countdown."""

from datetime import timedelta

import pytest

from carewright.access.roles import Role
from carewright.worktime import time_left_words
from tests.browser.conftest import follow, press
from tests.council.test_work import owe

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


EVERY_GROUP = {"Late by a day": -26 * 60, "Late": -12, "Soon": 40, "Friday": 60 * 49, "Far": 60 * 24 * 20}


@pytest.fixture
def full(council):
    for number, (sentence, due_in) in enumerate(EVERY_GROUP.items()):
        owe(council, f"{sentence}: record the courtesy call to the person", due_in, f"REQ-{number}")


def test_my_work_with_nothing_in_it(as_user, looked, council):
    page = as_user(Role.BROKER, unit=council)
    page.goto("/work/")

    looked(page, "my work, empty")


def test_my_work_with_every_group(as_user, looked, council, full):
    page = as_user(Role.BROKER, unit=council)
    page.goto("/work/")

    for heading in ("Overdue", "Due today", "This week", "Later"):
        assert page.get_by_role("heading", name=heading).is_visible()
    looked(page, "my work, full")


def test_the_team_s_work_and_its_figures(as_user, looked, council, full):
    page = as_user(Role.BROKERAGE_MANAGER, unit=council)
    page.goto("/work/team/")
    looked(page, "team's work, full")

    follow(page, "On time")
    looked(page, "on time, full")
    page.get_by_label("By").select_option("Month")
    press(page, "Show")
    assert "per=month" in page.url
    looked(page, "on time, by month")


def test_what_one_may_not_see_says_who_may(as_user, looked, council):
    page = as_user(Role.BROKER, unit=council)
    page.goto("/work/team/")
    looked(page, "refused", may_complain="403")

    page.goto("/nonsense/")
    looked(page, "not found", may_complain="404")


def test_the_countdown_goes_on_by_itself_from_the_moment_of_the_page(as_user, council, full):
    page = as_user(Role.BROKER, unit=council)
    page.goto("/work/")
    shown = page.locator("[data-due='2017-12-27T09:45:00Z']")

    assert shown.text_content() == "in 40 minutes"
    place = shown.element_handle()
    place.evaluate("place => { place.dataset.due = '2017-12-27T09:05:02Z' }")
    page.wait_for_function("place => /late$/.test(place.textContent)", arg=place)


@pytest.mark.parametrize("script", [False])
def test_without_scripts_the_words_are_those_of_the_moment_of_the_page(as_user, council, full, script):
    page = as_user(Role.BROKER, unit=council)
    page.goto("/work/")

    assert page.get_by_text("in 40 minutes").is_visible()
    assert page.get_by_role("navigation", name="Menu").is_visible()


def test_the_script_s_words_are_those_of_the_program(as_user, council, now):
    page = as_user(Role.BROKER, unit=council)
    page.goto("/work/")
    edges = [0, 1, 59, 60, 61, 119, 120, 3599, 3600, 3660, 7199, 7260, 86399, 86400, 90000, 604799, 604800, 10**7]
    seconds = edges + [-number for number in edges if number]

    said = page.evaluate("numbers => numbers.map(carewrightTimeLeft)", seconds)

    assert said == [time_left_words(now + timedelta(seconds=number), now) for number in seconds]
