"""Laws of the tolerance, whatever the figures (CHG-2): what holds of every change, drawn by hypothesis."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from carewright.changes.rules import ChangeFacts, Step, assess, drift_of, level_of
from carewright.policy.packs import load
from carewright.policy.terms import AboveTop, ChangeTerms, CrossingRule

COUNTY = load("county").changes
PENCE = st.integers(0, 100_000).map(lambda pence: Decimal(pence).scaleb(-2))
HOURS = st.integers(1, 16_800).map(lambda hundredths: Decimal(hundredths).scaleb(-2))
RATES = st.integers(1, 10_000).map(lambda pence: Decimal(pence).scaleb(-2))
FACTS = st.builds(ChangeFacts, HOURS, HOURS, HOURS, RATES, st.integers(1, 4))


@st.composite
def terms(draw: st.DrawFn) -> ChangeTerms:
    """Any settings."""
    return COUNTY.model_copy(
        update={
            "max_flex_hours": draw(HOURS),
            "crossing_percent": draw(PENCE),
            "level_limits": tuple(sorted(draw(st.sets(PENCE, min_size=1, max_size=6)))),
            "crossing_rule": draw(st.sampled_from(CrossingRule)),
            "above_top": draw(st.sampled_from(AboveTop)),
            "block_entry_above_top": draw(st.booleans()),
        }
    )


@given(PENCE, PENCE, terms())
def test_levels_never_go_down_as_the_cost_goes_up(one: Decimal, other: Decimal, under: ChangeTerms) -> None:
    low, high = sorted((one, other))

    assert 1 <= level_of(low, under.level_limits) <= level_of(high, under.level_limits) <= len(under.level_limits) + 1


@given(FACTS, st.permutations([Decimal("0.5"), Decimal("1.25"), Decimal(-2), Decimal("3.75")]))
def test_flexes_add_up_to_the_same_in_any_order(facts: ChangeFacts, steps: list[Decimal]) -> None:
    at, walked = facts.ordered_hours + 10, []
    for step in steps:
        walked.append(Step(at, at + step))
        at += step

    assert drift_of(facts.ordered_hours, at, walked) == drift_of(
        facts.ordered_hours, facts.ordered_hours + Decimal("13.50"), sorted(walked, key=str)
    )


@given(FACTS, HOURS, terms())
def test_the_way_there_turns_nothing_that_is_measured_from_what_was_ordered(
    facts: ChangeFacts, by_way_of: Decimal, under: ChangeTerms
) -> None:
    """CHG-2a and 2b see the hours ordered and asked alone: two small steps are judged as the one large one."""
    measured = {"CHG-2a", "CHG-2b"}
    straight, stepwise = (
        {rule for rule in assess(one, under).rules if rule in measured}
        for one in (facts, replace(facts, current_hours=by_way_of))
    )

    assert straight == stepwise


@given(FACTS, terms())
def test_a_wider_tolerance_never_sends_more_to_the_manager(facts: ChangeFacts, under: ChangeTerms) -> None:
    wider = under.model_copy(
        update={
            "max_flex_hours": under.max_flex_hours + 1,
            "crossing_percent": under.crossing_percent + 1,
            "crossing_rule": CrossingRule.AND,
            "block_entry_above_top": False,
        }
    )

    assert set(assess(facts, wider).rules) <= set(assess(facts, under).rules)


@given(FACTS, terms())
def test_two_carers_cost_as_one_at_twice_the_rate(facts: ChangeFacts, under: ChangeTerms) -> None:
    single = replace(facts, carers=1, hourly_rate=facts.hourly_rate * facts.carers)

    assert assess(facts, under) == assess(single, under)
