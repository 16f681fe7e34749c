"""A policy that cannot work is refused with the place and the reason (POL-4)."""

from collections.abc import Mapping

import pytest

from carewright.kernel.refused import Invalid
from carewright.policy.packs import terms_from

INDICATOR = '[[ranking.indicators]]\nname = "{name}"\nweight = {weight}\nworst = {worst}\nbest = {best}\n'


def indicator(name: str = "on_time", weight: object = 100, worst: object = 0, best: object = 1) -> str:
    return INDICATOR.format(name=name, weight=weight, worst=worst, best=best)


def faults(text: str) -> Mapping[str, str]:
    with pytest.raises(Invalid) as refused:
        terms_from(text)
    assert refused.value.rule == "POL-4"
    found: dict[str, str] = {}
    for fault in refused.value.faults:
        found[fault.field] = f"{found.get(fault.field, '')} {fault.sentence}".strip()
    return found


REFUSED = {
    "limits not ascending": (
        "[changes]\nlevel_limits = [75, 150, 150, 300]",
        "changes.level_limits",
        "The limits must go up, from more than 0: 150 comes after 150.",
    ),
    "no limits": ("[changes]\nlevel_limits = []", "changes.level_limits", "This is empty."),
    "a limit of nothing": ("[changes]\nlevel_limits = [0, 5]", "changes.level_limits", "must go up, from more than 0"),
    "half pennies": ("[changes]\nlevel_limits = [75.005]", "changes.level_limits.1", "more than two decimal places"),
    "a negative number": (
        "[changes]\nmax_flex_hours = -5",
        "changes.max_flex_hours",
        "“-5” is too small: it must be 0 or more.",
    ),
    "not a number": ("[changes]\nmax_flex_hours = nan", "changes.max_flex_hours", "is not a number"),
    "a number in quotation marks": (
        '[changes]\nmax_flex_hours = "5"',
        "changes.max_flex_hours",
        "without quotation marks",
    ),
    "neither true nor false": (
        "[changes]\nblock_entry_above_top = 1",
        "changes.block_entry_above_top",
        "neither true nor false",
    ),
    "an unknown choice": (
        '[changes]\ncrossing_rule = "xor"',
        "changes.crossing_rule",
        "It must be one of: 'and' or 'or'.",
    ),
    "weights of quality and price": (
        "[ranking]\nquality_weight = 61",
        "ranking.quality_weight",
        "The weights of quality and price must total 100; they total 101.",
    ),
    "weights of indicators": (
        indicator(weight=99.5),
        "ranking.indicators",
        "The weights of the indicators must total 100; they total 99.5.",
    ),
    "no indicators": ("[ranking]\nindicators = []", "ranking.indicators", "they total 0"),
    "worst equal to best": (
        indicator(worst=5, best=5),
        "ranking.indicators.1.worst",
        "The worst and the best value of “on_time” are both 5; they must differ.",
    ),
    "an indicator twice": (
        indicator(weight=50) + indicator(weight=50),
        "ranking.indicators.2.name",
        "There are two indicators named “on_time”. Keep one of them.",
    ),
    "an indicator named as a column": (indicator(name="price"), "ranking.indicators.1.name", "a column of its own"),
    "an unknown unit of time": (
        '[sourcing]\nanswer_within = "2 fortnights"',
        "sourcing.answer_within",
        "unknown unit of time",
    ),
    "a time limit without a unit": ("[sourcing]\nanswer_within = 2", "sourcing.answer_within", "is not a time limit"),
    "a role that does not exist": (
        "[authority.weekly_limits]\nteam_boss = 100",
        "authority.weekly_limits.team_boss",
        "“team_boss” is not a role. The roles are: administrator,",
    ),
    "a provider's role with authority": (
        "[authority.weekly_limits]\nprovider_manager = 100",
        "authority.weekly_limits.provider_manager",
        "cannot authorise spending",
    ),
    "a role that cannot decide": (
        '[sourcing.non_contracted]\ndecided_by = "broker"\nunrated_decided_by = "broker"\nplaced_as = "exception"',
        "sourcing.non_contracted.decided_by",
        "“broker” cannot decide this. Choose brokerage_manager or assistant_director.",
    ),
    "an unknown route": (
        '[sourcing]\nroutes = [{ route = "carousel" }]',
        "sourcing.routes.1.route",
        "It must be one of: 'cluster', 'ranked' or 'advert'.",
    ),
    "a route for an unknown service": (
        '[sourcing]\nroutes = [{ route = "cluster" }, { service = "gardening", route = "advert" }]',
        "sourcing.routes.2.service",
        "“gardening” is not a service of [services].",
    ),
    "a service without a route": (
        '[sourcing]\nroutes = [{ area = "East", route = "cluster" }]',
        "sourcing.routes",
        "There is no route for",
    ),
    "two routes for the same": (
        '[sourcing]\nroutes = [{ route = "cluster" }, { route = "advert" }]',
        "sourcing.routes.2",
        "Route 1 is for any service in any area too. Keep one of them.",
    ),
    "a calendar that never opens": ("[calendar]\nopening = {}", "calendar.opening", "The calendar never opens"),
    "an area's calendar that never opens": (
        '[calendar.areas.East]\nopening = { mon = " " }',
        "calendar.areas.East.opening.mon",
        "is no good here",
    ),
    "opening after closing": (
        '[calendar]\nopening = { mon = "17:00-09:00" }',
        "calendar.opening.mon",
        "Closes at 09:00, which is not after it opens at 17:00.",
    ),
    "an unknown weekday": (
        '[calendar]\nopening = { monday = "09:00-17:00" }',
        "calendar.opening.monday",
        "Not a weekday",
    ),
    "a closure that is no date": ('[calendar]\nclosures = ["Christmas"]', "calendar.closures.1", "is not a date"),
    "an unknown document": (
        '[referrals.documents]\ncommunity = ["passport"]\nshort_term = []\nenablement = []\nhospital = []',
        "referrals.documents.community.1",
        "“passport” is not known here.",
    ),
    "a kind of team left out": (
        "[referrals.documents]\ncommunity = []",
        "referrals.documents",
        "Say which documents a referral from “short_term” needs; [] for none.",
    ),
    "a service without an hourly rate": (
        "[referrals.indicative_rates]\nhome_care = 20",
        "referrals.indicative_rates",
        "There is no hourly rate for",
    ),
    "the same service under two codes": (
        '[services]\nhome_care = "Home care"\ndom_care = "Home  Care"',
        "services",
        "“dom_care” and “home_care” have the same words",
    ),
    "a service twice": (
        '[services]\nhome_care = "Home care"\nhome_care = "Care at home"\n[changes]\n',
        "line 3, column 27",
        "This is not TOML: cannot overwrite a value (a key or a heading is there twice).",
    ),
    "a code with a space": ('[services]\n"home care" = "Home care"', "services.home care", "is not a code"),
    "amber not before red": (
        '[waiting]\namber_after = "10 working days"',
        "waiting.amber_after",
        "“10 working days” must be shorter than red_after, which is “10 working days”.",
    ),
    "limits that cannot be compared": (
        '[waiting]\nreassess_after = "5 days"',
        "waiting.reassess_after",
        "Write both in the same unit.",
    ),
    "an unknown urgency reason": (
        '[waiting]\nred_reasons = ["boredom"]',
        "waiting.red_reasons.1",
        "“boredom” is not an urgency reason of [referrals].",
    ),
    "nobody waiting": ("[waiting]\nteleconference_at = 0", "waiting.teleconference_at", "it must be 1 or more"),
    "part of a case": ("[case_audit]\ncases_per_service = 4.5", "case_audit.cases_per_service", "not a whole number"),
    "more than all cases": (
        "[case_audit]\nincreased_share_percent = 101",
        "case_audit.increased_share_percent",
        "100 or less",
    ),
    "an unknown table": ("[chnages]\nmax_flex_hours = 5", "chnages", "Did you mean “changes”?"),
    "an unknown key": ("[changes]\nlevel_limit = [75]", "changes.level_limit", "Did you mean “level_limits”?"),
    "a table that is none": ("changes = 5", "changes", "is not a table"),
    "a missing key of an indicator": (
        '[[ranking.indicators]]\nname = "a"\nweight = 100',
        "ranking.indicators.1.worst",
        "missing",
    ),
    "text that is not TOML": (
        "[changes]\nmax_flex_hours = = 5",
        "line 2, column 18",
        "This is not TOML: invalid value.",
    ),
    "text that stops": ("[changes", "end of document", "This is not TOML"),
    "brackets without end": ("a = " + "[" * 5000, "text", "nested too deeply"),
    "a number without end": ("a = " + "9" * 5000, "text", "a number too long to be read"),
    "a number beyond counting": ("a = 1e99999999999999999999", "text", "a number too long to be read"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_policy_that_cannot_work_is_refused_with_place_and_reason(name: str) -> None:
    text, place, reason = REFUSED[name]
    found = faults(text)
    assert place in found
    assert reason in found[place]


def test_every_fault_is_named_at_once() -> None:
    text = '[changes]\nmax_flex_hours = -1\nlevel_limits = [-2]\n[monitoring]\ntolerance_hours = "one"\n'
    assert set(faults(text)) == {"changes.max_flex_hours", "changes.level_limits.1", "monitoring.tolerance_hours"}


def test_a_long_value_is_shown_short() -> None:
    assert len(faults(f'[changes]\ncrossing_rule = "{"x" * 5000}"')["changes.crossing_rule"]) < 150


def test_a_place_holds_nothing_that_steers_a_terminal() -> None:
    assert all(place.isprintable() for place in faults('[calendar.areas."East\\u001b[2J"]\n'))
