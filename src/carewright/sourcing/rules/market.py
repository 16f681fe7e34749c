"""Which providers of the market may be approached, and in which order (SRC-2, 8, 20)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal

from carewright.kernel.hours import Hours, in_words
from carewright.policy.terms import ProtocolOrder, SourcingTerms
from carewright.providers.rules import Kind, ProviderFacts
from carewright.sourcing.rules.answers import who_permits
from carewright.worktime import date_words

_NEVER = datetime.min.replace(tzinfo=UTC)
_KINDS = (Kind.CLUSTER, Kind.OTHER_CONTRACTED, Kind.NON_CONTRACTED)
_LAST = 1_000_000


@dataclass(frozen=True)
class Bar:
    """Why a provider is passed over."""

    sentence: str
    rule: str


def barred(provider: ProviderFacts) -> Bar | None:
    """What stands in the way of approaching a provider, whatever its kind; None: nothing (SRC-2)."""
    if not provider.is_registered:
        return Bar("Not registered with the regulator.", "SRC-2")
    if provider.is_dormant:
        return Bar("Dormant: registered, but not providing care.", "SRC-2")
    if provider.sanction is not None:
        return Bar(f"{provider.sanction.words[:1].upper()}{provider.sanction.words[1:]}.", "SRC-9")
    if not provider.accepts_need:
        return Bar("Its contract does not take this category of need.", "SRC-2")
    if provider.kind != Kind.NON_CONTRACTED and provider.contract is None:
        return Bar("No contract for this service and area on the start date.", "SRC-2")
    return None


def needs_permission(provider: ProviderFacts, terms: SourcingTerms) -> Bar:
    """Why a provider without a contract is not approached by itself (SRC-8)."""
    contract = (
        f"Its contract ended on {_day(provider.ended_on)}"
        if provider.ended_on
        else "No contract for this service and area"
    )
    role = who_permits(provider.rating, terms)
    if role is None:
        good = " or ".join(terms.good_ratings)
        return Bar(f"{contract}, and rated {provider.rating}: without a contract only {good} will do.", "SRC-8")
    rated = f"rated {provider.rating}" if provider.rating else "not rated"
    return Bar(f"{contract}; {rated}. The {role.in_words} may permit it.", "SRC-8")


def in_order(market: Iterable[ProviderFacts], terms: SourcingTerms) -> list[ProviderFacts]:
    """The order of approach: cluster providers in protocol order, other contracted ones, the rest (SRC-20).

    Other contracted ones: fewest hours placed this month first. Whatever the order, ties go by position, then by name.
    """

    def place(one: ProviderFacts) -> tuple[int, Decimal, datetime, int, str, str]:
        return (_KINDS.index(one.kind), *_place(one, terms), one.position or _LAST, one.name, one.ref)

    return sorted(market, key=place)


def _place(provider: ProviderFacts, terms: SourcingTerms) -> tuple[Decimal, datetime]:
    order = terms.protocol_order if provider.kind == Kind.CLUSTER else ProtocolOrder.FEWEST_HOURS_THIS_MONTH
    match order:
        case ProtocolOrder.FIXED:
            return Decimal(0), _NEVER
        case ProtocolOrder.ROTATION:
            return Decimal(0), provider.last_placed_at or _NEVER
        case ProtocolOrder.FEWEST_HOURS_THIS_MONTH:
            return provider.hours_placed_this_month, _NEVER


def why_next(provider: ProviderFacts, weekly_hours: Hours, cluster: str, terms: SourcingTerms, *, at: datetime) -> str:
    """Why it is this provider's turn when those before it have had theirs, with what it has declared free."""
    match provider.kind:
        case Kind.CLUSTER:
            reason = f"In the cluster {cluster}, {_protocol_words(provider, terms, at)}"
        case Kind.OTHER_CONTRACTED:
            reason = f"Contracted in the area, {_placed_words(provider)}"
        case Kind.NON_CONTRACTED:
            reason = "Permitted without a contract"
    return f"{reason}; {_capacity_words(provider, weekly_hours, cluster)}."


def _protocol_words(provider: ProviderFacts, terms: SourcingTerms, at: datetime) -> str:
    match terms.protocol_order:
        case ProtocolOrder.FIXED:
            if provider.position is None:
                return "after those with a place in the protocol order"
            return f"place {provider.position} in the protocol order"
        case ProtocolOrder.ROTATION:
            last = provider.last_placed_at
            return f"last placed {date_words(last, at)}, in rotation" if last else "not placed yet, in rotation"
        case ProtocolOrder.FEWEST_HOURS_THIS_MONTH:
            return _placed_words(provider)


def _placed_words(provider: ProviderFacts) -> str:
    return f"{in_words(provider.hours_placed_this_month)} hours a week placed this month"


def _capacity_words(provider: ProviderFacts, weekly_hours: Hours, cluster: str) -> str:
    where = f" in {cluster}" if cluster else ""
    if provider.capacity_hours is None:
        return "has not said how many hours it has free"
    if provider.capacity_is_stale:
        return f"said that it had {in_words(provider.capacity_hours)} hours free{where}, which is out of date"
    enough = "" if provider.capacity_hours >= weekly_hours else ", fewer than asked for"
    return f"has {in_words(provider.capacity_hours)} hours free{where}{enough}"


def _day(day: date | None) -> str:
    return f"{day.day} {day:%B %Y}" if day else ""
