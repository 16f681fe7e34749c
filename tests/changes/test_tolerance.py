"""Which changes a provider may apply (CHG-2): edges by name, and 100,000 drawn cases against fractions."""

import random
from decimal import Decimal
from fractions import Fraction
from itertools import product

import pytest

from carewright.changes.rules import ChangeFacts, Decides, assess, level_of, percent_shown
from carewright.policy.packs import load
from carewright.policy.terms import AboveTop, ChangeTerms, CrossingRule

COUNTY = load("county").changes


def rules_of(ordered: str, current: str, new: str, rate: str, terms: ChangeTerms = COUNTY) -> str:
    facts = ChangeFacts(Decimal(ordered), Decimal(current), Decimal(new), Decimal(rate))
    return " ".join(assess(facts, terms).rules)


def terms_with(**settings: object) -> ChangeTerms:
    return COUNTY.model_copy(update=settings)


@pytest.mark.parametrize(
    ("name", "ordered", "current", "new", "rate", "rules"),
    [
        ("exactly 5 hours up is within", "30", "30", "35", "2.00", ""),
        ("exactly 5 hours down is within", "30", "30", "25", "2.00", ""),
        ("5.01 hours is not", "30", "30", "35.01", "2.00", "CHG-2a"),
        ("exactly 20% into another level is within", "5", "5", "6", "15.00", ""),
        ("20.2% into another level is not", "5", "5", "6.01", "15.00", "CHG-2b"),
        ("another level without 20% is within", "3", "3", "3.01", "25.00", ""),
        ("more than 20% within a level is within", "1", "1", "2", "25.00", ""),
        ("75.00 is level 1", "2", "2", "3", "25.00", ""),
        ("75.01 is level 2", "2", "2", "3", "25.0033", "CHG-2b"),
        ("two flexes that add up to more than 5", "30", "33", "35.5", "2.00", "CHG-2a"),
        ("above the top, an increase", "20", "20", "20.5", "20.00", "CHG-2c"),
        ("above the top, a decrease of exactly 5 hours", "30", "30", "25", "20.00", ""),
        ("above the top, a decrease of more", "30", "30", "24.99", "20.00", "CHG-2a CHG-2d"),
        ("ordered above the top, now below it, more again", "16", "14", "15", "20.00", ""),
        ("a re-order that resets the baseline", "35.5", "35.5", "38", "2.00", ""),
        ("entering above the top by less than 20%", "14", "14", "15.5", "20.00", ""),
    ],
)
def test_the_edges(name: str, ordered: str, current: str, new: str, rate: str, rules: str) -> None:
    assert rules_of(ordered, current, new, rate) == rules, name


def test_levels_have_inclusive_upper_limits() -> None:
    costs = ("0.00", "75.00", "75.01", "150.00", "150.01", "225.00", "225.01", "300.00", "300.01")

    assert [level_of(Decimal(cost), COUNTY.level_limits) for cost in costs] == [1, 1, 2, 2, 3, 3, 4, 4, 5]


def test_either_is_enough_under_the_or_rule() -> None:
    either = terms_with(crossing_rule=CrossingRule.OR)

    assert rules_of("3", "3", "3.01", "25.00", either) == "CHG-2b"
    assert rules_of("1", "1", "2", "25.00", either) == "CHG-2b"


def test_any_change_above_the_top_is_for_the_manager_where_the_policy_says_so() -> None:
    any_change = terms_with(above_top=AboveTop.ANY_CHANGE)

    assert rules_of("30", "30", "29.75", "20.00", any_change) == "CHG-2d"
    assert rules_of("30", "30", "30.25", "20.00", any_change) == "CHG-2c"


def test_entry_above_the_top_may_be_blocked() -> None:
    assert rules_of("14", "14", "15.5", "20.00", terms_with(block_entry_above_top=True)) == "CHG-2e"


@pytest.mark.parametrize(("percent", "shown"), [("1/3", "0.33"), ("-1/8", "-0.13"), ("1/8", "0.13"), ("0", "0.00")])
def test_the_percentage_is_shown_to_two_places(percent: str, shown: str) -> None:
    assert percent_shown(Fraction(percent)) == Decimal(shown)


def told_by_fractions(o: Fraction, c: Fraction, n: Fraction, rate: Fraction, terms: ChangeTerms) -> list[str]:
    """CHG-2 again, in fractions of pennies and with plain ifs: written from the specification, not from the rule."""

    def pennies(hours: Fraction) -> int:
        return int(hours * rate * 100 + Fraction(1, 2))

    def level(cost: int) -> int:
        return 1 + sum(cost > int(limit * 100) for limit in terms.level_limits)

    top = 1 + len(terms.level_limits)
    ordered, current, new = level(pennies(o)), level(pennies(c)), level(pennies(n))
    fired = []
    if n - o > int(terms.max_flex_hours) or o - n > int(terms.max_flex_hours):
        fired.append("CHG-2a")
    crosses, large = ordered != new, abs(n - o) * rate * 100 > int(terms.crossing_percent) * o * rate
    if (crosses and large) if terms.crossing_rule == "and" else (crosses or large):
        fired.append("CHG-2b")
    if terms.above_top == "any_change":
        if top in (ordered, current) and n != c:
            fired.append("CHG-2c" if n > c else "CHG-2d")
    else:
        if current == top and n > c:
            fired.append("CHG-2c")
        if top in (ordered, current) and o - n > int(terms.max_flex_hours):
            fired.append("CHG-2d")
    if terms.block_entry_above_top and new == top and current != top:
        fired.append("CHG-2e")
    return fired


@pytest.mark.parametrize(
    ("crossing", "above", "block"), list(product(CrossingRule, AboveTop, (False, True))), ids=lambda value: str(value)
)
def test_drawn_cases_agree_with_fractions(crossing: CrossingRule, above: AboveTop, block: bool) -> None:
    terms = terms_with(crossing_rule=crossing, above_top=above, block_entry_above_top=block)
    draw = random.Random(f"{crossing}{above}{block}")
    seen: set[str] = set()
    for _ in range(12_500):
        ordered = draw.choice([draw.randint(1, 4000), draw.randint(1, 40) * 25])
        current = max(0, ordered + draw.choice([0, draw.randint(-700, 700)]))
        new = max(0, draw.choice([ordered, current]) + draw.choice([-500, 500, draw.randint(-800, 800)]))
        rate = draw.choice([draw.randint(1, 4000), 1500, 2000, 2500])
        facts = ChangeFacts(Decimal(ordered) / 100, Decimal(current) / 100, Decimal(new) / 100, Decimal(rate) / 100)

        told = assess(facts, terms)

        o, c, n, r = (Fraction(number, 100) for number in (ordered, current, new, rate))
        assert list(told.rules) == told_by_fractions(o, c, n, r, terms), facts
        assert (told.decides is Decides.PROVIDER) == (not told.rules)
        seen.update(told.rules)
    assert seen >= {"CHG-2a", "CHG-2b", "CHG-2c", "CHG-2d"}
