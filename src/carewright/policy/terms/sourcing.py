"""[sourcing] and [acceptance]: approaching providers, and from acceptance to order."""

from collections.abc import Iterable, Iterator
from typing import Annotated

from pydantic import AfterValidator, Field

from carewright.access.roles import Role
from carewright.kernel.refused import Fault
from carewright.policy.terms.base import Code, Codes, Item, Table, Text, TimeLimit, listed, said, shown
from carewright.policy.terms.codes import PlacedAs, ProtocolOrder, Rating, Route

_ROUTES = {
    Route.CLUSTER: "the cluster's providers in protocol order",
    Route.RANKED: "the ranked list, first place first",
    Route.ADVERT: "an advert to the lot",
}
_ORDERS = {
    ProtocolOrder.FIXED: "fixed",
    ProtocolOrder.ROTATION: "in rotation",
    ProtocolOrder.FEWEST_HOURS_THIS_MONTH: "fewest hours placed this month first",
}
_PLACED = {
    PlacedAs.EXCEPTION: "an exception: an earlier contract is unlocked",
    PlacedAs.INDIVIDUAL_CONTRACT: "an individual contract",
}


def _decides(role: Role) -> Role:
    if role not in (Role.BROKERAGE_MANAGER, Role.ASSISTANT_DIRECTOR):
        raise ValueError(f"{shown(role.value)} cannot decide this. Choose brokerage_manager or assistant_director.")
    return role


Decider = Annotated[Role, AfterValidator(_decides)]


class RouteRow(Item):
    """The route for a service in an area; one left out means any."""

    area: Text | None = None
    service: Code | None = None
    route: Route

    def in_words(self) -> tuple[str, str]:
        """Which packages, and by which route."""
        service = (self.service or "any service").replace("_", " ")
        return f"{service} in {self.area or 'any area'}", _ROUTES[self.route]


class NonContractedTerms(Table):
    """Placing with a provider without a contract (SRC-8)."""

    decided_by: Annotated[Decider, said("Permitted by", "SRC-8")]
    unrated_decided_by: Annotated[Decider, said("Permitted by, when the regulator has not rated it", "SRC-8")]
    placed_as: Annotated[PlacedAs, said("Placed as", "SRC-8", words=_PLACED)]


class SourcingTerms(Table):
    """Approaching providers (SRC-3 to 8, 20 to 22)."""

    routes: Annotated[tuple[RouteRow, ...], said("Route", "SRC-1")]
    protocol_order: Annotated[ProtocolOrder, said("Protocol order in a cluster", "SRC-20", words=_ORDERS)]
    answer_within: Annotated[TimeLimit, said("A provider answers an offer within", "SRC-3")]
    considering_longest: Annotated[TimeLimit, said("A provider may go on considering for", "SRC-4")]
    documents_within: Annotated[TimeLimit, said("Documents asked for are released within", "SRC-5")]
    decline_reasons: Annotated[Codes, said("Reasons for declining", "SRC-3", unit="codes")]
    direct_award_reasons: Annotated[Codes, said("Reasons for a direct award", "SRC-22", unit="codes")]
    good_ratings: Annotated[
        tuple[Rating, ...], Field(min_length=1), said("Ratings good enough without a contract", "SRC-8")
    ]
    non_contracted: Annotated[NonContractedTerms, said("Without a contract", "SRC-8")]

    def contradictions(self) -> Iterator[Fault]:
        """Two routes for the same service and area."""
        seen: dict[tuple[str | None, str | None], int] = {}
        for number, row in enumerate(self.routes, start=1):
            first = seen.setdefault((row.area, row.service), number)
            if first != number:
                yield Fault(f"routes.{number}", f"Route {first} is for {row.in_words()[0]} too. Keep one of them.")

    def unroutable(self, services: Iterable[str]) -> Iterator[Fault]:
        """Routes for services that do not exist, and services without a route in some area."""
        known = tuple(services)
        for number, row in enumerate(self.routes, start=1):
            if row.service is not None and row.service not in known:
                sentence = f"{shown(row.service)} is not a service of [services]. They are: {listed(known)}."
                yield Fault(f"routes.{number}.service", sentence)
        for service in known:
            if not any(row.area is None and row.service in (None, service) for row in self.routes):
                yield Fault(
                    "routes", f"There is no route for {shown(service)} in areas not named. Add one without an area."
                )

    def route_for(self, area: str, service: str) -> Route:
        """The route for a service in an area: the row naming both, then the service's, the area's, any."""
        rows = {(row.area, row.service): row.route for row in self.routes}
        places = ((area, service), (None, service), (area, None), (None, None))
        return next(rows[place] for place in places if place in rows)


class AcceptanceTerms(Table):
    """From a provider's acceptance to the order (ACC-1, 4, 6)."""

    call_within: Annotated[TimeLimit, said("After an acceptance the person is called within", "ACC-1")]
    order_within: Annotated[TimeLimit, said("After the confirmation the order is sent within", "ACC-4")]
    financial_assessment_within: Annotated[
        TimeLimit, said("After the order the financial assessment is done within", "ACC-6")
    ]
