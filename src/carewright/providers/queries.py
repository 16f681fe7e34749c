"""Reads of the market. Prices only through `rates_of`, `rate_of` and `market`: see ROLE-6."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Q, QuerySet, Sum

from carewright.access.actors import Actor
from carewright.access.check import check_may, may
from carewright.kernel.money import Money
from carewright.kernel.refs import normalised
from carewright.kernel.refused import NotFound
from carewright.people.rules import folded
from carewright.providers.models import (
    Capacity,
    Cluster,
    Contract,
    Postcode,
    ProtocolPlace,
    Provider,
    Rate,
    RegulatorChange,
    Sanction,
)
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


def providers(by: Actor, search: str = "", area: str = "", service: str = "") -> QuerySet[Provider]:
    """Providers by name; a provider's user sees its own alone (ROLE-5).

    With an area or service, those that have a contract for it, whatever its dates.
    """
    found = Provider.objects.filter(_visible_to(by))
    for word in folded(search).split():
        found = found.filter(search__contains=word)
    if area or service:
        found = found.filter(pk__in=_contracted(area, service))
    return found.order_by("name", "ref")


def provider(ref: str, by: Actor) -> Provider:
    """The provider; as nonsense when the actor may not know of it."""
    asked = Provider.objects.filter(_visible_to(by), ref=normalised(ref, "PRV")).first()
    if asked is None:
        raise NotFound
    return asked


def contracts_of(provider: str, by: Actor) -> QuerySet[Contract]:
    """The provider's contracts, newest first, with areas and clusters, without prices and terms."""
    reached = Provider.objects.filter(_visible_to(by), ref=provider)
    found = Contract.objects.filter(provider__in=reached).defer("terms")
    return found.prefetch_related("areas", "clusters").order_by("-from_on", "ref")


def rates_of(provider: str, by: Actor) -> dict[str, list[Rate]]:
    """Prices by contract's reference, newest first: for those who may see them, and the provider (ROLE-6)."""
    if by.provider != provider:
        check_may(by, "see_contract_prices")
    found: dict[str, list[Rate]] = defaultdict(list)
    for rate in (
        Rate.objects.filter(contract__provider__ref=provider).select_related("contract").order_by("service", "-from_on")
    ):
        found[rate.contract.ref].append(rate)
    return dict(found)


def terms_of(provider: str, by: Actor) -> dict[str, str]:
    """Terms by contract's reference: for those who may see prices and the provider (ROLE-6)."""
    if by.provider != provider:
        check_may(by, "see_contract_prices")
    return dict(Contract.objects.filter(provider__ref=provider).values_list("ref", "terms"))


def contract(ref: str, by: Actor) -> Contract:
    """The contract with its provider, without prices; as nonsense when the actor may not know of the provider."""
    reached = Provider.objects.filter(_visible_to(by))
    found = Contract.objects.filter(provider__in=reached, ref=normalised(ref, "CON")).select_related("provider")
    asked = found.prefetch_related("areas", "clusters").first()
    if asked is None:
        raise NotFound
    return asked


def rate_of(contract: str, service: str, on: date) -> Money | None:
    """Pounds per carer-hour under the contract on the day; none when it has no price for the service then."""
    found = Rate.objects.filter(contract__ref=contract, service=service, from_on__lte=on).order_by("-from_on").first()
    return found.hourly if found else None


def cluster_of_postcode(postcode: str) -> Cluster | None:
    """The cluster of a postcode's MSOA (SRC-20); none when the postcode isn't loaded or its MSOA is in no cluster."""
    code = postcode.replace(" ", "").upper()
    found = Postcode.objects.filter(code=code).select_related("msoa__cluster__area").first()
    return found.msoa.cluster if found else None


def clusters(area: str = "") -> QuerySet[Cluster]:
    """Clusters by area and name."""
    found = Cluster.objects.select_related("area").order_by("area__name", "name")
    return found.filter(area__ref=area) if area else found


def cluster(ref: str) -> Cluster:
    """The cluster with its area and MSOAs."""
    asked = clusters().prefetch_related("msoas").filter(ref=normalised(ref, "CLU")).first()
    if asked is None:
        raise NotFound
    return asked


def protocol_of(cluster: str, service: str = "") -> QuerySet[ProtocolPlace]:
    """The order in which the cluster's providers are approached, by service."""
    found = ProtocolPlace.objects.filter(cluster__ref=cluster).select_related("provider")
    return (found.filter(service=service) if service else found).order_by("service", "position")


def protocol_places_of(provider: str, by: Actor) -> QuerySet[ProtocolPlace]:
    """The provider's places in clusters' orders. For the council: a provider isn't told its place among rivals."""
    check_may(by, "see_providers")
    found = ProtocolPlace.objects.filter(provider__ref=provider).select_related("cluster__area")
    return found.order_by("cluster__name", "service")


def capacity_of(provider: str, by: Actor) -> QuerySet[Capacity]:
    """What the provider declared free, by cluster and time of day, stale or not."""
    reached = Provider.objects.filter(_visible_to(by), ref=provider)
    return (
        Capacity.objects.filter(provider__in=reached).select_related("cluster").order_by("cluster__name", "time_of_day")
    )


def sanctions_of(provider: str, by: Actor) -> QuerySet[Sanction]:
    """The provider's sanctions, newest first, lifted ones too."""
    reached = Provider.objects.filter(_visible_to(by), ref=provider)
    return Sanction.objects.filter(provider__in=reached).select_related("area").order_by("-from_on", "ref")


def regulator_changes_of(provider: str, by: Actor) -> QuerySet[RegulatorChange]:
    """What changed in the regulator's record of the provider, newest first (PRO-1)."""
    reached = Provider.objects.filter(_visible_to(by), ref=provider)
    return RegulatorChange.objects.filter(provider__in=reached).order_by("-noticed_at", "-pk")


def sanctions_in_force(on: date) -> QuerySet[Sanction]:
    """Sanctions neither lifted nor over on the day, and begun."""
    return Sanction.objects.filter(_in_force(on, on)).select_related("provider", "area")


def market(
    *,
    service: str,
    need_category: str,
    area: str,
    cluster: str | None,
    start_on: date,
    at: datetime,
    placed: Mapping[str, Placed] | None = None,
) -> list[ProviderFacts]:
    """Every provider as a route judges it for one package, by name; the same few queries however many there are.

    `area` and `cluster` are references. A sanction counts when it is in force today, on the start date, or between.
    `placed` (by provider's reference) is what each was placed lately: who holds placements tells it.
    """
    reader = _MarketReader(
        service=service,
        need_category=need_category,
        area=area,
        cluster=cluster,
        start_on=start_on,
        at=at,
        placed=placed or {},
    )
    return [reader.facts_of(provider) for provider in reader.providers]


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
    ) -> None:
        self.service, self.need_category, self.area, self.cluster = service, need_category, area, cluster
        self.start_on, self.at, self.placed = start_on, at, placed
        self.providers = list(Provider.objects.order_by("name", "ref"))
        self.contracts = _contract_facts(start_on)
        self.rates = _rates(service, start_on)
        self.positions = dict(protocol_of(cluster, service).values_list("provider_id", "position")) if cluster else {}
        self.sanctions = self._sanctions()
        self.capacity = _free_hours(cluster, at) if cluster else {}

    def facts_of(self, provider: Provider) -> ProviderFacts:
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
        found = Sanction.objects.filter(_in_force(today, max(today, self.start_on)), *scope).select_related("area")
        return {sanction.provider_id: _sanction_facts(sanction) for sanction in found.order_by("-from_on")}


def _visible_to(by: Actor) -> Q:
    """The condition that the actor may know of the provider (ROLE-5)."""
    if may(by, "see_providers"):
        return ~Q(pk__in=[])
    return Q(ref=by.provider) if by.provider else Q(pk__in=[])


def _contracted(area: str, service: str) -> set[int]:
    """Providers with a contract for the area and service. Services are a list in JSON, which SQLite can't look into."""
    found = Contract.objects.all()
    if area:
        everywhere = Q(areas=None, clusters=None)
        found = found.filter(everywhere | Q(areas__ref=area) | Q(clusters__area__ref=area))
    return {pk for pk, services in found.values_list("provider_id", "services") if not service or service in services}


def _in_force(first: date, last: date) -> Q:
    """A sanction's condition: not lifted, and in force on some day from the first to the last."""
    return Q(lifted_at=None, from_on__lte=last) & (Q(to_on=None) | Q(to_on__gte=first))


def _sanction_facts(sanction: Sanction) -> SanctionFacts:
    until = f"until {day_in_words(sanction.to_on)}" if sanction.to_on else "until lifted"
    scope = scope_in_words(sanction.area.name if sanction.area else "", sanction.service)
    return SanctionFacts(ref=sanction.ref, to_on=sanction.to_on, words=f"sanction {until}: {scope}")


def _contract_facts(start_on: date) -> dict[int, list[ContractFacts]]:
    """Contracts begun by the day, by provider's id."""
    areas = _refs_by_contract(Contract.areas.through.objects.values_list("contract_id", "unit__ref"))
    clusters = _refs_by_contract(Contract.clusters.through.objects.values_list("contract_id", "cluster__ref"))
    found: dict[int, list[ContractFacts]] = defaultdict(list)
    columns = ("pk", "provider_id", "ref", "kind", "services", "need_categories", "from_on", "to_on")
    for pk, provider, ref, kind, services, needs, from_on, to_on in Contract.objects.filter(
        from_on__lte=start_on
    ).values_list(*columns):
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
    found: dict[int, tuple[Decimal | None, bool]] = {}
    for condition, stale in ((Q(expires_at__lt=at), True), (Q(expires_at__gte=at), False)):
        sums = declared.filter(condition).values_list("provider_id").annotate(hours=Sum("weekly_hours"))
        found |= {pk: (hours, stale) for pk, hours in sums}
    return found
