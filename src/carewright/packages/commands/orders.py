"""Making an order from what was confirmed (ACC-4, ORD-1)."""

from datetime import date, datetime

from carewright.access.actors import SYSTEM, Actor
from carewright.access.check import check_may
from carewright.kernel.money import Money
from carewright.kernel.refused import NotFound, Refused
from carewright.packages.commands.budgeting import follow_the_order
from carewright.packages.commands.revising import Book, line_like, locked_book
from carewright.packages.commands.sending import locked_order, owe_sending
from carewright.packages.events import IndividualContractCompleted, OrderMade
from carewright.packages.lifecycle import ORDER, OrderKind, OrderState
from carewright.packages.models import CouncilChange, Line, Order, Package
from carewright.packages.queries.book import facts_of
from carewright.packages.queries.budgets import contribution_effect
from carewright.packages.rules import (
    LineFacts,
    check_hours_ordered,
    from_day,
    order_cost,
    ordered_hours,
)
from carewright.packages.rules.book import DAY, clipped, first_day, first_of_each_part
from carewright.providers.commands import make_contract
from carewright.providers.models import Contract
from carewright.providers.queries import market, rate_of
from carewright.sourcing.lifecycle import AwardState, RequirementState
from carewright.sourcing.models import Award, Requirement
from carewright.trail.command import command, record


@command
def make_order(*, requirement: str, by: Actor, at: datetime) -> Order:
    """Make the next version of the order from every confirmed part of the requirement (ACC-4, ORD-1).

    What is ordered already goes on as it has become. Of a change of a package the next version is the package's: the
    parts that it replaces end the day before, once all of it is confirmed (VAR-1, HBK-5).

    The rate is the contract's for the service on the start date. A provider without a contract for it waits for its
    individual contract; the time limit for sending starts when that is complete.
    """
    needed = (
        Requirement.objects.select_for_update(of=("self",), no_key=True)
        .select_related("person", "team", "area", "cluster", "referral")
        .filter(ref=requirement)
        .first()
    )
    if needed is None:
        raise NotFound
    check_may(by, "make_order", unit=needed.team.path)
    awards = _confirmed(needed)
    check_hours_ordered([_hours_of(award) for award in awards], needed.weekly_hours)
    package = _package(needed, at)
    book = locked_book(package.ref)
    lines = _lines(book, awards, needed, at)
    order = _new_version(book, lines, needed, by, at)
    if order.state == OrderState.MADE:
        owe_sending(order, needed, at)
        follow_the_order(order, by=by, at=at)
    record(
        OrderMade(
            order=order.ref,
            package=book.package.ref,
            person=needed.person.ref,
            requirement=needed.ref,
            providers=tuple(dict.fromkeys(line.provider.ref for line in lines)),
            version=order.version,
            starts_on=order.from_on,
            awaiting=_what_follows(order),
        )
    )
    return order


@command
def complete_individual_contract(
    *, order: str, provider: str, hourly_rate: Money, terms: str = "", by: Actor, at: datetime
) -> Order:
    """Record that the individual contract of a non-contracted provider is complete, with its rate (SRC-8, ACC-4)."""
    found = locked_order(order)
    check_may(by, "complete_individual_contract", unit=found.package.team.path)
    found.state = ORDER.check_move("complete_individual_contract", found.state)
    lines = list(found.lines.select_related("provider", "award").filter(provider__ref=provider, contract=None))
    if not lines:
        raise Refused(
            "This provider has no line on the order that waits for a contract.", rule="ACC-4", field="provider"
        )
    if hourly_rate <= 0:
        raise Refused("The hourly rate must be more than nothing.", rule="ORD-1", field="hourly_rate")
    contract = make_contract(
        provider=provider,
        kind=_placed_as(found, provider),
        services=[found.package.service],
        need_categories=[],
        areas=[],
        clusters=[],
        from_on=min(line.from_on for line in lines),
        to_on=None,
        rates={found.package.service: hourly_rate},
        terms=terms,
        by=SYSTEM,
        at=at,
    )
    _settle(found, provider, contract, hourly_rate, at)
    for later in found.package.orders.filter(version__gt=found.version, state=OrderState.AWAITING_CONTRACT):
        _settle(later, provider, contract, hourly_rate, at)
    newest = found.package.orders.exclude(state=OrderState.AWAITING_CONTRACT).order_by("-version").first()
    if newest is not None and newest.version >= found.version:
        follow_the_order(newest, by=by, at=at)
    record(
        IndividualContractCompleted(
            order=found.ref,
            package=found.package.ref,
            person=found.package.person.ref,
            provider=provider,
            contract=contract.ref,
        )
    )
    return found


def _what_follows(order: Order) -> str:
    """What the event adds: that it waits for a contract, or what a later version does to what the person pays."""
    if order.state != OrderState.MADE:
        return "An individual contract has to be completed first."
    return contribution_effect(order).sentence if order.version > 1 else ""


def _confirmed(needed: Requirement) -> list[Award]:
    awards = list(
        Award.objects.select_related("provider", "offer")
        .filter(requirement=needed, state=AwardState.CONFIRMED)
        .order_by("part__number")
    )
    if not awards:
        raise Refused("No provider has confirmed yet, so there is nothing to order.", rule="ACC-3")
    return awards


def _hours_of(award: Award) -> LineFacts:
    return LineFacts(award.provider.ref, award.weekly_hours, award.carers_per_visit or 1, None, award.start_on)


def _lines(book: Book, awards: list[Award], needed: Requirement, at: datetime) -> list[Line]:
    """What goes on of the version before, and a part for each award that has none yet."""
    before = book.orders[0] if book.orders else None
    origins = {line.pk: line for order in book.orders for line in order.lines.all()}
    placed = {line.award_id for line in origins.values()}
    fresh = [_line(award, needed, at) for award in awards if award.pk not in placed]
    last = max((line.part for line in origins.values()), default=0)
    for number, line in enumerate(fresh, start=last + 1):
        line.part = number
    awaits = before is not None and before.state == OrderState.AWAITING_CONTRACT
    rows = [facts_of(line) for line in before.lines.all()] if before and awaits else list(book.rows)
    first = min((line.from_on for line in fresh), default=first_day(rows))
    going = from_day(_without_replaced(rows, origins, needed, awards), first) if first else ()
    return [line_like(row, origins[row.line]) for row in going] + fresh


def _without_replaced(
    rows: list[LineFacts], origins: dict[int, Line], needed: Requirement, awards: list[Award]
) -> list[LineFacts]:
    """The rows, those that a placed change takes the place of only until the day before the last new part starts.

    Until every part of the change is confirmed nothing ends: the old provider stays until the new one starts (HBK-5).
    """
    if (
        needed.state != RequirementState.PLACED
        or not CouncilChange.objects.filter(referral=needed.referral_id).exists()
    ):
        return rows
    own = {award.pk for award in awards}
    old = [row for row in rows if origins[row.line].award_id not in own]
    kept = [row for row in rows if origins[row.line].award_id in own]
    return [*kept, *clipped(old, date.min, max(award.start_on for award in awards) - DAY)]


def _line(award: Award, needed: Requirement, at: datetime) -> Line:
    contract = _contract(award, needed, at)
    rate = rate_of(contract.ref, needed.service, award.start_on) if contract else None
    line = Line(
        provider=award.provider,
        award=award,
        contract=contract if rate is not None else None,
        service=needed.service,
        weekly_hours=award.weekly_hours,
        ordered_hours=award.weekly_hours,
        carers=award.carers_per_visit or needed.carers,
        rate=rate or 0,
        visits=award.planned_times,
        from_on=award.start_on,
    )
    line.weekly_cost = facts_of(line).weekly_cost
    return line


def _contract(award: Award, needed: Requirement, at: datetime) -> Contract | None:
    """The contract that an earlier version placed the award under, else the one in force for service and place."""
    earlier = Line.objects.filter(award=award).exclude(contract=None).select_related("contract").first()
    if earlier is not None:
        return earlier.contract
    facts = market(
        service=needed.service,
        need_category=needed.need_category,
        area=needed.area.ref,
        cluster=needed.cluster.ref if needed.cluster else None,
        start_on=award.start_on,
        at=at,
        only=award.provider.ref,
    )
    under = next((one.contract for one in facts), None)
    return Contract.objects.get(ref=under) if under else None


def _package(needed: Requirement, at: datetime) -> Package:
    """The package that is changed; else the requirement's own, which is new with its first order."""
    change = CouncilChange.objects.select_related("package").filter(referral=needed.referral_id).first()
    if change is not None:
        return change.package
    package, _ = Package.objects.get_or_create(
        requirement=needed,
        defaults={"person": needed.person, "team": needed.team, "service": needed.service, "started_at": at},
    )
    return package


def _new_version(book: Book, lines: list[Line], needed: Requirement, by: Actor, at: datetime) -> Order:
    facts = [facts_of(line) for line in lines]
    waits = any(fact.rate is None for fact in facts)
    fresh = [line.from_on for line in lines if line.part not in {row.part for row in book.rows}]
    from_on = min(fresh or [line.from_on for line in lines])
    changes = book.package.requirement_id != needed.pk
    now = first_of_each_part(facts, from_on)
    order = Order.objects.create(
        package=book.package,
        version=len(book.orders) + 1,
        state=OrderState.AWAITING_CONTRACT if waits else OrderState.MADE,
        kind=OrderKind.REORDERED if changes else OrderKind.PLACED,
        because=needed.referral.ref if changes else "",
        from_on=from_on,
        known_at=None if waits else at,
        weekly_cost=order_cost(now),
        ordered_hours=ordered_hours(now),
        made_at=at,
        made_by=by.ref,
    )
    for line in lines:
        line.order = order
    Line.objects.bulk_create(lines)
    return order


def _settle(order: Order, provider: str, contract: Contract, rate: Money, at: datetime) -> None:
    """The provider's lines have their contract; once every line has one the order is known, and owed (ACC-4)."""
    for line in order.lines.select_related("provider").filter(provider__ref=provider, contract=None):
        line.contract, line.rate = contract, rate
        line.weekly_cost = facts_of(line).weekly_cost
        line.save(update_fields=["contract", "rate", "weekly_cost"])
    facts = [facts_of(line) for line in order.lines.select_related("provider")]
    waits = any(fact.rate is None for fact in facts)
    order.weekly_cost = order_cost(first_of_each_part(facts, order.from_on))
    order.state = OrderState.AWAITING_CONTRACT if waits else OrderState.MADE
    order.known_at = None if waits else at
    order.save(update_fields=["state", "weekly_cost", "known_at"])
    requirement = _placed_by(order)
    if not waits and requirement:
        owe_sending(order, requirement, at)


def _placed_by(order: Order) -> Requirement | None:
    """The last requirement that a part of the order was placed for: a change's, or the package's own."""
    last = order.lines.exclude(award=None).select_related("award__requirement__area").order_by("-award").first()
    return last.award.requirement if last and last.award else order.package.requirement


def _placed_as(order: Order, provider: str) -> str:
    requirement = _placed_by(order)
    permission = requirement.permissions.filter(provider__ref=provider).first() if requirement else None
    return permission.placed_as if permission else "individual"
