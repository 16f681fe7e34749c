"""Who is approached next, and why, and why not the others (SRC-1, 2, 4, 8, 20).

A pure function of the part, the market and the history.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from carewright.access.roles import Role
from carewright.kernel.hours import Hours
from carewright.policy.terms import Route, SourcingTerms
from carewright.providers.rules import Kind, ProviderFacts
from carewright.sourcing.lifecycle import OfferState
from carewright.sourcing.rules.answers import who_permits
from carewright.sourcing.rules.history import OfferFacts, telling
from carewright.sourcing.rules.market import barred, in_order, needs_permission, why_next
from carewright.worktime import is_late


class Answer(StrEnum):
    """What a route can say: approach somebody, wait, ask a role, nobody is left; or every part is taken already."""

    APPROACH = "approach"
    WAIT = "wait"
    ASK = "ask"
    EXHAUSTED = "exhausted"
    TAKEN = "taken"


class Standing(StrEnum):
    """How a provider stands for this part."""

    NEXT = "next"
    IN_TURN = "in_turn"
    OFFERED = "offered"
    ANSWERED = "answered"
    NEEDS_PERMISSION = "needs_permission"
    PASSED_OVER = "passed_over"


_COUNTED = frozenset({Standing.NEXT, Standing.IN_TURN, Standing.OFFERED, Standing.ANSWERED})
_ASKED = frozenset({Standing.OFFERED, Standing.ANSWERED})


@dataclass(frozen=True)
class PartFacts:
    """The part to be placed. `cluster` is its name; empty where the postcode lies in none."""

    route: str
    weekly_hours: Hours
    start_on: date
    cluster: str = ""


@dataclass(frozen=True)
class Weighed:
    """One provider in the working: how it stands, why, under which rule. `number`: its place, none if passed over."""

    provider: str
    name: str
    kind: str
    standing: Standing
    sentence: str
    rule: str
    number: int | None = None
    offer: str = ""


@dataclass(frozen=True)
class Proposal:
    """The route's answer: `provider` to approach, or `role` to ask, or `offer` to wait for."""

    answer: Answer
    why: str
    rule: str
    working: tuple[Weighed, ...]
    provider: str = ""
    provider_name: str = ""
    role: Role | None = None
    offer: str = ""


@dataclass(frozen=True)
class _Case:
    part: PartFacts
    permitted: Mapping[str, str]
    terms: SourcingTerms
    at: datetime


def next_approach(
    *,
    part: PartFacts,
    market: Iterable[ProviderFacts],
    history: Sequence[OfferFacts],
    permitted: Mapping[str, str],
    terms: SourcingTerms,
    at: datetime,
) -> Proposal:
    """The route's answer for a part that nobody has taken; every provider of market and history is in its working once.

    Cluster providers in protocol order, then other contracted ones of the area, then those that may be approached with
    permission (`permitted`: provider -> placed as). One at a time: an offer that is open holds up the next, and so does
    one under consideration unless the brokerage manager has allowed the next approach (SRC-4).
    """
    case = _Case(part, permitted, terms, at)
    known = {one.ref: one for one in in_order(market, terms)}
    asked = telling(history)
    weighed = [_weigh(one, asked.get(one.ref), case) for one in known.values()]
    weighed += [_of_history(offer, at) for ref, offer in asked.items() if ref not in known]
    if part.route != Route.CLUSTER:
        return _numbered(_route_not_there(Route(part.route), weighed))
    return _numbered(_answer(tuple(weighed), list(asked.values()), known, case))


def _weigh(provider: ProviderFacts, offer: OfferFacts | None, case: _Case) -> Weighed:
    if offer is not None and (offer.is_live or offer.is_spent):
        return replace(_of_history(offer, case.at), kind=provider.kind)
    bar = barred(provider)
    standing = Standing.PASSED_OVER
    if bar is None and provider.kind == Kind.NON_CONTRACTED and provider.ref not in case.permitted:
        bar = needs_permission(provider, case.terms)
        if who_permits(provider.rating, case.terms) is not None:
            standing = Standing.NEEDS_PERMISSION
    if bar is not None:
        return Weighed(provider.ref, provider.name, provider.kind, standing, bar.sentence, bar.rule)
    why = why_next(provider, case.part.weekly_hours, case.part.cluster, case.terms, at=case.at)
    before = f" Earlier: {offer.in_words(case.at)}" if offer is not None else ""
    return Weighed(provider.ref, provider.name, provider.kind, Standing.IN_TURN, f"{why}{before}", "SRC-20")


def _of_history(offer: OfferFacts, at: datetime) -> Weighed:
    standing = Standing.OFFERED if offer.is_live else Standing.ANSWERED
    return Weighed(offer.provider, offer.provider_name, "", standing, offer.in_words(at), offer.rule, offer=offer.ref)


def _answer(
    working: tuple[Weighed, ...], asked: list[OfferFacts], known: Mapping[str, ProviderFacts], case: _Case
) -> Proposal:
    live = sorted((offer for offer in asked if offer.is_live), key=lambda one: (one.made_at, one.ref))
    holding = next((offer for offer in live if not offer.lets_next), None)
    if holding is not None:
        return _hold(holding, working, case.at)
    first = next((line for line in working if line.standing == Standing.IN_TURN), None)
    if first is not None:
        why = first.sentence
        return Proposal(Answer.APPROACH, why, first.rule, working, provider=first.provider, provider_name=first.name)
    if role := _whom_to_ask(working, known, case.terms):
        left = "All cluster and contracted providers have been asked or passed over."
        why = f"{left} Ask the {role.in_words} to permit one without a contract."
        return Proposal(Answer.ASK, why, "SRC-8", working, role=role)
    if live:
        return _hold(live[0], working, case.at)
    why = "Nobody is left to approach. The brokerage manager decides what to do."
    return Proposal(Answer.EXHAUSTED, why, "SRC-23", working, role=Role.BROKERAGE_MANAGER)


def _hold(offer: OfferFacts, working: tuple[Weighed, ...], at: datetime) -> Proposal:
    until = offer.considering_until
    lapsed = offer.state == OfferState.CONSIDERING and until is not None and is_late(at, until)
    if lapsed and not offer.next_allowed:
        why = f"{offer.provider_name} has not answered by the time it named. Ask the brokerage manager what to do."
        return Proposal(Answer.ASK, why, offer.rule, working, role=Role.BROKERAGE_MANAGER, offer=offer.ref)
    said = offer.in_words(at)
    why = f"{offer.provider_name}: {said[:1].lower()}{said[1:]}"
    return Proposal(Answer.WAIT, why, offer.rule, working, offer=offer.ref)


def _whom_to_ask(working: Iterable[Weighed], known: Mapping[str, ProviderFacts], terms: SourcingTerms) -> Role | None:
    """Who may permit one of those that need it; the brokerage manager before anybody else."""
    needing = [line for line in working if line.standing == Standing.NEEDS_PERMISSION]
    roles = {who_permits(known[line.provider].rating, terms) for line in needing} - {None}
    return Role.BROKERAGE_MANAGER if Role.BROKERAGE_MANAGER in roles else next(iter(roles), None)


def _route_not_there(route: Route, weighed: list[Weighed]) -> Proposal:
    what, rule = {
        Route.RANKED: ("No ranked list is published for this service and area.", "SRC-21"),
        Route.ADVERT: ("This package would be advertised, and there is no lot to advertise it to.", "SRC-22"),
    }[route]
    passed = tuple(
        line if line.standing in _ASKED else replace(line, standing=Standing.PASSED_OVER, sentence=what, rule=rule)
        for line in weighed
    )
    why = f"{what} Ask the brokerage manager to change the route."
    return Proposal(Answer.ASK, why, rule, passed, role=Role.BROKERAGE_MANAGER)


def _numbered(proposal: Proposal) -> Proposal:
    """Places for those asked and those in turn, in the order of approach; the one to approach marked as next."""
    number = 0
    lines: list[Weighed] = []
    for line in proposal.working:
        is_next = line.standing == Standing.IN_TURN and line.provider == proposal.provider
        standing = Standing.NEXT if is_next else line.standing
        number += standing in _COUNTED
        lines.append(replace(line, standing=standing, number=number if standing in _COUNTED else None))
    return replace(proposal, working=tuple(lines))
