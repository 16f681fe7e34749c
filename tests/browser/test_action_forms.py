"""Every form about a requirement, a referral and enablement that no story passes through: as it opens, and faulty."""

from datetime import date, timedelta

import pytest

from carewright.access.roles import Role
from carewright.providers.commands import impose_sanction
from tests.browser.conftest import WEDNESDAY_MORNING, press
from tests.builders import a_council
from tests.conftest import actor
from tests.people.builders import a_person
from tests.referrals.builders import a_submitted_referral
from tests.referrals.test_enablement import an_episode_in
from tests.sourcing.builders import (
    a_later_start,
    a_market,
    a_waiting_requirement,
    an_award,
    an_offer_with_documents_asked,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
EARLIER = WEDNESDAY_MORNING - timedelta(days=6)


def test_forms_about_a_requirement(as_user, looked):
    market = a_market()
    requirement = a_waiting_requirement(market)
    later = a_later_start(a_waiting_requirement(market))
    asking = an_offer_with_documents_asked(a_waiting_requirement(market))
    award = an_award(a_waiting_requirement(market))
    page = as_user(Role.BROKERAGE_MANAGER, Role.TEAM_MANAGER, unit=market.council.unit)
    for address, button in [
        (f"/to-place/offers/{later.ref}/later-start/", "Record the decision"),
        (f"/to-place/offers/{asking.ref}/documents/", ""),
        (f"/to-place/awards/{award.ref}/withdraw/", "Withdraw the acceptance"),
        (f"/to-place/{requirement.ref}/reassessment/", "Record"),
        (f"/to-place/{requirement.ref}/risk/", "Record"),
    ]:
        page.goto(address)
        if button:
            press(page, button)
            assert page.get_by_role("heading", name="There is a problem").is_visible()
        looked(page, f"form {address.split('/')[-2]}")


def test_forms_about_a_referral_and_enablement(as_user, looked):
    westmarch = a_council()
    referral = a_submitted_referral(a_person(westmarch.team()), at=EARLIER, funding="self_funder")
    asked, under_way = an_episode_in("asked", westmarch), an_episode_in("started", westmarch)
    roles = (Role.BROKER, Role.PRACTITIONER, Role.ENABLEMENT_SUPERVISOR)
    page = as_user(*roles, unit=westmarch.unit)
    for address, button in [
        (f"/referrals/{referral.ref}/refuse/", "Refuse referral"),
        (f"/enablement/ask/?person={referral.person.ref}", ""),
        (f"/enablement/{asked.ref}/start/", ""),
        (f"/enablement/{asked.ref}/reject/", ""),
        (f"/enablement/{under_way.ref}/grace/", ""),
    ]:
        page.goto(address)
        press(page, button or page.locator("main form button.govuk-button").last.inner_text())
        looked(page, f"form {address.split('/')[-2]}")


def test_a_sanction_is_lifted(as_user, looked):
    market = a_market()
    sanction = impose_sanction(
        provider=market.elm.ref,
        from_on=date(2017, 12, 1),
        to_on=None,
        reason="Missed visits",
        by=actor(Role.CONTRACT_OFFICER),
        at=EARLIER,
    )
    page = as_user(Role.CONTRACT_OFFICER, unit=market.council.unit)
    page.goto(f"/providers/{market.elm.ref}/sanctions/{sanction.ref}/lift/")
    press(page, page.locator("main form button.govuk-button").last.inner_text())
    looked(page, "sanction, lift")
