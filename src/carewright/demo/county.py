"""Westmarch: a county that does not exist, with its areas, localities, teams, clusters and postcodes. Pure.

It lies on no land: the map is a scheme. Its MSOAs have codes beyond those that the national statistics give (E0299...),
and its postcodes begin with letters that the post has not given out (WX).
"""

from dataclasses import dataclass

from carewright.demo.chance import chance

COUNCIL = "Westmarch County Council"
DOMAIN = "westmarch.example"
LETTERS = "ABDEFGHJLNPQRSTUWXYZ"
POSTCODES_IN_AN_MSOA = 24

SOURCE_TEAMS = {
    "community": "community team",
    "short_term": "short-term pathway team",
    "enablement": "enablement team",
    "hospital": "hospital discharge team",
}
"""Each kind of team and what it is called after its locality."""

_COUNTY: dict[str, dict[str, tuple[str, ...]]] = {
    "Northmarch": {
        "Ravenstow": ("Ravenstow Castle", "Ravenstow Riverside"),
        "Kelderwick": ("Kelderwick and Oxmoor",),
        "Thornbeck": ("Thornbeck Dale",),
    },
    "Coastal": {
        "Pellhaven": ("Pellhaven Harbour", "Pellhaven Heights"),
        "Gullscar": ("Gullscar Bay",),
    },
    "Vale of Tarn": {
        "Tarnford": ("Tarnford Market", "Tarnford Mills"),
        "Millhaven": ("Millhaven and Ashcombe",),
        "Brindlecombe": ("Brindlecombe Villages",),
    },
    "Southmere": {
        "Hartsmere": ("Hartsmere Central", "Hartsmere Lakes"),
        "Willowden": ("Willowden",),
    },
}
"""Areas, their localities, and the clusters of each."""

_QUARTERS = ("Church", "Station", "Hill", "Bridge", "Common", "Park", "Priory", "Wharf")
_STREETS = (
    "High Street", "Chapel Lane", "Orchard Close", "Station Road", "Mill Lane", "Church View", "The Green",
    "Victoria Terrace", "Alder Way", "Kestrel Drive", "Quarry Bank", "Meadow Rise", "Foundry Street",
    "Priory Gardens", "Weir Street", "Long Acre", "Sycamore Avenue", "Cobbler's Row", "Beacon Road", "Ferry Lane",
)  # fmt: skip


@dataclass(frozen=True)
class Place:
    """An MSOA: its code and name, its middle on the map, and some of its postcodes (`WX1 1AA`)."""

    code: str
    name: str
    latitude: float
    longitude: float
    postcodes: tuple[str, ...]


@dataclass(frozen=True)
class ClusterPlan:
    """A cluster, its area and locality, and the MSOAs in it."""

    name: str
    area: str
    locality: str
    places: tuple[Place, ...]


@dataclass(frozen=True)
class TeamPlan:
    """A team: which of the four kinds it is of, and the address that its members share."""

    name: str
    area: str
    locality: str
    source_team: str

    @property
    def email(self) -> str:
        """The team's shared address."""
        return f"{self.name.lower().replace(' ', '.')}@{DOMAIN}"


def areas() -> tuple[str, ...]:
    """The areas' names, in order."""
    return tuple(_COUNTY)


def localities(area: str) -> tuple[str, ...]:
    """The names of an area's localities, in order."""
    return tuple(_COUNTY[area])


def teams() -> tuple[TeamPlan, ...]:
    """Four teams in each locality, one of each kind."""
    return tuple(
        TeamPlan(f"{locality} {words}", area, locality, kind)
        for area in areas()
        for locality in localities(area)
        for kind, words in SOURCE_TEAMS.items()
    )


def clusters(seed: int = 1) -> tuple[ClusterPlan, ...]:
    """The clusters with their MSOAs: four in each, laid out around the cluster's middle."""
    rng = chance(seed, "map")
    plans: list[ClusterPlan] = []
    named = [(area, locality, name) for area in areas() for locality, names in _COUNTY[area].items() for name in names]
    for number, (area, locality, name) in enumerate(named):
        row, column = divmod(number, 4)
        middle = 52.60 - 0.16 * row + rng.uniform(-0.02, 0.02), -5.40 + 0.22 * column + rng.uniform(-0.03, 0.03)
        places = tuple(_place(number, quarter, name, middle) for quarter in range(4))
        plans.append(ClusterPlan(name, area, locality, places))
    return tuple(plans)


def an_address(rng_number: int) -> str:
    """A street address, told apart by a number."""
    return f"{rng_number % 97 + 1} {_STREETS[rng_number % len(_STREETS)]}"


def _place(cluster: int, quarter: int, name: str, middle: tuple[float, float]) -> Place:
    number = cluster * 4 + quarter
    up, along = divmod(quarter, 2)
    title = f"{name.split(' and ')[0]} {_QUARTERS[number % len(_QUARTERS)]}"
    outward = f"WX{cluster + 1}"
    return Place(
        code=f"E0299{number + 1:04d}",
        name=title,
        latitude=round(middle[0] + 0.035 * (up - 0.5) * 2, 5),
        longitude=round(middle[1] + 0.05 * (along - 0.5) * 2, 5),
        postcodes=tuple(f"{outward} {quarter + 1}{_inward(n)}" for n in range(POSTCODES_IN_AN_MSOA)),
    )


def _inward(number: int) -> str:
    first, second = divmod(number * 7, len(LETTERS))
    return f"{LETTERS[first % len(LETTERS)]}{LETTERS[second]}"
