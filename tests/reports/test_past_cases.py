"""Past cases read from the database, made there by the real commands, and tried on drafts (POL-3)."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from carewright.access.roles import Role
from carewright.access.who_may import WHO_MAY
from carewright.kernel.refused import NotAllowed, NotFound
from carewright.obligations.sweep import sweep
from carewright.policy.packs import load, terms_from
from carewright.reports.what_if import Kind, Left, Replayed, replay, tried
from carewright.reports.what_if.reading import answers, past_cases
from carewright.sourcing import commands as sourcing
from tests.conftest import actor
from tests.people.builders import a_person
from tests.policy.arranged import a_document
from tests.referrals.builders import a_complete_referral, a_referral_in, a_submitted_referral
from tests.sourcing.builders import (
    ANSWER_BY,
    FRIDAY,
    Market,
    a_considering_offer,
    a_market,
    a_waiting_requirement,
    an_award,
    an_open_offer,
    broker,
)

pytestmark = pytest.mark.django_db

OWNER = actor(Role.POLICY_OWNER)
FROM, TO = date(2017, 12, 1), date(2017, 12, 31)
ONE_HOUR = terms_from('[sourcing]\nanswer_within = "1 working hours"\nconsidering_longest = "1 working hours"\n')


@pytest.fixture
def market() -> Market:
    return a_market()


def read(by: Any = OWNER, since: date = FROM, until: date = TO) -> list[Any]:
    return past_cases(by, since=since, until=until)


def of_kind(kind: Kind, draft: Any, cases: list[Any]) -> list[Any]:
    return [told for told in answers(cases, draft) if told.kind is kind]


def at_work(market: Market) -> None:
    """An offer accepted at once, one considered, one withdrawn after an hour, one never answered, one open."""
    an_award(a_waiting_requirement(market))
    a_considering_offer(a_waiting_requirement(market))
    withdrawn = an_open_offer(a_waiting_requirement(market))
    later = FRIDAY + timedelta(hours=1, minutes=1)
    sourcing.withdraw_offer(offer=withdrawn.ref, reason="Made by mistake", by=broker(withdrawn), at=later)
    an_open_offer(a_waiting_requirement(market))
    list(sweep(ANSWER_BY + timedelta(seconds=1), most=10))
    an_open_offer(a_waiting_requirement(market), at=ANSWER_BY + timedelta(minutes=5))


def test_what_the_commands_decided_is_decided_so_again_by_the_same_policy(market: Market) -> None:
    at_work(market)

    cases = read()
    told = [replay(case, case.terms) for case in cases if not isinstance(case, Left)]

    assert {answer.kind for answer in told} == {Kind.AUTHORITY, Kind.COMPLETENESS, Kind.OFFER, Kind.CONSIDERING}
    assert [answer for answer in told if answer.turn or answer.moved] == []
    assert [case.why for case in cases if isinstance(case, Left)] == ["It has not been answered yet."]


def test_a_shorter_time_to_answer_turns_what_came_after_it(market: Market) -> None:
    at_work(market)

    offers = of_kind(Kind.OFFER, ONE_HOUR, read())

    came = sorted((told.was, told.would_be) for told in offers if isinstance(told, Replayed))
    assert came == [
        ("answered", "answered"),
        ("answered", "answered"),
        ("no_response", "no_response"),
        ("withdrawn", "no_response"),
    ]
    assert [told.moved < timedelta(0) for told in offers if getattr(told, "was", "") == "no_response"] == [True]


def test_a_shorter_consideration_would_have_been_refused(market: Market) -> None:
    a_considering_offer(a_waiting_requirement(market))

    [told] = of_kind(Kind.CONSIDERING, ONE_HOUR, read())

    assert told.turn == ("allowed", "refused")
    assert "must answer within 1 working hour" in told.why


def test_a_lower_limit_moves_a_cost_up(market: Market) -> None:
    a_submitted_referral(a_person(market.team), weekly_hours=Decimal(30))
    draft = terms_from("[authority.weekly_limits]\nteam_manager = 100\nhead_of_service = 800\n")

    [told] = of_kind(Kind.AUTHORITY, draft, read())

    assert told.turn == ("team_manager", "head_of_service")
    assert told.pounds == Decimal("723.00")


def test_an_assessment_that_would_be_too_old_is_missing(market: Market) -> None:
    a_complete_referral(a_person(market.team), known_to_community=True)
    draft = terms_from('[referrals]\nassessment_valid_for = "12 hours"\n')

    [told] = of_kind(Kind.COMPLETENESS, draft, read())

    assert (told.turn, told.rules) == (("complete", "returned"), ("REF-2",))
    assert told.why.startswith("Attach a newer assessment")


def test_a_returned_referral_is_said_not_to_be_replayed() -> None:
    a_referral_in("returned")

    [told] = of_kind(Kind.COMPLETENESS, ONE_HOUR, read())

    assert isinstance(told, Left)
    assert told.why.startswith("It was returned")


def test_a_case_stands_beside_the_policy_that_decided_it(market: Market, friday: datetime) -> None:
    text = "[authority.weekly_limits]\nteam_manager = 100\nassistant_director = 10000\n"
    a_document("active", friday - timedelta(days=30), whole=text)
    a_submitted_referral(a_person(market.team))

    [told] = of_kind(Kind.AUTHORITY, load("default"), read())

    assert told.turn == ("assistant_director", "senior_practitioner")
    assert told.version.startswith("POL-")


def test_days_of_the_period_are_included_and_no_others(market: Market) -> None:
    an_award(a_waiting_requirement(market))

    assert [type(case).__name__ for case in read(since=FRIDAY.date(), until=FRIDAY.date())].count("PastOffer") == 1
    assert read(since=FRIDAY.date() + timedelta(days=1)) == []
    assert read(until=FRIDAY.date() - timedelta(days=5)) == []


def test_an_owner_of_one_area_tries_a_policy_on_that_areas_cases(market: Market) -> None:
    an_award(a_waiting_requirement(market))
    council = market.council

    assert tried(answers(read(actor(Role.POLICY_OWNER, unit=council.east)), ONE_HOUR)).cases == 3
    assert read(actor(Role.POLICY_OWNER, unit=council.west)) == []


@pytest.mark.parametrize("role", sorted(set(Role) - WHO_MAY["see_what_if"].roles), ids=lambda role: role.value)
def test_nobody_else_tries_a_policy(role: Role) -> None:
    with pytest.raises((NotAllowed, NotFound)):
        read(actor(role, provider="PRV-7K3M-9QWA-5"))


def test_many_cases_take_no_more_queries_than_few(market: Market, django_assert_max_num_queries: Any) -> None:
    for _ in range(6):
        an_award(a_waiting_requirement(market))

    with django_assert_max_num_queries(10):
        cases = read()
    assert len(cases) == 18
