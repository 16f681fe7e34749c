"""Reads of the register, contracts, capacity, sanctions. Prices only through `rates_of` and `rate_of`: see ROLE-6."""

from collections import defaultdict
from datetime import date

from django.db.models import Q, QuerySet

from carewright.access.actors import Actor
from carewright.access.check import check_may, may
from carewright.kernel.money import Money
from carewright.kernel.refs import normalised
from carewright.kernel.refused import NotFound
from carewright.people.rules import folded
from carewright.providers.models import Capacity, Contract, Provider, Rate, RegulatorChange, Sanction


def providers(by: Actor, search: str = "", area: str = "", service: str = "") -> QuerySet[Provider]:
    """Providers by name; a provider's user sees its own alone (ROLE-5).

    With an area or service, those that have a contract for it, whatever its dates.
    """
    found = Provider.objects.filter(visible_to(by))
    for word in folded(search).split():
        found = found.filter(search__contains=word)
    if area or service:
        found = found.filter(pk__in=_contracted(area, service))
    return found.order_by("name", "ref")


def provider(ref: str, by: Actor) -> Provider:
    """The provider; as nonsense when the actor may not know of it."""
    asked = Provider.objects.filter(visible_to(by), ref=normalised(ref, "PRV")).first()
    if asked is None:
        raise NotFound
    return asked


def contracts_of(provider: str, by: Actor) -> QuerySet[Contract]:
    """The provider's contracts, newest first, with areas and clusters, without prices and terms."""
    reached = Provider.objects.filter(visible_to(by), ref=provider)
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
    reached = Provider.objects.filter(visible_to(by))
    found = Contract.objects.filter(provider__in=reached, ref=normalised(ref, "CON")).select_related("provider")
    asked = found.prefetch_related("areas", "clusters").first()
    if asked is None:
        raise NotFound
    return asked


def rate_of(contract: str, service: str, on: date) -> Money | None:
    """Pounds per carer-hour under the contract on the day; none when it has no price for the service then."""
    found = Rate.objects.filter(contract__ref=contract, service=service, from_on__lte=on).order_by("-from_on").first()
    return found.hourly if found else None


def capacity_of(provider: str, by: Actor) -> QuerySet[Capacity]:
    """What the provider declared free, by cluster and time of day, stale or not."""
    reached = Provider.objects.filter(visible_to(by), ref=provider)
    return (
        Capacity.objects.filter(provider__in=reached).select_related("cluster").order_by("cluster__name", "time_of_day")
    )


def sanctions_of(provider: str, by: Actor) -> QuerySet[Sanction]:
    """The provider's sanctions, newest first, lifted ones too."""
    reached = Provider.objects.filter(visible_to(by), ref=provider)
    return Sanction.objects.filter(provider__in=reached).select_related("area").order_by("-from_on", "ref")


def regulator_changes_of(provider: str, by: Actor) -> QuerySet[RegulatorChange]:
    """What changed in the regulator's record of the provider, newest first (PRO-1)."""
    reached = Provider.objects.filter(visible_to(by), ref=provider)
    return RegulatorChange.objects.filter(provider__in=reached).order_by("-noticed_at", "-pk")


def sanctions_in_force(on: date) -> QuerySet[Sanction]:
    """Sanctions neither lifted nor over on the day, and begun."""
    return Sanction.objects.filter(in_force(on, on)).select_related("provider", "area")


def visible_to(by: Actor) -> Q:
    """The condition that the actor may know of the provider (ROLE-5)."""
    if may(by, "see_providers"):
        return ~Q(pk__in=[])
    return Q(ref=by.provider) if by.provider else Q(pk__in=[])


def in_force(first: date, last: date) -> Q:
    """A sanction's condition: not lifted, and in force on some day from the first to the last."""
    return Q(lifted_at=None, from_on__lte=last) & (Q(to_on=None) | Q(to_on__gte=first))


def _contracted(area: str, service: str) -> set[int]:
    """Providers with a contract for the area and service. Services are a list in JSON, which SQLite can't look into."""
    found = Contract.objects.all()
    if area:
        everywhere = Q(areas=None, clusters=None)
        found = found.filter(everywhere | Q(areas__ref=area) | Q(clusters__area__ref=area))
    return {pk for pk, services in found.values_list("provider_id", "services") if not service or service in services}
