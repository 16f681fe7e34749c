"""Sixty care providers that do not exist: their contracts, places, prices, and how good they are. Pure."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from carewright.demo.chance import chance, drawn
from carewright.demo.county import ClusterPlan, areas, clusters

HOME_CARE = "home_care"
OTHER_SERVICES = ("supported_living", "community_support", "day_services", "extra_care", "live_in_care")
RATES = {
    HOME_CARE: Decimal("23.60"),
    "supported_living": Decimal("21.80"),
    "community_support": Decimal("20.40"),
    "day_services": Decimal("17.20"),
    "extra_care": Decimal("22.40"),
    "live_in_care": Decimal("12.20"),
}
"""Pounds a carer-hour, about which the providers' own prices lie."""
FEWEST_IN_A_CLUSTER = 4
_BARRED = {
    6: "Missed visits in three of the last four weeks; an improvement plan is under way.",
    19: "No registered manager in post.",
}

Protocol = dict[str, tuple[str, ...]]

_CLUSTER_PROVIDERS = (
    "Lanternlight Care", "Wrenfield Homecare", "Saltmarsh Care at Home", "Oxmoor Carers", "Tarnside Homecare",
    "Brindle Care", "Fennel House Care", "Gullwing Homecare", "Hearthstone and Daughters", "Ironmill Lane Care",
    "Juniper Row Homecare", "Kelder Valley Carers", "Larkrise Lane Care", "Marchlands Homecare", "Nettlebed Care",
    "Orchard Gate Homecare", "Pellwater Care", "Quayside Carers", "Ravenhill Homecare", "Sandpiper Lane Care",
    "Thimble Hall Homecare", "Umberley Care", "Veldale Carers", "Willowden Homecare", "Yarrow Street Care",
    "Amberley Weir Homecare", "Beckfoot Carers", "Cinder Path Care", "Dovecote Lane Homecare", "Elderwick Care",
    "Foxglove Terrace Care", "Greenshank Homecare", "Hartsmere Carers", "Inglenook Row Care",
)  # fmt: skip
_OTHER_CONTRACTED = (
    "Westmarch Community Care", "Penny Lane Support", "Three Rivers Living", "Applecross Support",
    "Bellwether Living", "Copperfield Support", "Daybreak Lane Centres", "Evergreen Row Living",
    "Fairway Gate Support", "Goldcrest Living", "Homestead March Care", "Ivory Gate Live-in", "Jackdaw Support",
    "Kingfisher Row Living",
)  # fmt: skip
_NON_CONTRACTED = (
    "Moorgate Lane Carers", "New Leaf March Care", "Old Forge Homecare", "Primrose Bank Care",
    "Quince Tree Carers", "Rosehip Homecare", "Swallowtail Care", "Teasel Carers", "Upper Weir Homecare",
    "Violet Bank Care", "Windrush Row Care", "Yewtree Gate Carers",
)  # fmt: skip

_RATINGS = {"Outstanding": 8, "Good": 74, "Requires improvement": 10, "": 8}
_GOOD_ENOUGH = {"Outstanding": 15, "Good": 85}
_NEEDS_LEFT_OUT = (
    ("substance_misuse",),
    ("acquired_brain_injury", "substance_misuse"),
    ("mental_health",),
    (),
    (),
    (),
)


@dataclass(frozen=True)
class ContractPlan:
    """A contract to be made: its kind, services with prices, and the clusters (by name) or areas that it is for."""

    kind: str
    rates: dict[str, Decimal]
    areas: tuple[str, ...]
    clusters: tuple[str, ...]
    from_on: date
    to_on: date | None
    leaves_out: tuple[str, ...] = ()


@dataclass(frozen=True)
class ProviderPlan:
    """A provider, its people's addresses, its contracts, and the hours a week that it declares free in clusters."""

    name: str
    regulator_id: str
    rating: str
    rated_on: date | None
    address: str
    telephone: str
    contracts: tuple[ContractPlan, ...]
    capacity: dict[str, Decimal]
    is_dormant: bool = False
    sanction: str = ""

    @property
    def domain(self) -> str:
        """The domain of its addresses."""
        return f"{''.join(c for c in self.name.lower() if c.isalnum())}.example"

    @property
    def coordinator(self) -> str:
        """The address that offers go to."""
        return f"coordinator@{self.domain}"

    @property
    def manager(self) -> str:
        """The address of its senior representative."""
        return f"manager@{self.domain}"

    def works_in_areas(self, on: date) -> bool:
        """Whether it holds a contract for areas that still runs on the day."""
        return any(c.kind == "other_contracted" and c.to_on is not None and c.to_on >= on for c in self.contracts)


@dataclass(frozen=True)
class Market:
    """The providers, and each cluster's protocol order for home care (providers' names, first to last)."""

    providers: tuple[ProviderPlan, ...]
    protocol: Protocol


def market(seed: int, on: date) -> Market:
    """The market as it stands on a day."""
    rng = chance(seed, "market")
    protocol = _protocol(rng)
    plans = [_cluster_provider(n, name, protocol, on, rng) for n, name in enumerate(_CLUSTER_PROVIDERS)]
    first = len(plans)
    plans += [_other_contracted(first + n, name, on, rng) for n, name in enumerate(_OTHER_CONTRACTED)]
    first = len(plans)
    plans += [_non_contracted(first + n, name, on, rng) for n, name in enumerate(_NON_CONTRACTED)]
    return Market(tuple(plans), protocol)


def _protocol(rng: Random) -> Protocol:
    """Four or five providers to a cluster. The first provider of all heads the first two clusters."""
    plans = clusters()
    order: dict[str, list[str]] = {cluster.name: [] for cluster in plans}
    for cluster in plans[:2]:
        order[cluster.name].append(_CLUSTER_PROVIDERS[0])
    for number, name in enumerate(_CLUSTER_PROVIDERS[1:], start=1):
        for cluster in _near(plans, number, rng):
            order[cluster.name].append(name)
    for cluster in plans:
        nearby = [name for other in plans if other.area == cluster.area for name in order[other.name][1:]]
        names = list(dict.fromkeys([*order[cluster.name], *nearby]))
        order[cluster.name] = names[: max(FEWEST_IN_A_CLUSTER, len(set(order[cluster.name])))]
    return {name: tuple(names) for name, names in order.items()}


def _near(plans: tuple[ClusterPlan, ...], number: int, rng: Random) -> list[ClusterPlan]:
    home = plans[number % len(plans)]
    beside = [plan for plan in plans if plan.area == home.area and plan != home]
    return [home, *rng.sample(beside, k=min(len(beside), rng.choice((0, 1, 1, 2))))]


def _cluster_provider(
    number: int, name: str, protocol: dict[str, tuple[str, ...]], on: date, rng: Random
) -> ProviderPlan:
    held = tuple(cluster for cluster, names in protocol.items() if name in names)
    leaves_out = rng.choice(_NEEDS_LEFT_OUT) if number else ()
    contract = ContractPlan("cluster", _rates((HOME_CARE,), rng), (), held, _april(on), _april(on, 4), leaves_out)
    plan = _provider(number, name, drawn(_RATINGS, rng) if number else "Good", on, rng, (contract,))
    capacity = {
        cluster: Decimal(rng.choice((7, 10, 14, 20, 28, 35))) for cluster in held if number == 0 or rng.random() < 0.6
    }
    barred = {
        6: "Missed visits in three of the last four weeks; an improvement plan is under way.",
        19: "No registered manager in post.",
    }
    return ProviderPlan(**vars(plan) | {"capacity": capacity, "sanction": barred.get(number, "")})


def _other_contracted(number: int, name: str, on: date, rng: Random) -> ProviderPlan:
    """One in three works everywhere, the rest in two areas; one in four gives home care besides support and days."""
    wide = number % 3 == 0
    where = areas() if wide else tuple(rng.sample(areas(), k=2))
    services = (
        (HOME_CARE, *rng.sample(OTHER_SERVICES, k=2)) if number % 2 == 0 else tuple(rng.sample(OTHER_SERVICES, k=3))
    )
    contract = ContractPlan("other_contracted", _rates(services, rng), where, (), _april(on), _april(on, 3))
    return _provider(number, name, drawn(_RATINGS, rng), on, rng, (contract,))


def _non_contracted(number: int, name: str, on: date, rng: Random) -> ProviderPlan:
    """No contract that still runs; one in three had one until last March. The last of all is dormant."""
    ended = ContractPlan(
        "other_contracted", _rates((HOME_CARE,), rng), areas()[:2], (), _april(on, -3), _april(on) - timedelta(1)
    )
    rating = drawn(_GOOD_ENOUGH, rng) if number % 4 else drawn(_RATINGS, rng)
    plan = _provider(number, name, rating, on, rng, (ended,) if number % 3 == 0 else ())
    return replace(plan, is_dormant=name == _NON_CONTRACTED[-1])


def _provider(  # noqa: PLR0917 - private, called on three lines, and all six are plain to see
    number: int, name: str, rating: str, on: date, rng: Random, contracts: tuple[ContractPlan, ...]
) -> ProviderPlan:
    return ProviderPlan(
        name=name,
        regulator_id=f"9-9{number:02d}{rng.randrange(10**6):06d}",
        rating=rating,
        rated_on=on - timedelta(days=rng.randrange(60, 1400)) if rating else None,
        address=f"Unit {number % 9 + 1}, {name.split()[0]} Works, Westmarch",
        telephone=f"01632 960{number:03d}",
        contracts=contracts,
        capacity={},
    )


def _rates(services: tuple[str, ...], rng: Random) -> dict[str, Decimal]:
    return {service: RATES[service] + Decimal(rng.randrange(-90, 160)) / 100 for service in services}


def _april(on: date, years: int = 0) -> date:
    """The first of April of the financial year of the day, so many years on; the last year's end is in March."""
    start = date(on.year if on >= date(on.year, 4, 1) else on.year - 1, 4, 1)
    moved = start.replace(year=start.year + years)
    return moved if years <= 0 else moved - timedelta(days=1)
