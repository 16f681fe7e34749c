"""Past cases and drafts, drawn: for properties of replays."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from carewright.access.roles import Role
from carewright.changes.rules import ChangeFacts
from carewright.policy.packs import load, terms_from
from carewright.policy.terms import AboveTop, CrossingRule, Terms
from carewright.referrals.rules import Attached, AuthorisedCost, ReferralFacts
from carewright.reports.what_if import PastAuthority, PastChange, PastCompletion, PastConsidering, PastOffer
from carewright.reports.what_if.referrals import ROLES
from carewright.worktime import due

COUNTY = load("default")
JANUARY = datetime(2026, 1, 5, 9, tzinfo=UTC)
A_YEAR = timedelta(days=365)

hours = st.integers(0, 16_800).map(lambda hundredths: Decimal(hundredths) / 100)
some_hours = st.integers(1, 16_800).map(lambda hundredths: Decimal(hundredths) / 100)
rates = st.integers(1, 5_000).map(lambda pence: Decimal(pence) / 100)
moments = st.integers(0, int(A_YEAR.total_seconds())).map(lambda seconds: JANUARY + timedelta(seconds=seconds))
limits = st.sampled_from(["1 working hours", "2 working hours", "4 working hours", "24 hours", "1 working day"])


@st.composite
def drafts(draw: st.DrawFn) -> Terms:
    """Terms with other limits than the default's."""
    levels = sorted(draw(st.sets(st.integers(1, 900), min_size=1, max_size=6)))
    text = f"""
[changes]
max_flex_hours = {draw(st.integers(0, 20))}
crossing_percent = {draw(st.integers(0, 60))}
level_limits = {levels}
crossing_rule = "{draw(st.sampled_from(CrossingRule)).value}"
above_top = "{draw(st.sampled_from(AboveTop)).value}"
block_entry_above_top = {str(draw(st.booleans())).lower()}
[authority.weekly_limits]
team_manager = {draw(st.integers(0, 3000))}
assistant_director = {draw(st.integers(0, 9000))}
[sourcing]
answer_within = "{draw(limits)}"
considering_longest = "{draw(limits)}"
[referrals]
assessment_valid_for = "{draw(st.sampled_from(["3 months", "12 months", "2 weeks"]))}"
"""
    return terms_from(text)


def _past(terms: Terms) -> dict[str, Any]:
    return {"ref": "CASE-1", "terms": terms, "version": "POL-1"}


@st.composite
def changes(draw: st.DrawFn, terms: Terms = COUNTY) -> PastChange:
    """A change whose decision was not kept, so that its terms say."""
    facts = ChangeFacts(draw(some_hours), draw(hours), draw(hours), draw(rates), draw(st.integers(1, 4)))
    return PastChange(**_past(terms), at=draw(moments), facts=facts)


@st.composite
def authorities(draw: st.DrawFn, terms: Terms = COUNTY) -> PastAuthority:
    """A cost that was authorised."""
    return PastAuthority(
        **_past(terms),
        at=draw(moments),
        service=draw(st.sampled_from(sorted(terms.services))),
        weekly_hours=draw(some_hours),
        carers=draw(st.integers(1, 4)),
        weekly_cost=draw(st.integers(1, 1_200_000).map(lambda pence: Decimal(pence) / 100)),
        role=draw(st.sampled_from(ROLES)),
    )


@st.composite
def completions(draw: st.DrawFn, terms: Terms = COUNTY) -> PastCompletion:
    """A referral that lacked nothing."""
    at = draw(moments)
    facts = ReferralFacts(
        source_team="community",
        weekly_cost=Decimal(400),
        known_to_community=draw(st.booleans()),
        enablement="completed",
        alternatives_explored=True,
        record_declared=True,
        documents=tuple(Attached(code, at.date() - timedelta(days=draw(st.integers(0, 300)))) for code in ATTACHED),
        authorisations=(AuthorisedCost(Decimal(400), "USR-1"),),
    )
    return PastCompletion(**_past(terms), at=at, facts=facts)


ATTACHED = ("assessment", "risk_assessment", "charging_letter")


@st.composite
def offers(draw: st.DrawFn, terms: Terms = COUNTY) -> PastOffer:
    """An offer that came to its end as its time limit had it."""
    at = draw(moments)
    answer_by = due(at, terms.sourcing.answer_within, terms.calendar_for("East"))
    outcome = draw(st.sampled_from(["answered", "withdrawn", "no_response"]))
    share = 1 if outcome == "no_response" else draw(st.floats(0, 1))
    ended_at = at + (answer_by - at) * share
    return PastOffer(**_past(terms), at=at, area="East", answer_by=answer_by, outcome=outcome, ended_at=ended_at)


@st.composite
def considerings(draw: st.DrawFn, terms: Terms = COUNTY) -> PastConsidering:
    """A provider that went on considering for as long as it was allowed, or less."""
    at = draw(moments)
    longest = due(at, terms.sourcing.considering_longest, terms.calendar_for("East"))
    until = at + (longest - at) * draw(st.floats(0.01, 1))
    case = PastConsidering(
        **_past(terms), at=at, area="East", until=until.replace(microsecond=0), start_on=date(2027, 6, 1)
    )
    return case if case.until > at else replace(case, until=longest)


def cases(terms: Terms = COUNTY) -> st.SearchStrategy[Any]:
    """A past case of any kind, decided under these terms."""
    return st.one_of(changes(terms), authorities(terms), completions(terms), offers(terms), considerings(terms))


def a_change(ordered: str, current: str, new: str, rate: str = "20", **told: Any) -> PastChange:
    """A change under the default policy."""
    facts = ChangeFacts(*(Decimal(text) for text in (ordered, current, new, rate)))
    return replace(PastChange(ref="CHG-1", terms=COUNTY, version="POL-1", at=JANUARY, facts=facts), **told)


def an_authority(cost: str, role: Role = Role.TEAM_MANAGER, **told: Any) -> PastAuthority:
    """A cost of home care authorised under the default policy."""
    made_of = {"service": "home_care", "weekly_hours": Decimal(20), "carers": 1, "weekly_cost": Decimal(cost)}
    return replace(PastAuthority(**_past(COUNTY), at=JANUARY, role=role, **made_of), **told)
