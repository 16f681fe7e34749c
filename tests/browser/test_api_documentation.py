"""The page that describes the API, as people see it."""

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_the_documentation_closed_and_with_an_operation_open(page, looked):
    page.goto("/api/v1/docs")
    looked(page, "api documentation")
    page.locator("#start_referral > summary").click()
    assert page.locator("#start_referral").get_by_text("Idempotency-Key").is_visible()
    looked(page, "api documentation, an operation open")


@pytest.mark.parametrize("script", [False])
def test_an_operation_opens_without_scripts(page):
    page.goto("/api/v1/docs")
    page.locator("#make_offer > summary").click()
    assert page.locator("#make_offer").get_by_text("Answer, status 201").first.is_visible()
