"""Policies on the council's pages: drafted with their faults said, tried on past cases, activated by another."""

from datetime import datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from carewright.access.models import User
from carewright.access.roles import Role
from carewright.policy.models import PolicyDocument
from carewright.policy.packs import terms_from
from tests.council.conftest import user_holding
from tests.policy.arranged import SIX_HOURS, a_document
from tests.sourcing.builders import FRIDAY, Market, a_market, a_waiting_requirement, an_award

pytestmark = pytest.mark.django_db

LOW = "[authority.weekly_limits]\nteam_manager = 100\nhead_of_service = 800\n"
PERIOD = "since=2017-01-01&until=2017-12-31"


@pytest.fixture
def market() -> Market:
    return a_market()


@pytest.fixture
def owner(client: Client, market: Market) -> Client:
    client.force_login(user_holding(Role.POLICY_OWNER, unit=market.council.unit))
    return client


def shown(response: Any) -> str:
    assert response.status_code == 200
    return str(response.content.decode())


def a_low_draft() -> PolicyDocument:
    return a_document("draft", FRIDAY, name="Low limits", text=LOW, whole=LOW)


def test_a_draft_starts_from_the_policy_in_force_whole(owner: Client) -> None:
    page = shown(owner.get("/settings/policies/draft/"))

    assert "max_flex_hours = 5" in page
    assert "[sourcing.decline_reasons]" in page


def test_a_draft_starts_from_another_when_asked(owner: Client) -> None:
    draft = a_document("draft", FRIDAY)

    assert "max_flex_hours = 6" in shown(owner.get(f"/settings/policies/draft/?from={draft.ref}"))
    assert owner.get("/settings/policies/draft/?from=POL-0000-0000-0").status_code == 404


def test_every_fault_is_said_with_its_place(owner: Client) -> None:
    text = '[changes]\nlevel_limits = [150, 75]\n[sourcing]\nanswer_within = "2 fortnights"\n'

    page = shown(owner.post("/settings/policies/draft/", {"name": "Faulty", "text": text}))

    assert "changes.level_limits: The limits must go up" in page
    assert "sourcing.answer_within: " in page
    assert not PolicyDocument.objects.exists()


@pytest.mark.parametrize(
    ("text", "said"),
    [("[changes", "This is not TOML"), ("[calendar.areas.Nowhere]\nclosures = []\n", "no area named “Nowhere”")],
)
def test_text_that_is_no_policy_of_this_council_is_not_drafted(owner: Client, text: str, said: str) -> None:
    assert said in shown(owner.post("/settings/policies/draft/", {"name": "Faulty", "text": text}))
    assert not PolicyDocument.objects.exists()


def test_a_check_says_what_would_change_and_drafts_nothing(owner: Client) -> None:
    asked = {"name": "Six", "text": SIX_HOURS, "check": "1"}

    page = shown(owner.post("/settings/policies/draft/", asked))

    assert "1 setting differs from the policy in force" in page
    assert "6 hours" in page
    assert not PolicyDocument.objects.exists()


def test_a_file_takes_the_place_of_what_is_written(owner: Client) -> None:
    file = SimpleUploadedFile("six.toml", b"\xef\xbb\xbf" + SIX_HOURS.encode())

    made = owner.post("/settings/policies/draft/", {"name": "Six", "text": "[changes", "file": file})

    assert made["Location"] == f"/settings/policy/{PolicyDocument.objects.get().ref}/changes/"
    assert PolicyDocument.objects.get().text == SIX_HOURS


def test_a_file_that_was_checked_is_what_is_drafted_next(owner: Client) -> None:
    file = SimpleUploadedFile("six.toml", SIX_HOURS.encode())

    page = shown(owner.post("/settings/policies/draft/", {"name": "Six", "text": "", "file": file, "check": "1"}))

    assert "max_flex_hours = 6</textarea>" in page.replace("\n", "")


def test_a_file_that_is_no_text_is_refused(owner: Client) -> None:
    file = SimpleUploadedFile("six.toml", b"\xff\xfe\x00")

    assert "not text in UTF-8" in shown(owner.post("/settings/policies/draft/", {"name": "Six", "file": file}))


def test_the_list_says_how_each_stands(owner: Client) -> None:
    a_low_draft()

    page = shown(owner.get("/settings/policies/"))

    assert "Low limits" in page
    assert "The policy that the program comes with" in page


def test_what_it_changes_is_said_setting_by_setting(owner: Client) -> None:
    page = shown(owner.get(f"/settings/policy/{a_low_draft().ref}/changes/"))

    assert "Authorises a gross weekly cost up to: team manager" in page
    assert "£100.00" in page
    assert "not set" in page


def test_what_if_has_totals_the_cases_that_turn_and_a_file_of_them(owner: Client, market: Market) -> None:
    award = an_award(a_waiting_requirement(market))
    draft, ref = a_low_draft(), award.requirement.referral.ref

    page = shown(owner.get(f"/settings/policy/{draft.ref}/what-if/?{PERIOD}"))
    file = shown(owner.get(f"/settings/policy/{draft.ref}/what-if.csv?{PERIOD}"))

    assert "3 past cases tried; 1 would have been decided differently." in page
    assert "within a head of service’s limit" in page
    assert ref in page
    [_, row] = file.splitlines()
    assert row.startswith(f"authority,{ref},2017-12-22T14:00:00+00:00,DEFAULT-1,senior_practitioner,head_of_service,")


def test_a_filter_shows_the_cases_that_turn_so_and_no_others(owner: Client, market: Market) -> None:
    award = an_award(a_waiting_requirement(market))
    address = f"/settings/policy/{a_low_draft().ref}/what-if/?{PERIOD}&turn="
    ref = award.requirement.referral.ref

    assert ref in shown(owner.get(f"{address}authority:senior_practitioner:head_of_service"))
    assert ref not in shown(owner.get(f"{address}offer:answered:no_response"))


def test_a_case_is_a_link_for_those_who_may_open_it_alone(client: Client, market: Market) -> None:
    ref = an_award(a_waiting_requirement(market)).requirement.referral.ref
    address = f"/settings/policy/{a_low_draft().ref}/what-if/?{PERIOD}"
    client.force_login(user_holding(Role.POLICY_OWNER, unit=market.council.unit, name="Ann Owner"))
    assert f"/referrals/{ref}/" not in shown(client.get(address))
    client.force_login(user_holding(Role.ASSISTANT_DIRECTOR, unit=market.council.unit, name="Ada Director"))
    assert f"/referrals/{ref}/" in shown(client.get(address))


def test_no_provider_and_no_person_is_named_in_a_trial(owner: Client, market: Market) -> None:
    award = an_award(a_waiting_requirement(market))
    address = f"/settings/policy/{a_low_draft().ref}/what-if"
    told = shown(owner.get(f"{address}/?{PERIOD}")) + shown(owner.get(f"{address}.csv?{PERIOD}"))

    assert award.provider.name not in told
    assert award.requirement.person.family_name not in told


def test_days_that_are_none_are_the_last_year(owner: Client) -> None:
    assert "Nothing was decided" in shown(owner.get(f"/settings/policy/{a_low_draft().ref}/what-if/?since=x&until=9"))


def test_a_draft_is_activated_by_another_owner_from_its_day(owner: Client) -> None:
    draft = a_low_draft()
    day = {"effective_on_day": "1", "effective_on_month": "4", "effective_on_year": "2099"}

    assert owner.post(f"/settings/policy/{draft.ref}/activate/", day)["Location"] == f"/settings/policy/{draft.ref}/"

    draft.refresh_from_db()
    assert (draft.state, draft.effective_at and draft.effective_at.year) == ("active", 2099)
    assert "Takes effect later" in shown(owner.get(f"/settings/policy/{draft.ref}/"))


def test_a_day_that_has_passed_is_said_beside_its_question(owner: Client) -> None:
    day = {"effective_on_day": "1", "effective_on_month": "4", "effective_on_year": "2017"}

    page = shown(owner.post(f"/settings/policy/{a_low_draft().ref}/activate/", day))

    assert "A policy cannot take effect in the past" in page


def test_its_drafter_sees_why_they_cannot_and_is_refused(owner: Client, market: Market, friday: datetime) -> None:
    me = User.objects.get(name="Sam Okafor")
    user_holding(Role.POLICY_OWNER, unit=market.council.unit, name="Other Owner")
    mine = a_document("draft", FRIDAY, drafted_by=me.ref)
    day = {"effective_on_day": "1", "effective_on_month": "4", "effective_on_year": "2099"}

    assert "another policy owner has to activate it" in shown(owner.get(f"/settings/policy/{mine.ref}/"))
    assert owner.post(f"/settings/policy/{mine.ref}/activate/", day).status_code == 403


def test_a_draft_is_discarded_with_a_reason(owner: Client) -> None:
    draft = a_low_draft()
    assert "Enter why" in shown(owner.post(f"/settings/policy/{draft.ref}/discard/", {"reason": ""}))

    owner.post(f"/settings/policy/{draft.ref}/discard/", {"reason": "Too low"})

    draft.refresh_from_db()
    assert draft.state == "discarded"
    assert "Discarded" in shown(owner.get("/settings/policies/"))


def test_a_policy_comes_as_a_file_that_says_the_same(owner: Client) -> None:
    draft = a_low_draft()

    answer = owner.get(f"/settings/policy/{draft.ref}/file/")

    assert answer["Content-Disposition"] == f'attachment; filename="{draft.ref}.toml"'
    assert terms_from(answer.content.decode()) == terms_from(LOW)


def test_a_broker_reads_policies_and_may_do_nothing_with_them(client: Client, market: Market) -> None:
    client.force_login(user_holding(Role.BROKER, unit=market.council.unit))
    draft = a_low_draft()

    page = shown(client.get(f"/settings/policy/{draft.ref}/"))

    assert "What-if" not in page
    assert "Activate" not in page
    assert "Draft a policy" not in shown(client.get("/settings/policies/"))
    assert client.get(f"/settings/policy/{draft.ref}/what-if/").status_code == 403
