"""A referral as its rules see it."""

from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal

from carewright.kernel.hours import Hours
from carewright.kernel.money import Money


@dataclass(frozen=True)
class VisitWindow:
    """A visit whose time is essential to an assessed need: between which times, on which days, and why (REF-3)."""

    from_time: time
    to_time: time
    days: str = "every day"
    reason: str = ""


@dataclass(frozen=True)
class Attached:
    """A document that is there: which (a code of the policy), and the date it bears, if known."""

    code: str
    dated_on: date | None = None


@dataclass(frozen=True)
class AuthorisedCost:
    """A gross weekly cost in pounds that somebody (a user's reference) authorised (REF-7)."""

    weekly_cost: Money
    by: str


@dataclass(frozen=True, kw_only=True)
class ReferralFacts:
    """What completeness is judged on.

    `cost_asked_by` and `times_asked_by`: the users who asked for what the cost, or the forwarding, is about; theirs
    is no approval (ROLE-3). `grace_period_over`: a self-funder's grace period has ended without care found (REF-8).
    """

    source_team: str
    weekly_cost: Money = Decimal(0)
    kind: str = "new"
    package: str = ""
    funding: str = "council"
    self_funder_exception: str = ""
    grace_period_over: bool = False
    known_to_community: bool = False
    assessed_on: date | None = None
    risk_recorded: bool = False
    states_visit_times: bool = False
    enablement: str = ""
    bypass_reason: str = ""
    alternatives_explored: bool = False
    record_declared: bool = False
    forwarded_by: str = ""
    documents: tuple[Attached, ...] = ()
    authorisations: tuple[AuthorisedCost, ...] = ()
    cost_asked_by: frozenset[str] = field(default_factory=frozenset)
    times_asked_by: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True, kw_only=True)
class Draft:
    """What somebody wrote, before it is checked (REF-1)."""

    kind: str
    package: str
    service: str
    need_category: str
    weekly_hours: Hours
    carers: int
    start_on: date
    needs: str
    outcomes: str
    funding: str
    self_funder_exception: str
    urgency: str
    enablement: str
    bypass_reason: str
    risk_recorded: bool
    risk_note: str
    assessed_on: date | None
    visits: tuple[VisitWindow, ...] = ()
    identifying: tuple[str, ...] = ()
    """The person's name, postcode, telephone: what the texts that offers show may not hold (ROLE-7)."""
