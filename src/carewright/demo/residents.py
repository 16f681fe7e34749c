"""People who draw on care, and the packages that they had before the demonstration begins. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from carewright.demo.chance import drawn
from carewright.demo.county import ClusterPlan, an_address
from carewright.demo.market import HOME_CARE, Market, ProviderPlan
from carewright.demo.names import Name, Names

_COMMUNICATION = {
    "": 62,
    "Prefers calls after 10am, hard of hearing": 6,
    "Hard of hearing: speak slowly, or write": 6,
    "Large print, please": 5,
    "Speak to the representative first": 6,
    "Uses a word board; allow time": 3,
    "British Sign Language, through an interpreter": 2,
    "Short sentences, one thing at a time": 6,
    "Easy read letters": 4,
}
_RISKS = {
    "": 80,
    "Falls risk: two falls in the last three months": 6,
    "Dog at the address; ask for it to be shut away": 3,
    "Oxygen in use: no smoking or candles": 2,
    "Moving and handling plan: hoist, two carers": 4,
    "Key safe: ask the team for the code": 5,
}
_CALLED = {
    "Albert": "Bert", "Barbara": "Babs", "Bernard": "Bernie", "Christine": "Chris", "Dorothy": "Dot", "Edwin": "Ted",
    "Frederick": "Fred", "Geoffrey": "Geoff", "Gwendoline": "Gwen", "Kenneth": "Ken", "Leonard": "Len",
    "Leslie": "Les", "Margaret": "Peggy", "Marjorie": "Madge", "Patricia": "Pat", "Raymond": "Ray", "Reginald": "Reg",
    "Ronald": "Ron", "Rosemary": "Rose", "Susan": "Sue", "Walter": "Wally", "Winifred": "Win",
}  # fmt: skip
_RELATIONSHIPS = {"Daughter": 34, "Son": 26, "Wife": 10, "Husband": 10, "Niece": 6, "Neighbour": 8, "Friend": 6}
_SHARE_SOON, _SOON, _LATER = 0.04, 85, 112
"""One in 25 packages from before has its anniversary from so many days on; the others, two weeks after the end."""
_HOURS = {
    Decimal(h): w for h, w in (("3.5", 6), ("7", 22), ("10.5", 20), ("14", 24), ("17.5", 8), ("21", 12), ("28", 8))
}


@dataclass(frozen=True)
class Speaker:
    """Who speaks for somebody."""

    name: str
    relationship: str
    telephone: str


@dataclass(frozen=True)
class Resident:
    """Somebody to be added: details, and the locality whose teams know them."""

    case_number: str
    name: Name
    known_as: str
    born_on: date
    address: str
    postcode: str
    telephone: str
    communication_need: str
    language: str
    risk_note: str
    area: str
    locality: str
    speaker: Speaker | None


@dataclass(frozen=True)
class Held:
    """A package that somebody has already; its provider by the regulator's number."""

    case_number: str
    regulator_id: str
    service: str
    weekly_hours: Decimal
    carers: int
    rate: Decimal
    from_on: date


def residents(number: int, first: int, clusters: tuple[ClusterPlan, ...], on: date, rng: Random) -> Iterator[Resident]:
    """So many people over the county; their case numbers count from `first`."""
    names = Names(rng)
    for n in range(first, first + number):
        yield a_resident(n, rng.choice(clusters), on, names, rng)


def a_resident(number: int, cluster: ClusterPlan, on: date, names: Names, rng: Random) -> Resident:
    """Somebody who lives in the cluster."""
    name = names.another()
    place = rng.choice(cluster.places)
    age = round(rng.triangular(19, 101, 84))
    speaks = rng.random() < 0.55
    return Resident(
        case_number=f"WM{number:06d}",
        name=name,
        known_as=_CALLED.get(name.given, "") if rng.random() < 0.5 else "",
        born_on=on - timedelta(days=age * 365 + rng.randrange(365)),
        address=f"{an_address(rng.randrange(97 * 20))}, {place.name}",
        postcode=rng.choice(place.postcodes),
        telephone=f"01632 961{rng.randrange(1000):03d}",
        communication_need=drawn(_COMMUNICATION, rng),
        language=name.language if rng.random() < 0.4 else "",
        risk_note=drawn(_RISKS, rng),
        area=cluster.area,
        locality=cluster.locality,
        speaker=_a_speaker(name, names, rng) if speaks else None,
    )


def weekly_hours(rng: Random) -> Decimal:
    """Hours a week, as packages of home care mostly are: multiples of half an hour a day."""
    return drawn(_HOURS, rng)


def held_packages(
    people: list[Resident], clusters: tuple[ClusterPlan, ...], market: Market, on: date, rng: Random
) -> Iterator[Held]:
    """A package for each of these people, mostly home care from a provider of their cluster."""
    providers = {plan.name: plan for plan in market.providers}
    by_postcode = {p: cluster for cluster in clusters for place in cluster.places for p in place.postcodes}
    others = [
        plan
        for plan in market.providers
        if any(c.kind == "other_contracted" and c.to_on and c.to_on > on for c in plan.contracts)
    ]
    for person in people:
        near = [providers[name] for name in market.protocol[by_postcode[person.postcode].name]]
        yield _held(person, rng.choice(near if rng.random() < 0.86 else others), on, rng)


def _held(person: Resident, provider: ProviderPlan, on: date, rng: Random) -> Held:
    contract = provider.contracts[0]
    service = HOME_CARE if contract.kind == "cluster" else rng.choice(list(contract.rates))
    return Held(
        case_number=person.case_number,
        regulator_id=provider.regulator_id,
        service=service,
        weekly_hours=weekly_hours(rng),
        carers=2 if service == HOME_CARE and rng.random() < 0.16 else 1,
        rate=contract.rates[service],
        from_on=_began(on, rng),
    )


def _began(on: date, rng: Random) -> date:
    """A day of the last six years, such that few of its anniversaries, when reviews are due, come in the next weeks."""
    first = _SOON if rng.random() < _SHARE_SOON else _LATER
    return on - timedelta(days=365 * rng.randrange(1, 7) - rng.randrange(first, 335))


def _a_speaker(person: Name, names: Names, rng: Random) -> Speaker:
    relationship = drawn(_RELATIONSHIPS, rng)
    other = names.another()
    family = person.family if relationship in {"Son", "Wife", "Husband"} else other.family
    return Speaker(f"{other.given} {family}", relationship, f"01632 962{rng.randrange(1000):03d}")
