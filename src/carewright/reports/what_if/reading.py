"""Past cases from the database, as the facts that they were decided on: of the units that the one asking reaches."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from django.db.models import OuterRef, Subquery

from carewright.access.actors import Actor
from carewright.access.check import check_may
from carewright.access.roles import Role
from carewright.changes.models import Judgement
from carewright.changes.rules import ChangeFacts
from carewright.obligations.lifecycle import State as Owed
from carewright.obligations.models import Obligation
from carewright.people.queries import visible_to
from carewright.policy.queries import policy_of, version_at
from carewright.policy.rules import Difference
from carewright.policy.terms import Terms
from carewright.referrals.models import Authorisation, Return
from carewright.referrals.queries import completed_with_facts
from carewright.reports.what_if.answers import Kind, Left, Replayed
from carewright.reports.what_if.cases import (
    PastAuthority,
    PastCase,
    PastChange,
    PastCompletion,
    PastConsidering,
    PastOffer,
)
from carewright.reports.what_if.replay import replay
from carewright.reports.what_if.totals import WhatIf, tried, untried
from carewright.sourcing.models import Offer
from carewright.worktime import local, london

RIGHT = "see_what_if"
A_YEAR = timedelta(days=364)
"""From a day to this much later is a year, both included."""
ANSWER = "answer_offer"
NOT_ENDED = "It has not been answered yet."
RETURNED = "It was returned, and may have been amended since: what it said then is not kept."
NOT_KEPT = "When it was answered is not kept."
_OUTCOMES = {Owed.MET: "answered", Owed.LAPSED: "no_response", Owed.CANCELLED: "withdrawn"}


def what_if(draft: str, by: Actor, *, since: date, until: date) -> WhatIf:
    """The policy of a version tried on the cases decided from `since` to `until`, both inclusive (POL-3)."""
    terms = policy_of(draft).terms
    return tried(answers(past_cases(by, since=since, until=until), terms))


def period_asked(since: date | None, until: date | None, at: datetime) -> tuple[date, date]:
    """The first and last day of a trial: today where no last is asked for, and a year up to it where no first is."""
    last = until or local(at).date()
    return min(since or last - A_YEAR, last), last


def answers(cases: list[PastCase | Left], draft: Terms) -> Iterator[Replayed | Left]:
    """Each case judged again; those that can't be stay as they are."""
    return (case if isinstance(case, Left) else replay(case, draft) for case in cases)


def past_cases(by: Actor, *, since: date, until: date) -> list[PastCase | Left]:
    """What was decided from `since` to `until`, both inclusive, kind by kind, the oldest first."""
    check_may(by, RIGHT)
    period = (london(since, time(0)), london(until + timedelta(days=1), time(0)))
    return [*_changes(by, period), *_authorities(by, period), *_completions(by, period), *_offers(by, period)]


_Period = tuple[datetime, datetime]


def _changes(by: Actor, period: _Period) -> Iterator[PastCase]:
    """Each change that a provider gave notice of, as it was judged last."""
    from_at, to_at = period
    last = Judgement.objects.filter(change=OuterRef("change")).order_by("-pk").values("pk")[:1]
    found = Judgement.objects.filter(
        visible_to(by, "change__package__team", RIGHT),
        pk=Subquery(last),
        change__noticed_at__gte=from_at,
        change__noticed_at__lt=to_at,
    ).order_by("change__noticed_at", "pk")
    figures = ("ordered_hours", "current_hours", "new_hours", "rate", "carers")
    columns = ["change__ref", "change__noticed_at", "policy_version", "rules", *figures]
    for ref, at, version, rules, *facts in found.values_list(*columns):
        yield PastChange(
            ref=ref,
            terms=policy_of(version).terms,
            version=version,
            at=at,
            facts=ChangeFacts(*facts),
            decided=tuple(rules),
        )


def _authorities(by: Actor, period: _Period) -> Iterator[PastCase]:
    from_at, to_at = period
    found = Authorisation.objects.filter(
        visible_to(by, "referral__team", RIGHT), authorised_at__gte=from_at, authorised_at__lt=to_at
    ).order_by("authorised_at", "pk")
    of_referral = ("ref", "policy_version", "service", "weekly_hours", "carers")
    columns = [*(f"referral__{name}" for name in of_referral), "weekly_cost", "role", "authorised_at"]
    for ref, version, service, hours, carers, cost, role, at in found.values_list(*columns):
        yield PastAuthority(
            ref=ref,
            terms=policy_of(version).terms,
            version=version,
            at=at,
            service=service,
            weekly_hours=hours,
            carers=carers,
            weekly_cost=cost,
            role=Role(role),
        )


def _completions(by: Actor, period: _Period) -> Iterator[PastCase | Left]:
    from_at, to_at = period
    returned = Return.objects.filter(
        visible_to(by, "referral__team", RIGHT), returned_at__gte=from_at, returned_at__lt=to_at
    )
    for ref in returned.order_by("returned_at", "pk").values_list("referral__ref", flat=True):
        yield Left(kind=Kind.COMPLETENESS, ref=ref, why=RETURNED)
    for referral, facts, at in completed_with_facts(visible_to(by, "team", RIGHT), *period):
        version = referral.policy_version
        yield PastCompletion(ref=referral.ref, terms=policy_of(version).terms, version=version, at=at, facts=facts)


def _offers(by: Actor, period: _Period) -> Iterator[PastCase | Left]:
    """Each offer, and after it what its provider asked for to go on considering."""
    from_at, to_at = period
    owed = Obligation.objects.filter(duty=ANSWER, opened_at__gte=from_at, opened_at__lt=to_at)
    ends = {subject: (state, at) for subject, state, at in owed.values_list("subject", "state", "closed_at")}
    found = Offer.objects.filter(visible_to(by, "requirement__team", RIGHT), made_at__gte=from_at, made_at__lt=to_at)
    of_requirement = ("policy_version", "area__name", "start_on")
    columns = ["ref", "made_at", "answer_by", "considering_until", *(f"requirement__{name}" for name in of_requirement)]
    for ref, at, answer_by, until, version, area, start_on in found.order_by("made_at", "pk").values_list(*columns):
        state, ended_at = ends.get(ref, ("", None))
        if ended_at is None:
            yield Left(kind=Kind.OFFER, ref=ref, why=NOT_ENDED if state == Owed.OPEN else NOT_KEPT)
            continue
        terms = policy_of(version).terms
        yield PastOffer(
            ref=ref,
            terms=terms,
            version=version,
            at=at,
            area=area,
            answer_by=answer_by,
            outcome=_OUTCOMES[Owed(state)],
            ended_at=ended_at,
        )
        if until is not None:
            yield PastConsidering(
                ref=ref, terms=terms, version=version, at=ended_at, area=area, until=until, start_on=start_on
            )


def settings_untried(draft: str, at: datetime) -> list[Difference]:
    """What the policy of a version changes against the one in force, and whose effect on past cases can't be shown."""
    return untried(policy_of(version_at(at)).terms, policy_of(draft).terms)
