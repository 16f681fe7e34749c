"""Past cases judged again by a draft: the same answers as the live rules, in one code (POL-2, POL-3)."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from carewright.access.roles import Role
from carewright.changes.rules import assess
from carewright.policy.packs import terms_from
from carewright.policy.terms import Terms
from carewright.reports.what_if import Kind, Left, PastChange, PastOffer, Replayed, replay, tried, untried
from tests.reports import drawn
from tests.reports.drawn import COUNTY, a_change, an_authority

SEVEN_HOURS = terms_from("[changes]\nmax_flex_hours = 7\ncrossing_percent = 40\n")


@given(st.data())
@settings(max_examples=400, deadline=None)
def test_under_the_terms_that_it_was_decided_under_nothing_turns(data: st.DataObject) -> None:
    terms = data.draw(drawn.drafts() | st.just(COUNTY))
    case = data.draw(st.one_of(drawn.changes(terms), drawn.authorities(terms), drawn.offers(terms)))

    told = replay(case, terms)

    assert isinstance(told, Replayed)
    assert (told.turn, told.moved) == (None, timedelta(0))


@given(drawn.completions() | drawn.considerings())
@settings(max_examples=200, deadline=None)
def test_what_was_allowed_under_the_default_is_allowed_by_it_again(case: object) -> None:
    assert replay(case, COUNTY).turn is None


@given(drawn.changes(), drawn.drafts())
@settings(max_examples=300, deadline=None)
def test_a_change_is_decided_as_the_live_rule_decides_it(case: PastChange, draft: Terms) -> None:
    told = replay(case, draft)

    live_then, live_now = assess(case.facts, COUNTY.changes), assess(case.facts, draft.changes)
    assert (told.was, told.would_be) == (live_then.decides, live_now.decides)
    assert told.rules == live_now.rules
    assert told.pounds == live_now.new_cost - live_now.current_cost


@given(st.lists(drawn.cases(), max_size=30), drawn.drafts())
@settings(max_examples=100, deadline=None)
def test_totals_are_the_sum_of_the_rows(cases: list[object], draft: object) -> None:
    answers = [replay(case, draft) for case in cases]

    found = tried(answers)

    assert found.cases == len(cases)
    for total in found.totals:
        rows = [answer for answer in answers if answer.kind is total.kind]
        assert total.was == Counter(row.was for row in rows)
        assert total.would_be == Counter(row.would_be for row in rows)
        assert {turn: sides.cases for turn, sides in total.turns.items()} == Counter(
            row.turn for row in rows if row.turn
        )
        money = sum((row.pounds or Decimal(0) for row in rows if row.turn), Decimal(0))
        assert sum((sides.net_pounds for sides in total.turns.values()), Decimal(0)) == money
    assert list(found.turned) == [answer for answer in answers if answer.turn]


def test_a_change_that_turns_says_its_figures_and_its_money() -> None:
    told = replay(a_change("14", "14", "20", "10"), SEVEN_HOURS)

    assert (told.was, told.would_be, told.pounds) == ("team_manager", "team_manager", Decimal("60.00"))
    turned = replay(a_change("30", "30", "36", "2"), SEVEN_HOURS)
    assert (turned.was, turned.would_be, turned.rules) == ("team_manager", "provider", ())
    assert "£60.00 to £72.00 a week" in turned.why


def test_a_date_too_far_back_goes_to_the_team_manager_whatever_the_tolerance() -> None:
    told = replay(a_change("30", "30", "31", "2", decided=("CHG-6",)), SEVEN_HOURS)

    assert (told.turn, told.rules) == (None, ("CHG-6",))


def test_what_was_decided_counts_and_not_what_would_be_decided_now() -> None:
    told = replay(a_change("30", "30", "31", "2", decided=("CHG-2a",)), COUNTY)

    assert told.turn == ("team_manager", "provider")


def test_a_lower_limit_sends_a_cost_to_a_higher_role() -> None:
    draft = terms_from("[authority.weekly_limits]\nteam_manager = 300\nhead_of_service = 900\n")

    told = replay(an_authority("482.00"), draft)

    assert told.turn == (Role.TEAM_MANAGER, Role.HEAD_OF_SERVICE)
    assert told.why == "£482.00 a week; the team manager who authorised it could not have"


def test_a_cost_that_no_limit_reaches_is_nobodys() -> None:
    told = replay(an_authority("482.00"), terms_from("[authority.weekly_limits]\nteam_manager = 300\n"))

    assert told.would_be == "nobody"


def test_the_cost_is_the_drafts_where_its_hourly_rate_is_another() -> None:
    draft = COUNTY.model_copy(
        update={
            "referrals": COUNTY.referrals.model_copy(
                update={"indicative_rates": {**COUNTY.referrals.indicative_rates, "home_care": Decimal(60)}}
            )
        }
    )

    told = replay(an_authority("482.00"), draft)

    assert (told.pounds, told.turn) == (Decimal("1200.00"), (Role.TEAM_MANAGER, Role.HEAD_OF_SERVICE))
    assert "£1,200.00 at the draft’s hourly rate" in told.why


def test_a_cost_whose_hours_were_amended_since_cannot_be_replayed_at_another_rate() -> None:
    rates = {**COUNTY.referrals.indicative_rates, "home_care": Decimal(60)}
    draft = COUNTY.model_copy(update={"referrals": COUNTY.referrals.model_copy(update={"indicative_rates": rates})})

    told = replay(an_authority("500.00"), draft)

    assert isinstance(told, Left)
    assert told.why.startswith("The hours were amended")


FRIDAY = datetime(2017, 12, 22, 15, 45, tzinfo=UTC)
WEDNESDAY = datetime(2017, 12, 27, 9, 45, tzinfo=UTC)


def an_offer(outcome: str, ended_at: datetime) -> PastOffer:
    """Made at 3:45pm on the Friday before Christmas, to be answered by 9:45am on the Wednesday after."""
    return PastOffer(
        ref="OFR-1", terms=COUNTY, version="POL-1", at=FRIDAY, area="East", answer_by=WEDNESDAY, outcome=outcome,
        ended_at=ended_at,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("limit", "would_be"), [("1 working hours", "answered"), ("30 hours", "no_response"), ("3 days", "no_response")]
)
def test_an_answer_is_in_time_exactly_at_the_drafts_limit_and_late_a_second_after(limit: str, would_be: str) -> None:
    draft = terms_from(f'[sourcing]\nanswer_within = "{limit}"\n')
    on_time = FRIDAY.replace(hour=16, minute=45)

    assert replay(an_offer("answered", on_time), draft).would_be == "answered"
    late = {"1 working hours": on_time, "30 hours": FRIDAY + timedelta(hours=30, seconds=1), "3 days": WEDNESDAY}
    assert replay(an_offer("answered", late[limit]), draft).would_be == would_be


def test_a_lapse_moves_and_stays_a_decline() -> None:
    told = replay(an_offer("no_response", WEDNESDAY), terms_from('[sourcing]\nanswer_within = "4 working hours"\n'))

    assert (told.turn, told.moved) == (None, timedelta(hours=2))
    [total] = tried([told]).totals
    assert (total.earlier, total.later, total.turned) == (0, 1, 0)


def test_an_offer_that_was_withdrawn_would_have_lapsed_before() -> None:
    told = replay(an_offer("withdrawn", WEDNESDAY), terms_from('[sourcing]\nanswer_within = "1 working hours"\n'))

    assert told.turn == ("withdrawn", "no_response")
    assert told.why == (
        "Made 3:45pm Fri 22 December, withdrawn after 4 days 18 hours: in time by 9:45am Wed 27 December, "
        "late by the draft’s 4:45pm Fri 22 December"
    )


def test_cases_that_cannot_be_replayed_are_counted_by_their_reason() -> None:
    found = tried([Left(kind=Kind.OFFER, ref="OFR-1", why="Why."), Left(kind=Kind.OFFER, ref="OFR-2", why="Why.")])

    [total] = found.totals
    assert (total.cases, total.left) == (0, {"Why.": 2})


def test_settings_whose_effect_cannot_be_shown_are_named_and_the_others_are_not() -> None:
    draft = terms_from('[changes]\nmax_flex_hours = 7\n[waiting]\nred_after = "12 working days"\n')

    assert [one.label for one in untried(COUNTY, draft)] == ["Packages to be placed: Red after waiting"]
    assert untried(COUNTY, SEVEN_HOURS) == []
