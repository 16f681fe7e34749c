"""Making an order from what was confirmed, and sending it (ACC-4, ORD-1, ORD-4)."""

from datetime import datetime

from carewright.access.actors import SYSTEM, Actor
from carewright.access.check import check_may
from carewright.access.roles import Role
from carewright.kernel.money import Money
from carewright.kernel.refused import NotFound, Refused
from carewright.messages.commands import keep_document, queue_email
from carewright.messages.lifecycle import DocumentKind
from carewright.messages.wording.orders import order_no_longer, order_sent
from carewright.obligations.commands import meet, open_obligation
from carewright.packages.commands.revising import Book, line_like, locked_book
from carewright.packages.events import IndividualContractCompleted, OrderMade, OrderSent
from carewright.packages.lifecycle import ORDER, OrderState
from carewright.packages.models import Line, Order, Package
from carewright.packages.queries.book import facts_of
from carewright.packages.rules import (
    LineFacts,
    check_hours_ordered,
    from_day,
    order_cost,
    ordered_hours,
    service_in_words,
    weekly_hours,
)
from carewright.packages.rules.book import first_day
from carewright.policy.queries import policy_of
from carewright.providers.commands import make_contract
from carewright.providers.models import Contract, Provider
from carewright.providers.queries import market, rate_of
from carewright.sourcing.lifecycle import AwardState
from carewright.sourcing.models import Award, Requirement
from carewright.trail.command import command, record
from carewright.worktime import due


@command
def make_order(*, requirement: str, by: Actor, at: datetime) -> Order:
    """Make the next version of the order from every confirmed part of the requirement (ACC-4, ORD-1).

    What is ordered already goes on as it has become. The rate is the contract's for the service on the start date. A
    provider without a contract for it waits for its individual contract; the time limit for sending starts when that is
    complete.
    """
    needed = (
        Requirement.objects.select_for_update(of=("self",))
        .select_related("person", "team", "area", "cluster")
        .filter(ref=requirement)
        .first()
    )
    if needed is None:
        raise NotFound
    check_may(by, "make_order", unit=needed.team.path)
    awards = _confirmed(needed)
    check_hours_ordered([_hours_of(award) for award in awards], needed.weekly_hours)
    book = locked_book(_package(needed, at).ref)
    lines = _lines(book, awards, needed, at)
    order = _new_version(book, lines, by, at)
    if order.state == OrderState.MADE:
        owe_sending(order, needed, at)
    record(
        OrderMade(
            order=order.ref,
            package=book.package.ref,
            person=needed.person.ref,
            requirement=needed.ref,
            providers=tuple(dict.fromkeys(line.provider.ref for line in lines)),
            version=order.version,
            starts_on=order.from_on,
            awaiting="An individual contract has to be completed first." if order.state != OrderState.MADE else "",
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


@command
def send_order(*, order: str, documents: dict[str, bytes], by: Actor, at: datetime) -> Order:
    """Send each provider its document (reference -> PDF); the financial assessment falls due (ACC-4, ACC-6, ORD-4)."""
    found = locked_order(order)
    check_may(by, "send_order", unit=found.package.team.path)
    found.state = ORDER.check_move("send_order", found.state)
    lines = list(found.lines.select_related("provider"))
    if set(documents) != {line.provider.ref for line in lines}:
        raise Refused("Each provider on the order gets its own document, no more and no fewer.", rule="ORD-4")
    kept = [
        _post(found, [line for line in lines if line.provider.ref == ref], pdf, at) for ref, pdf in documents.items()
    ]
    for provider in _no_longer_on(found, set(documents)):
        _tell_of_the_end(found, provider, at)
    found.sent_at, found.document = at, kept[0] if kept else ""
    found.save(update_fields=["state", "sent_at", "document"])
    meet(duty="send_order", subject=found.ref, at=at)
    _owe_assessment(found, at)
    record(
        OrderSent(
            order=found.ref,
            package=found.package.ref,
            person=found.package.person.ref,
            providers=tuple(documents),
            provider_names=tuple(dict.fromkeys(line.provider.name for line in lines)),
            version=found.version,
            document=found.document,
        )
    )
    return found


def locked_order(ref: str) -> Order:
    """The order, its package locked first so that versions are made one after another."""
    order = Order.objects.select_related("package").filter(ref=ref).first()
    if order is None:
        raise NotFound
    Package.objects.select_for_update().get(pk=order.package_id)
    return (
        Order.objects.select_for_update(of=("self",))
        .select_related(
            "package__person", "package__team", "package__requirement__area", "package__requirement__referral"
        )
        .get(pk=order.pk)
    )


def owe_sending(order: Order, needed: Requirement, at: datetime) -> None:
    """The order is owed to the provider within the policy's limit of its confirmation (ACC-4)."""
    policy = policy_of(needed.policy_version).terms
    open_obligation(
        rule="ACC-4",
        duty="send_order",
        sentence="Send the service delivery order",
        subject=order.ref,
        about=order.package.ref,
        role=Role.BROKER,
        unit=needed.team,
        due_at=due(at, policy.acceptance.order_within, policy.calendar_for(needed.area.name)),
        at=at,
    )


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
    going = from_day(rows, first) if first else ()
    return [line_like(row, origins[row.line]) for row in going] + fresh


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
    package, _ = Package.objects.get_or_create(
        requirement=needed,
        defaults={"person": needed.person, "team": needed.team, "service": needed.service, "started_at": at},
    )
    return package


def _new_version(book: Book, lines: list[Line], by: Actor, at: datetime) -> Order:
    facts = [facts_of(line) for line in lines]
    waits = any(fact.rate is None for fact in facts)
    fresh = [line.from_on for line in lines if line.part not in {row.part for row in book.rows}]
    order = Order.objects.create(
        package=book.package,
        version=len(book.orders) + 1,
        state=OrderState.AWAITING_CONTRACT if waits else OrderState.MADE,
        from_on=min(fresh or [line.from_on for line in lines]),
        known_at=None if waits else at,
        weekly_cost=order_cost(facts),
        ordered_hours=ordered_hours(facts),
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
    order.weekly_cost = order_cost(facts)
    order.state = OrderState.AWAITING_CONTRACT if waits else OrderState.MADE
    order.known_at = None if waits else at
    order.save(update_fields=["state", "weekly_cost", "known_at"])
    requirement = order.package.requirement
    if not waits and requirement:
        owe_sending(order, requirement, at)


def _placed_as(order: Order, provider: str) -> str:
    requirement = order.package.requirement
    permission = requirement.permissions.filter(provider__ref=provider).first() if requirement else None
    return permission.placed_as if permission else "individual"


def _post(order: Order, lines: list[Line], pdf: bytes, at: datetime) -> str:
    provider, package = lines[0].provider, order.package
    document = keep_document(
        kind=DocumentKind.ORDER,
        title=f"Service delivery order {order.ref}, version {order.version}",
        pdf=pdf,
        about=[order.ref, package.ref, provider.ref],
        provider=provider.ref,
        at=at,
    )
    queue_email(
        to=[provider.offers_email],
        cc=[provider.manager_email] if provider.manager_email else [],
        wording=order_sent(
            order=order.ref,
            version=order.version,
            service=_service(order),
            weekly_hours=weekly_hours([facts_of(line) for line in lines]),
            starts_on=min(line.from_on for line in lines),
            path=f"/portal/packages/{package.ref}/",
        ),
        about=[order.ref, package.ref, package.person.ref],
        attachments=[document.ref],
        provider=provider.ref,
        at=at,
    )
    return document.ref


def _no_longer_on(order: Order, providers: set[str]) -> list[Provider]:
    """Who was on the version before and is not on this one: it has no document of theirs."""
    before = Provider.objects.filter(lines__order__package=order.package, lines__order__version=order.version - 1)
    return list(before.exclude(ref__in=providers).distinct().order_by("ref"))


def _tell_of_the_end(order: Order, provider: Provider, at: datetime) -> None:
    queue_email(
        to=[provider.offers_email],
        cc=[provider.manager_email] if provider.manager_email else [],
        wording=order_no_longer(
            package=order.package.ref, version=order.version, service=_service(order), from_on=order.from_on
        ),
        about=[order.ref, order.package.ref, order.package.person.ref],
        provider=provider.ref,
        at=at,
    )


def _service(order: Order) -> str:
    requirement = order.package.requirement
    services = policy_of(requirement.policy_version).terms.services if requirement else {}
    return service_in_words(services, order.package.service)


def _owe_assessment(order: Order, at: datetime) -> None:
    needed = order.package.requirement
    if needed is None or order.version > 1:
        return
    policy = policy_of(needed.policy_version).terms
    limit = policy.acceptance.financial_assessment_within
    open_obligation(
        rule="ACC-6",
        duty="financial_assessment",
        sentence="Complete the financial assessment and send it to finance",
        subject=order.ref,
        about=order.package.ref,
        role=Role.PRACTITIONER,
        unit=needed.team,
        due_at=due(at, limit, policy.calendar_for(needed.area.name)),
        at=at,
    )
