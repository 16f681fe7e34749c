"""What a referral lacks is exactly what the rule says, singly and together (REF-2 to 5, 7, 8). Pure: no database."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carewright.access.roles import Role
from carewright.kernel.refused import NotAllowed, Refused
from carewright.policy.packs import load
from carewright.policy.terms import SourceTeam
from carewright.referrals.rules import (
    Attached,
    AuthorisedCost,
    ReferralFacts,
    check_may_authorise,
    check_may_be_refused,
    may_authorise,
    missing,
    needs_forwarding,
)

TERMS = load("kent")
NOON = datetime(2017, 12, 22, 12, 0, tzinfo=UTC)
COMPLETE = ReferralFacts(
    source_team="enablement",
    weekly_cost=Decimal("337.40"),
    kind="change",
    package="PKG-0000-0000-0",
    funding="self_funder",
    self_funder_exception="at_risk",
    known_to_community=True,
    risk_recorded=True,
    states_visit_times=True,
    enablement="bypassed",
    bypass_reason="end_of_life",
    alternatives_explored=True,
    record_declared=True,
    forwarded_by="USR-MANAGER",
    documents=tuple(
        Attached(code, date(2017, 12, 1))
        for code in ("assessment", "final_review_form", "risk_assessment", "charging_letter")
    ),
    authorisations=(AuthorisedCost(Decimal("337.40"), "USR-MANAGER"),),
    cost_asked_by=frozenset({"USR-ASKED"}),
    times_asked_by=frozenset({"USR-ASKED"}),
)


TAKEN_AWAY = {
    "package": {"package": ""},
    "financial_authorisation": {"authorisations": ()},
    "record_declaration": {"record_declared": False},
    "enablement": {"enablement": ""},
    "bypass_reason": {"bypass_reason": ""},
    "forwarding": {"forwarded_by": ""},
    "alternatives": {"alternatives_explored": False},
    "self_funder_exception": {"self_funder_exception": ""},
}
FAULTY = {
    "assessment_out_of_date": Attached("assessment", date(2016, 12, 21)),
    "assessment_date": Attached("assessment", None),
}


def without(code: str, facts: ReferralFacts) -> ReferralFacts:
    """The facts with this one thing missing."""
    if code in TAKEN_AWAY:
        return replace(facts, **TAKEN_AWAY[code])
    kept = tuple(d for d in facts.documents if d.code != (FAULTY[code].code if code in FAULTY else code))
    return replace(facts, documents=(*kept, FAULTY[code]) if code in FAULTY else kept)


THINGS = (
    "package",
    "financial_authorisation",
    "assessment",
    "assessment_out_of_date",
    "assessment_date",
    "final_review_form",
    "risk_assessment",
    "charging_letter",
    "record_declaration",
    "enablement",
    "bypass_reason",
    "forwarding",
    "alternatives",
    "self_funder_exception",
)
OF_ONE_KIND = ({"assessment", "assessment_out_of_date", "assessment_date"}, {"enablement", "bypass_reason"})


def codes(facts: ReferralFacts, at: datetime = NOON) -> list[str]:
    return [lack.code for lack in missing(facts, TERMS, at)]


def test_nothing_is_missing_from_a_complete_referral():
    assert codes(COMPLETE) == []


@pytest.mark.parametrize("thing", THINGS)
def test_each_thing_missing_by_itself_is_named_and_nothing_else(thing):
    assert codes(without(thing, COMPLETE)) == [thing]


PAIRS = [pair for pair in combinations(THINGS, 2) if not any(set(pair) <= kind for kind in OF_ONE_KIND)]


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_two_things_missing_are_both_named_and_nothing_else(one, other):
    assert set(codes(without(one, without(other, COMPLETE)))) == {one, other}


@given(st.sets(st.sampled_from([t for t in THINGS if not t.startswith("assessment_") and t != "enablement"])))
def test_whatever_is_missing_together_is_named_in_the_order_in_which_it_is_asked_for(things):
    facts = COMPLETE
    for thing in things:
        facts = without(thing, facts)

    found = codes(facts)

    assert set(found) == things
    assert len(found) == len(set(found))


@given(st.sets(st.sampled_from(THINGS)), st.sampled_from(THINGS))
def test_adding_what_was_missing_never_makes_something_else_missing(things, mended):
    facts = COMPLETE
    for thing in things - {mended}:
        facts = without(thing, facts)
    with_it_missing = without(mended, facts)

    named = set(codes(with_it_missing))

    assert set(codes(facts)) <= named | {kind for kinds in OF_ONE_KIND if mended in kinds for kind in kinds}


def test_every_missing_thing_says_what_to_do_and_by_which_rule():
    for lack in missing(ReferralFacts(source_team="enablement", weekly_cost=Decimal(10)), TERMS, NOON):
        assert lack.sentence.endswith(".")
        assert lack.sentence[0].isupper()
        assert lack.rule.startswith("REF-")


@pytest.mark.parametrize("source_team", list(SourceTeam))
def test_the_final_review_form_is_asked_of_enablement_alone(source_team):
    facts = replace(without("final_review_form", COMPLETE), source_team=source_team)

    assert ("final_review_form" in codes(facts)) is (source_team == "enablement")


def test_an_assessment_is_asked_for_only_of_somebody_known_to_the_community_team():
    assert codes(replace(without("assessment", COMPLETE), known_to_community=False)) == []


def test_a_risk_assessment_is_asked_for_only_when_a_risk_is_recorded():
    assert codes(replace(without("risk_assessment", COMPLETE), risk_recorded=False)) == []


@pytest.mark.parametrize(
    ("dated_on", "lacking"), [(date(2016, 12, 22), []), (date(2016, 12, 21), ["assessment_out_of_date"])]
)
def test_an_assessment_of_twelve_months_ago_today_is_up_to_date_and_a_day_older_is_not(dated_on, lacking):
    documents = (*(d for d in COMPLETE.documents if d.code != "assessment"), Attached("assessment", dated_on))

    assert codes(replace(COMPLETE, documents=documents)) == lacking


def test_the_newest_of_several_assessments_counts():
    old = Attached("assessment", date(2010, 1, 1))

    assert codes(replace(COMPLETE, documents=(*COMPLETE.documents, old))) == []


def test_an_undated_assessment_has_the_date_that_the_referral_gives():
    assert codes(replace(without("assessment_date", COMPLETE), assessed_on=date(2017, 11, 1))) == []


def test_an_assessment_of_29_february_is_good_until_28_february():
    leap = replace(without("assessment", COMPLETE), documents=(Attached("assessment", date(2016, 2, 29)),))
    end = datetime(2017, 2, 28, 23, 59, 59, tzinfo=UTC)

    assert "assessment_out_of_date" not in codes(leap, end)
    assert "assessment_out_of_date" in codes(leap, datetime(2017, 3, 1, 0, 0, tzinfo=UTC))


def test_times_and_a_bypass_together_are_forwarded_once_and_the_sentence_names_both():
    [lack] = missing(without("forwarding", COMPLETE), TERMS, NOON)

    assert "visit times and it bypasses enablement" in lack.sentence
    assert lack.rule == "REF-3"


def test_neither_times_nor_bypass_needs_no_forwarding():
    plain = replace(COMPLETE, states_visit_times=False, enablement="completed", bypass_reason="", forwarded_by="")

    assert needs_forwarding(plain) == ()
    assert codes(plain) == []


def test_forwarding_by_whoever_asked_for_it_does_not_count():
    assert codes(replace(COMPLETE, forwarded_by="USR-ASKED")) == ["forwarding"]


def test_authority_from_whoever_asked_for_it_does_not_count():
    own = (AuthorisedCost(Decimal(5000), "USR-ASKED"),)

    assert codes(replace(COMPLETE, authorisations=own)) == ["financial_authorisation"]


def test_a_higher_cost_authorised_covers_a_lower_one_and_a_penny_less_does_not():
    for pence, lacking in ((0, []), (1, []), (-1, ["financial_authorisation"])):
        authorised = (AuthorisedCost(Decimal("337.40") + Decimal(pence) / 100, "USR-MANAGER"),)

        assert codes(replace(COMPLETE, authorisations=authorised)) == lacking


@pytest.mark.parametrize("funding", ["council", "health_joint", "section_117"])
def test_only_a_self_funder_needs_an_exception_and_only_one_without_may_be_refused(funding):
    other = replace(COMPLETE, funding=funding, self_funder_exception="")

    assert codes(other) == []
    with pytest.raises(Refused):
        check_may_be_refused(other)
    check_may_be_refused(without("self_funder_exception", COMPLETE))


def test_after_the_grace_period_a_self_funder_is_taken_without_an_exception():
    assert codes(replace(without("self_funder_exception", COMPLETE), grace_period_over=True)) == []


LIMITS = {
    Role.SENIOR_PRACTITIONER: 400,
    Role.TEAM_MANAGER: 1000,
    Role.HEAD_OF_SERVICE: 2500,
    Role.ASSISTANT_DIRECTOR: 10000,
}


@pytest.mark.parametrize(("role", "limit"), LIMITS.items())
def test_a_role_authorises_up_to_its_limit_and_not_a_penny_more(role, limit):
    assert may_authorise(role, Decimal(limit), TERMS)
    assert not may_authorise(role, Decimal(limit) + Decimal("0.01"), TERMS)


@pytest.mark.parametrize("role", sorted(set(Role) - set(TERMS.authority.weekly_limits)))
def test_a_role_without_a_limit_has_no_authority_even_for_nothing(role):
    assert not may_authorise(role, Decimal(0), TERMS)


def test_of_several_roles_the_lowest_that_reaches_is_the_one_that_authorises():
    roles = [Role.ASSISTANT_DIRECTOR, Role.TEAM_MANAGER]

    assert check_may_authorise(roles, Decimal(400), TERMS) == Role.TEAM_MANAGER
    assert check_may_authorise(roles, Decimal(4000), TERMS) == Role.ASSISTANT_DIRECTOR


def test_a_refusal_for_want_of_authority_says_whom_to_ask():
    with pytest.raises(NotAllowed, match=r"more than you may authorise. Ask a head of service"):
        check_may_authorise([Role.TEAM_MANAGER], Decimal(1500), TERMS)
    with pytest.raises(NotAllowed, match="Nobody's limit reaches it"):
        check_may_authorise([Role.TEAM_MANAGER], Decimal(15000), TERMS)
