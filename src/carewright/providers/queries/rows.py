"""Providers, candidates for an order, and what is owed, as pages list them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from carewright.access.actors import Actor
from carewright.access.check import check_may
from carewright.obligations.lifecycle import State
from carewright.obligations.models import Obligation
from carewright.providers.models import Capacity, Cluster, Contract, Provider, Sanction
from carewright.providers.queries.places import protocol_of
from carewright.providers.queries.register import in_force
from carewright.worktime import local


@dataclass
class ProviderRow:
    """A provider as a list shows it: contracts and sanctions in force, and hours a week declared free, each with
    whether they are fresh."""

    provider: Provider
    contracts: list[Contract] = field(default_factory=list)
    sanctions: list[Sanction] = field(default_factory=list)
    declared: list[tuple[Decimal, bool]] = field(default_factory=list)

    @property
    def is_stale(self) -> bool:
        """Whether all that is declared is stale (PRO-3)."""
        return bool(self.declared) and not any(is_fresh for _, is_fresh in self.declared)

    @property
    def free_hours(self) -> Decimal | None:
        """Those that are fresh, or the stale ones when none is; none when nothing is declared."""
        hours = [hours for hours, is_fresh in self.declared if is_fresh or self.is_stale]
        return sum(hours, Decimal(0)) if hours else None

    @property
    def kinds(self) -> str:
        """The kinds of its contracts in force, in words."""
        return ", ".join(sorted({contract.get_kind_display() for contract in self.contracts}))

    @property
    def places(self) -> str:
        """Where it is contracted: areas and clusters by name; everywhere when a contract names neither."""
        names: set[str] = set()
        for contract in self.contracts:
            own = {unit.name for unit in contract.areas.all()} | {cluster.name for cluster in contract.clusters.all()}
            names |= own or {"everywhere"}
        return ", ".join(sorted(names))


@dataclass(frozen=True)
class Candidate:
    """A provider that may be in a cluster's order: its place now (none: not in it), and what speaks against it."""

    provider: Provider
    position: int | None
    note: str = ""


def provider_rows(found: Iterable[Provider], at: datetime) -> list[ProviderRow]:
    """These providers as a list shows them: a few queries, however many there are."""
    today = local(at).date()
    rows = {provider.pk: ProviderRow(provider) for provider in found}
    contracts = Contract.objects.filter(provider__in=rows, from_on__lte=today).exclude(to_on__lt=today).defer("terms")
    for contract in contracts.prefetch_related("areas", "clusters"):
        rows[contract.provider_id].contracts.append(contract)
    for sanction in Sanction.objects.filter(in_force(today, today), provider__in=rows).select_related("area"):
        rows[sanction.provider_id].sanctions.append(sanction)
    for capacity in Capacity.objects.filter(provider__in=rows):
        rows[capacity.provider_id].declared.append((capacity.weekly_hours, capacity.expires_at >= at))
    return list(rows.values())


def owed_about(provider: str, by: Actor) -> dict[tuple[str, str], Obligation]:
    """What is owed about the provider and its contracts, by duty and subject."""
    check_may(by, "see_providers")
    found = Obligation.objects.filter(about=provider, state=State.OPEN)
    return {(owed.duty, owed.subject): owed for owed in found}


def protocol_candidates(cluster: Cluster, service: str, at: datetime, by: Actor) -> list[Candidate]:
    """Providers in the cluster's order, in order; then those with a cluster contract for it and the service."""
    check_may(by, "see_providers")
    today = local(at).date()
    positions = dict(protocol_of(cluster.ref, service).values_list("provider_id", "position"))
    contracted: dict[int, bool] = defaultdict(bool)
    for contract in Contract.objects.filter(clusters=cluster, kind=Contract.Kind.CLUSTER).defer("terms"):
        if service in contract.services:
            contracted[contract.provider_id] |= contract.to_on is None or contract.to_on >= today
    known = Provider.objects.filter(pk__in=positions.keys() | contracted.keys()).order_by("name", "ref")
    found = [
        Candidate(one, positions.get(one.pk), "" if contracted.get(one.pk) else "no cluster contract in force")
        for one in known
    ]
    return sorted(found, key=lambda one: (one.position is None, one.position or 0))
