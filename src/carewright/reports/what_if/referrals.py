"""Referrals judged again: who would have authorised the cost, and whether anything would have been missing."""

from carewright.access.who_may import WHO_MAY
from carewright.kernel.money import Money, in_words, weekly_cost
from carewright.kernel.refused import NotAllowed
from carewright.policy.terms import Terms
from carewright.referrals.rules import check_may_authorise, may_authorise, missing
from carewright.reports.what_if.answers import NOBODY, Kind, Left, Replayed
from carewright.reports.what_if.cases import PastAuthority, PastCompletion

ROLES = sorted(WHO_MAY["authorise_spend"].roles)
NO_SUCH_SERVICE = "The draft does not have the referral’s service, so it has no cost for it."
AMENDED = "The hours were amended after the cost was authorised, so the draft’s cost of them is not known."


def replay_authority(past: PastAuthority, draft: Terms) -> Replayed | Left:
    """The lowest role whose limit reaches the cost, then and under the draft, at the draft's hourly rate (REF-7)."""
    if past.service not in draft.services:
        return Left(kind=Kind.AUTHORITY, ref=past.ref, why=NO_SUCH_SERVICE)
    cost = _cost(past, draft)
    if cost is None:
        return Left(kind=Kind.AUTHORITY, ref=past.ref, why=AMENDED)
    was, would_be = _lowest(past.weekly_cost, past.terms), _lowest(cost, draft)
    return Replayed(
        kind=Kind.AUTHORITY,
        ref=past.ref,
        at=past.at,
        version=past.version,
        was=was,
        would_be=would_be,
        rules=("REF-7",),
        why=_why(past, cost, draft) if was != would_be else "",
        pounds=cost,
    )


def _why(past: PastAuthority, cost: Money, draft: Terms) -> str:
    at_rate = "" if cost == past.weekly_cost else f", {in_words(cost)} at the draft’s hourly rate"
    stands = "could" if may_authorise(past.role, cost, draft) else "could not"
    return f"{in_words(past.weekly_cost)} a week{at_rate}; the {past.role.in_words} who authorised it {stands} have"


def _cost(past: PastAuthority, draft: Terms) -> Money | None:
    """The weekly cost at the draft's rate; None when the hours are no longer those that the cost was made of."""
    then, now = past.terms.indicative_rate(past.service), draft.indicative_rate(past.service)
    if then == now:
        return past.weekly_cost
    if weekly_cost(past.weekly_hours, then, past.carers) != past.weekly_cost:
        return None
    return weekly_cost(past.weekly_hours, now, past.carers)


def _lowest(cost: Money, terms: Terms) -> str:
    try:
        return check_may_authorise(ROLES, cost, terms).value
    except NotAllowed:
        return NOBODY


def replay_completion(past: PastCompletion, draft: Terms) -> Replayed:
    """Whether the referral that was accepted would have lacked something under the draft (REF-2)."""
    lacking = missing(past.facts, draft, past.at)
    return Replayed(
        kind=Kind.COMPLETENESS,
        ref=past.ref,
        at=past.at,
        version=past.version,
        was="complete",
        would_be="returned" if lacking else "complete",
        rules=tuple(dict.fromkeys(one.rule for one in lacking)),
        why=" ".join(one.sentence for one in lacking),
    )
