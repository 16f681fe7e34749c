"""The market as a route judges it, in the same few queries however many providers there are (SRC-2, SRC-20)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from django.db.models import Q, Sum

from carewright.providers.models import Capacity, Contract, Provider, Rate, Sanction
from carewright.providers.queries.places import protocol_of
from carewright.providers.queries.register import in_force
from carewright.providers.rules import (
    ContractFacts,
    Kind,
    Placed,
    ProviderFacts,
    SanctionFacts,
    best_contract,
    day_in_words,
    last_ended,
    scope_in_words,
)
from carewright.worktime import local

NOTHING_PLACED = Placed()


def market(
    *,
    service: str,
    need_category: str,
    area: str,
    cluster: str | None,
    start_on: date,
    at: datetime,
    placed: Mapping[str, Placed] | None = None,
    only: str = "",
) -> list[ProviderFacts]:
    """Every provider as a route judges it for one package, by name; the same few queries however many there are.

    `area` and `cluster` are references; `only`: that provider alone. A sanction counts when it is in force today, on
    the start date, or between. `placed` (by provider's reference) is what each was placed lately: who holds placements
    tells it.
    """
    reader = _MarketReader(
        service=service,
        need_category=need_category,
        area=area,
        cluster=cluster,
        start_on=start_on,
        at=at,
        placed=placed or {},
        only=only,
    )
    return [reader.facts_of(provider) for provider in reader.providers]


class _Listed(NamedTuple):
    """What a provider's row says about it."""

    pk: int
    ref: str
    name: str
    is_registered: bool
    is_dormant: bool
    rating: str


class _MarketReader:
    """Reads each table once, and puts one provider's facts together from them."""

    def __init__(
        self,
        *,
        service: str,
        need_category: str,
        area: str,
        cluster: str | None,
        start_on: date,
        at: datetime,
        placed: Mapping[str, Placed],
        only: str,
    ) -> None:
        self.service, self.need_category, self.area, self.cluster = service, need_category, area, cluster
        self.start_on, self.at, self.placed = start_on, at, placed
        whose = {"ref": only} if only else {}
        columns = ("pk", "ref", "name", "is_registered", "is_dormant", "rating")
        listed = Provider.objects.filter(**whose).order_by("name", "ref")
        self.providers = [_Listed(*row) for row in listed.values_list(*columns)]
        self.contracts = _contract_facts(start_on, only)
        self.rates = _rates(service, start_on)
        self.positions = dict(protocol_of(cluster, service).values_list("provider_id", "position")) if cluster else {}
        self.sanctions = self._sanctions()
        self.capacity = _free_hours(cluster, at) if cluster else {}

    def facts_of(self, provider: _Listed) -> ProviderFacts:
        contracts = self.contracts.get(provider.pk, [])
        best = best_contract(
            contracts,
            service=self.service,
            need_category=self.need_category,
            area=self.area,
            cluster=self.cluster,
            on=self.start_on,
        )
        ended = last_ended(contracts, service=self.service, area=self.area, cluster=self.cluster, on=self.start_on)
        under, kind = best or (None, Kind.NON_CONTRACTED)
        free, stale = self.capacity.get(provider.pk, (None, False))
        placed = self.placed.get(provider.ref, NOTHING_PLACED)
        return ProviderFacts(
            ref=provider.ref,
            name=provider.name,
            kind=kind,
            position=self.positions.get(provider.pk),
            is_registered=provider.is_registered,
            is_dormant=provider.is_dormant,
            rating=provider.rating,
            contract=under.ref if under else None,
            contract_kind=under.kind if under else "",
            hourly_rate=self.rates.get(under.ref) if under else None,
            accepts_need=under is None or under.accepts(self.need_category),
            sanction=self.sanctions.get(provider.pk),
            ended_contract=ended.ref if ended else None,
            ended_on=ended.to_on if ended else None,
            capacity_hours=free,
            capacity_is_stale=stale,
            hours_placed_this_month=placed.hours_this_month,
            last_placed_at=placed.last_at,
        )

    def _sanctions(self) -> dict[int, SanctionFacts]:
        today = local(self.at).date()
        scope = Q(area=None) | Q(area__ref=self.area), Q(service="") | Q(service=self.service)
        found = Sanction.objects.filter(in_force(today, max(today, self.start_on)), *scope).select_related("area")
        return {sanction.provider_id: _sanction_facts(sanction) for sanction in found.order_by("-from_on")}


def _sanction_facts(sanction: Sanction) -> SanctionFacts:
    until = f"until {day_in_words(sanction.to_on)}" if sanction.to_on else "until lifted"
    scope = scope_in_words(sanction.area.name if sanction.area else "", sanction.service)
    return SanctionFacts(ref=sanction.ref, to_on=sanction.to_on, words=f"sanction {until}: {scope}")


def _contract_facts(start_on: date, only: str) -> dict[int, list[ContractFacts]]:
    """Contracts begun by the day, by provider's id."""
    in_areas, in_clusters = Contract.areas.through.objects.all(), Contract.clusters.through.objects.all()
    begun = Contract.objects.filter(from_on__lte=start_on)
    if only:
        in_areas = in_areas.filter(contract__provider__ref=only)
        in_clusters = in_clusters.filter(contract__provider__ref=only)
        begun = begun.filter(provider__ref=only)
    areas = _refs_by_contract(in_areas.values_list("contract_id", "unit__ref"))
    clusters = _refs_by_contract(in_clusters.values_list("contract_id", "cluster__ref"))
    found: dict[int, list[ContractFacts]] = defaultdict(list)
    columns = ("pk", "provider_id", "ref", "kind", "services", "need_categories", "from_on", "to_on")
    for pk, provider, ref, kind, services, needs, from_on, to_on in begun.values_list(*columns):
        found[provider].append(
            ContractFacts(
                ref=ref,
                kind=kind,
                services=tuple(services),
                need_categories=tuple(needs),
                areas=frozenset(areas.get(pk, ())),
                clusters=frozenset(clusters.get(pk, ())),
                from_on=from_on,
                to_on=to_on,
            )
        )
    return found


def _refs_by_contract(pairs: Iterable[tuple[int, str]]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for contract, ref in pairs:
        found[contract].append(ref)
    return found


def _rates(service: str, on: date) -> dict[str, Decimal]:
    """The price in force on the day, by contract's reference."""
    found = Rate.objects.filter(service=service, from_on__lte=on).order_by("from_on")
    return dict(found.values_list("contract__ref", "hourly"))


def _free_hours(cluster: str, at: datetime) -> dict[int, tuple[Decimal | None, bool]]:
    """Free hours in the cluster by provider's id: what is fresh; only if nothing is, what is stale, marked so."""
    declared = Capacity.objects.filter(cluster__ref=cluster)
    fresh, stale = (
        Sum("weekly_hours", filter=condition) for condition in (Q(expires_at__gte=at), Q(expires_at__lt=at))
    )
    sums = declared.values_list("provider_id").annotate(fresh=fresh, stale=stale)
    return {pk: (old, True) if new is None else (new, False) for pk, new, old in sums}
