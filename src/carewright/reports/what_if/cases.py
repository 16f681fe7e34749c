"""Past cases as facts: what was known when each was decided, and the terms that it was decided under (POL-1)."""

from dataclasses import dataclass
from datetime import date, datetime

from carewright.access.roles import Role
from carewright.changes.rules import ChangeFacts
from carewright.kernel.hours import Hours
from carewright.kernel.money import Money
from carewright.policy.terms import Terms
from carewright.referrals.rules import ReferralFacts


@dataclass(frozen=True, kw_only=True)
class _Past:
    """`at`: when it was decided, None where a table does not say; `version`: of the policy that decided."""

    ref: str
    terms: Terms
    version: str
    at: datetime | None


@dataclass(frozen=True, kw_only=True)
class PastChange(_Past):
    """A provider-led change. `decided`: the rules that fired then; None: not kept, so that its terms say (CHG-2)."""

    facts: ChangeFacts
    decided: tuple[str, ...] | None = None


@dataclass(frozen=True, kw_only=True)
class PastAuthority(_Past):
    """A gross weekly cost that somebody authorised for a referral of so many hours and carers, as `role` (REF-7)."""

    service: str
    weekly_hours: Hours
    carers: int
    weekly_cost: Money
    role: Role


@dataclass(frozen=True, kw_only=True)
class PastCompletion(_Past):
    """A referral that was accepted as complete at `at`, as it was then (REF-2)."""

    facts: ReferralFacts
    at: datetime


@dataclass(frozen=True, kw_only=True)
class PastOffer(_Past):
    """An offer made at `at`: what it came to (answered, no_response or withdrawn) and when that was (SRC-3).

    `area`: the name of the area by whose calendar its time ran.
    """

    at: datetime
    area: str
    answer_by: datetime
    outcome: str
    ended_at: datetime


@dataclass(frozen=True, kw_only=True)
class PastConsidering(_Past):
    """A provider said at `at` until when it would go on considering; care was asked for from `start_on` (SRC-4)."""

    at: datetime
    area: str
    until: datetime
    start_on: date


PastCase = PastChange | PastAuthority | PastCompletion | PastOffer | PastConsidering
