"""Contracts: made, priced, planned for and ended (PRO-2)."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time

from carewright.access.actors import Actor
from carewright.access.check import check_may
from carewright.access.models import Unit
from carewright.access.roles import Role
from carewright.kernel.money import Money, to_penny
from carewright.kernel.refused import Fault, Invalid, WrongState
from carewright.obligations.commands import cancel, meet, open_obligation
from carewright.obligations.lifecycle import OnLapse
from carewright.obligations.models import Obligation
from carewright.policy.queries import policy_at
from carewright.providers.commands.lookup import area, council, locked_contract, locked_provider
from carewright.providers.events import ContractEnded, ContractEndPlanned, ContractMade, ContractWatched, RateSet
from carewright.providers.models import Cluster, Contract, Rate
from carewright.providers.rules import day_in_words, next_notice, span_in_words
from carewright.trail.command import command, record, within_command
from carewright.worktime import local, london

PLAN_END = "plan_contract_end"


@command
def make_contract(
    *,
    provider: str,
    kind: str,
    services: Sequence[str],
    need_categories: Sequence[str] = (),
    areas: Sequence[str] = (),
    clusters: Sequence[str] = (),
    from_on: date,
    to_on: date | None = None,
    rates: Mapping[str, Money] | None = None,
    terms: str = "",
    by: Actor,
    at: datetime,
) -> Contract:
    """Make a contract for services in areas or clusters (neither: the whole council), from and to a day, both included.

    `rates` are pounds per carer-hour by service, from the first day. Refused for a kind or cluster that isn't there, a
    cluster contract without a cluster, no service, an end before the start, or a price for a service it isn't for.
    """
    found = locked_provider(provider)
    places = [area(ref, "areas") for ref in areas]
    grouped = _clusters(clusters)
    check_may(by, "make_contract")
    for unit in {*places, *(cluster.area for cluster in grouped)}:
        check_may(by, "make_contract", unit=unit.path)
    _check(kind, services, clusters=grouped, from_on=from_on, to_on=to_on, rates=rates or {})
    _check_codes(services, need_categories, at)
    contract = Contract.objects.create(
        provider=found,
        kind=kind,
        services=list(services),
        need_categories=list(need_categories),
        from_on=from_on,
        to_on=to_on,
        terms=terms.strip(),
        made_at=at,
    )
    contract.areas.set(places)
    contract.clusters.set(grouped)
    Rate.objects.bulk_create(
        Rate(contract=contract, service=service, hourly=to_penny(hourly), from_on=from_on)
        for service, hourly in (rates or {}).items()
    )
    owe_plan_for_end(contract, council(), at)
    record(
        ContractMade(
            contract=contract.ref,
            provider=found.ref,
            kind=Contract.Kind(kind).label.lower(),
            services=tuple(services),
            from_on=from_on,
            to_on=to_on,
            span=span_in_words(from_on, to_on),
        )
    )
    return contract


@command
def set_rate(*, contract: str, service: str, hourly: Money, from_on: date, by: Actor, at: datetime) -> Rate:
    """Set the price of a carer-hour of a service from a day on: the past keeps its own (PRO-2)."""
    found = locked_contract(contract)
    check_may(by, "set_rate")
    faults = _faults_of_rate(service, hourly, found.services)
    if from_on < found.from_on or (found.to_on is not None and from_on > found.to_on):
        faults.append(Fault("from_on", "The day must be within the contract."))
    if found.rates.filter(service=service, from_on=from_on).exists():
        faults.append(
            Fault("from_on", "There is a price from that day already. A price once set stays; choose another day.")
        )
    if faults:
        raise Invalid(faults)
    rate = Rate.objects.create(contract=found, service=service, hourly=to_penny(hourly), from_on=from_on)
    record(
        RateSet(
            contract=found.ref,
            provider=found.provider.ref,
            service=service,
            from_on=from_on,
            from_words=day_in_words(from_on),
        )
    )
    return rate


@command
def end_contract(*, contract: str, to_on: date, reason: str, by: Actor, at: datetime) -> Contract:
    """Set a contract's last day, earlier or later than it was. From the day after it takes no new placement (PRO-2)."""
    found = locked_contract(contract)
    check_may(by, "end_contract")
    faults = []
    if to_on < found.from_on:
        faults.append(Fault("to_on", "The last day must be on or after the first."))
    if to_on == found.to_on:
        faults.append(Fault("to_on", "That is its last day already."))
    if not reason.strip():
        faults.append(Fault("reason", "Give the reason."))
    if faults:
        raise Invalid(faults)
    found.to_on = to_on
    found.save(update_fields=["to_on"])
    cancel(subject=found.ref, duty=PLAN_END, at=at)
    owe_plan_for_end(found, council(), at)
    record(
        ContractEnded(
            contract=found.ref,
            provider=found.provider.ref,
            to_on=to_on,
            to_words=day_in_words(to_on),
            reason=reason.strip(),
        )
    )
    return found


@command
def plan_contract_end(*, contract: str, plan: str, by: Actor, at: datetime) -> Contract:
    """Say what happens when the contract ends; meets what is owed now, and opens the next time (PRO-2)."""
    found = locked_contract(contract)
    check_may(by, "plan_contract_end")
    if not plan.strip():
        raise Invalid(
            [Fault("plan", "Say what happens when the contract ends: renewed, bought anew, or people moved.")]
        )
    owed = Obligation.objects.filter(duty=PLAN_END, subject=found.ref, state="open").first()
    if owed is None or not meet(duty=PLAN_END, subject=found.ref, at=at):
        raise WrongState("Nothing is owed about the end of this contract now.", rule="PRO-2")
    owe_plan_for_end(found, council(), at, after=max(local(owed.due_at).date(), local(at).date()))
    record(ContractEndPlanned(contract=found.ref, provider=found.provider.ref, plan=plan.strip()))
    return found


@command
def refresh_contract_watch(*, contract: str, by: Actor, at: datetime) -> Contract:
    """A time to plan for the end has passed: open the next one (PRO-2). For the lapse of `plan_contract_end`."""
    found = locked_contract(contract)
    check_may(by, "refresh_contract_watch")
    notice = owe_plan_for_end(found, council(), at)
    record(ContractWatched(contract=found.ref, provider=found.provider.ref, months=notice or 0))
    return found


def owe_plan_for_end(contract: Contract, unit: Unit, at: datetime, after: date | None = None) -> int | None:
    """Open the next obligation to plan for the contract's end; how many months ahead, none when no more is owed.

    It is owed by the end of that day. The last one stays owed when it is late; the ones before make way for the next.
    """
    within_command()
    notices = policy_at(at).terms.market.contract_end_months
    notice = next_notice(contract.to_on, after=after or local(at).date(), notices=notices) if contract.to_on else None
    if notice is None or contract.to_on is None:
        return None
    months, by_day = notice
    open_obligation(
        rule="PRO-2",
        duty=PLAN_END,
        sentence=f"Plan for the end of {contract.provider.name}'s contract on {day_in_words(contract.to_on)}.",
        subject=contract.ref,
        about=contract.provider.ref,
        role=Role.CONTRACT_OFFICER,
        unit=unit,
        due_at=london(by_day, time(23, 59, 59)),
        at=at,
        on_lapse=OnLapse.OVERDUE if months == notices[-1] else OnLapse.ACT,
    )
    return months


def _clusters(refs: Sequence[str]) -> list[Cluster]:
    found = list(Cluster.objects.select_related("area").filter(ref__in=refs))
    if len(found) != len(set(refs)):
        raise Invalid([Fault("clusters", "Choose clusters from the list.")])
    return found


def _check(
    kind: str,
    services: Sequence[str],
    *,
    clusters: Sequence[Cluster],
    from_on: date,
    to_on: date | None,
    rates: Mapping[str, Money],
) -> None:
    faults = []
    if kind not in Contract.Kind.values:
        faults.append(Fault("kind", f"The kind must be one of: {', '.join(Contract.Kind.values)}."))
    if not services:
        faults.append(Fault("services", "Choose at least one service."))
    if kind == Contract.Kind.CLUSTER and not clusters:
        faults.append(Fault("clusters", "Choose at least one cluster for a cluster contract."))
    if to_on is not None and to_on < from_on:
        faults.append(Fault("to_on", "The last day must be on or after the first."))
    for service, hourly in rates.items():
        faults += [Fault("rates", fault.sentence) for fault in _faults_of_rate(service, hourly, services)]
    if faults:
        raise Invalid(faults)


def _check_codes(services: Sequence[str], need_categories: Sequence[str], at: datetime) -> None:
    """Refuse codes that the policy in force doesn't know."""
    terms = policy_at(at).terms
    faults = [
        Fault(field, f"There is no {words} “{code}”. They are: {', '.join(known)}.")
        for field, words, codes, known in (
            ("services", "service", services, terms.services),
            ("need_categories", "need category", need_categories, terms.need_categories),
        )
        for code in codes
        if code not in known
    ]
    if faults:
        raise Invalid(faults)


def _faults_of_rate(service: str, hourly: Money, services: Sequence[str]) -> list[Fault]:
    faults = []
    if service not in services:
        faults.append(Fault("service", f"The contract is not for {service}."))
    if hourly <= 0:
        faults.append(Fault("hourly", "The price must be more than £0.00 an hour."))
    return faults
