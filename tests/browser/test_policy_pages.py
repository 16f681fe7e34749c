"""Policies: listed, drafted, checked, tried on past cases, activated and discarded."""

from datetime import timedelta
from decimal import Decimal

import pytest

from carewright.access.models import Unit
from carewright.access.queries import actor_of
from carewright.access.roles import Role
from carewright.obligations.sweep import sweep
from carewright.policy.commands import draft_policy
from carewright.policy.models import PolicyDocument
from tests.browser.conftest import WEDNESDAY_MORNING, follow, press
from tests.builders import a_user
from tests.conftest import actor
from tests.people.builders import a_person
from tests.referrals.builders import a_submitted_referral
from tests.sourcing.builders import (
    FRIDAY,
    Market,
    a_considering_offer,
    a_market,
    a_waiting_requirement,
    an_award,
    an_open_offer,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

STRICTER = """
[authority.weekly_limits]
senior_practitioner = 200
team_manager = 300
head_of_service = 2500
[sourcing]
answer_within = "1 working hours"
considering_longest = "1 working hours"
[changes]
max_flex_hours = 3
[waiting]
red_after = "8 working days"
amber_after = "4 working days"
"""


@pytest.fixture
def market() -> Market:
    return a_market()


def a_draft(market: Market, *, by: Role = Role.POLICY_OWNER) -> PolicyDocument:
    drafter = a_user(by, unit=market.council.unit, name="Ann Drafter")
    return draft_policy(name="Stricter from April", text=STRICTER, by=drafter, at=FRIDAY)


def a_year_of_work(market: Market) -> None:
    for hours in (12, 20, 30):
        an_award(a_waiting_requirement(market, weekly_hours=Decimal(hours)), at=FRIDAY)
    a_considering_offer(a_waiting_requirement(market))
    an_open_offer(a_waiting_requirement(market), at=FRIDAY - timedelta(hours=1, minutes=30))
    list(sweep(WEDNESDAY_MORNING, most=10))
    a_submitted_referral(a_person(market.team), weekly_hours=Decimal(40))


def test_the_list_empty_and_with_drafts(as_user, looked, market):
    page = as_user(Role.POLICY_OWNER, unit=market.council.unit)
    page.goto("/settings/policies/")
    looked(page, "policies, none yet")
    a_draft(market)
    page.goto("/settings/policies/")
    looked(page, "policies")


def test_a_policy_is_checked_mended_and_drafted(as_user, looked, market, tmp_path):
    page = as_user(Role.POLICY_OWNER, unit=market.council.unit)
    page.goto("/settings/policies/draft/")
    looked(page, "draft a policy")
    page.get_by_label("What it says").fill("[changes]\nlevel_limits = [150, 75]\ncrossing = 3\n")
    press(page, "Draft policy")
    assert page.get_by_role("link", name="Enter name").is_visible()
    page.get_by_label("Name").fill("Stricter from April")
    press(page, "Draft policy")
    looked(page, "draft a policy, faulty")
    assert page.get_by_role("link", name="changes.crossing: There is no “crossing” here.").is_visible()
    file = tmp_path / "stricter.toml"
    file.write_text(STRICTER)
    page.get_by_label("Or a policy file").set_input_files(file)
    press(page, "Check it first")
    assert page.get_by_role("heading", name="This policy can be used").is_visible()
    looked(page, "draft a policy, checked")
    press(page, "Draft policy")

    assert page.get_by_text("Stricter from April is drafted").is_visible()
    looked(page, "policy, what it changes")
    assert PolicyDocument.objects.get().text.replace("\r\n", "\n") == STRICTER


def test_a_draft_in_its_tabs(as_user, looked, market):
    draft = a_draft(market)
    page = as_user(Role.POLICY_OWNER, unit=market.council.unit)
    page.goto(f"/settings/policy/{draft.ref}/")
    looked(page, "draft policy in words")
    follow(page, "Timeline")
    looked(page, "draft policy, timeline")
    page.goto("/settings/policy/DEFAULT-1/changes/")
    looked(page, "policy in force, what it changes")


def test_what_if_with_nothing_with_cases_and_with_a_filter(as_user, looked, market):
    draft = a_draft(market)
    page = as_user(Role.POLICY_OWNER, unit=market.council.unit)
    page.goto(f"/settings/policy/{draft.ref}/what-if/")
    looked(page, "what-if, no cases")
    a_year_of_work(market)
    a_referral_returned(market)
    page.goto(f"/settings/policy/{draft.ref}/what-if/")
    looked(page, "what-if")
    page.get_by_label("From and to").select_option(index=1)
    press(page, "Show")
    page.get_by_text("Show working").first.click()
    looked(page, "what-if, filtered")


def a_referral_returned(market: Market) -> None:
    from carewright.referrals.commands import return_referral

    referral = a_submitted_referral(a_person(market.team))
    broker = actor(Role.BROKER, unit=market.council.east)
    return_referral(referral=referral.ref, note="Please telephone", by=broker, at=FRIDAY)


def test_somebody_else_activates_it_from_a_day(as_user, looked, market):
    draft = a_draft(market)
    page = as_user(Role.POLICY_OWNER, unit=market.council.unit)
    page.goto(f"/settings/policy/{draft.ref}/")
    press(page, "Activate")
    looked(page, "activate a policy")
    page.get_by_label("Year").fill("2016")
    press(page, "Activate")
    looked(page, "activate a policy, in the past")
    page.get_by_label("Year").fill("2018")
    press(page, "Activate")
    assert page.get_by_text("Stricter from April is activated.").is_visible()
    looked(page, "policy that takes effect later")


def test_its_drafter_is_told_who_has_to(as_user, looked, market):
    page = as_user(Role.POLICY_OWNER, unit=market.council.unit)
    me = actor_of_signed_in()
    mine = draft_policy(name="Mine", text=STRICTER, by=me, at=FRIDAY)
    a_user(Role.POLICY_OWNER, unit=market.council.unit, name="Other Owner")
    page.goto(f"/settings/policy/{mine.ref}/")
    assert page.get_by_role("button", name="Activate").is_disabled()
    looked(page, "own draft policy")
    page.goto(f"/settings/policy/{mine.ref}/activate/")
    looked(page, "activate a policy, own")


def actor_of_signed_in():
    from carewright.access.models import User

    return actor_of(User.objects.get(name="Sam Okafor"))


def test_a_draft_is_discarded(as_user, looked, market):
    draft = a_draft(market)
    page = as_user(Role.POLICY_OWNER, unit=market.council.unit)
    page.goto(f"/settings/policy/{draft.ref}/discard/")
    press(page, "Discard draft")
    looked(page, "discard a draft policy, faulty")
    page.get_by_label("Why").fill("Too strict")
    press(page, "Discard draft")

    assert page.get_by_text("Stricter from April is discarded.").is_visible()
    assert Unit.objects.filter(kind="area").count() == 2
