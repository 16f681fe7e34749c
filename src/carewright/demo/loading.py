"""Loading places, people and earlier packages in bulk: files in memory, by the commands that load files."""

import csv
from collections.abc import Iterable, Sequence
from datetime import datetime
from io import BytesIO, StringIO

from carewright.access.actors import Actor
from carewright.access.roles import Role
from carewright.demo.cast import Cast
from carewright.demo.chance import chance
from carewright.demo.county import clusters
from carewright.demo.market import Market
from carewright.demo.residents import Resident, held_packages, residents
from carewright.imports.commands import load_file
from carewright.packages.commands import PackageRow, load_packages
from carewright.wiring.files import KINDS
from carewright.worktime import local

_PEOPLE = (
    "case_number", "given_name", "family_name", "known_as", "pronoun", "born_on", "address", "postcode", "team",
    "telephone", "communication_need", "language", "risk_note",
)  # fmt: skip


def load_places(cast: Cast, at: datetime) -> None:
    """MSOAs with their middles, and their postcodes, in the layouts of the national files."""
    places = [place for cluster in clusters() for place in cluster.places]
    by = cast.one(Role.COMMISSIONER)
    msoas = [(place.code, place.name, place.latitude, place.longitude) for place in places]
    _load("msoas", ("msoa21cd", "msoa21nm", "lat", "long"), msoas, by, at)
    postcodes = [(postcode, place.code, "") for place in places for postcode in place.postcodes]
    _load("postcodes", ("pcds", "msoa21cd", "doterm"), postcodes, by, at)


def load_people(cast: Cast, market: Market, *, number: int, seed: int, at: datetime) -> None:
    """People known to the community teams, each with a package from before."""
    places, on = clusters(), local(at).date()
    people = list(residents(number, 1, places, on, chance(seed, "people")))
    by = cast.one(Role.ADMINISTRATOR)
    _load("people", _PEOPLE, map(_row, people), by, at)
    held = held_packages(people, places, market, on, chance(seed, "packages"))
    rows = [PackageRow(external_number=f"BEFORE-{one.case_number}", **vars(one)) for one in held]
    load_packages(rows=rows, by=by, at=at)


def _row(person: Resident) -> Sequence[object]:
    return (
        person.case_number,
        person.name.given,
        person.name.family,
        person.known_as,
        person.name.pronoun,
        person.born_on,
        person.address,
        person.postcode,
        f"{person.locality} community team",
        person.telephone,
        person.communication_need,
        person.language,
        person.risk_note,
    )


def _load(kind: str, headings: Sequence[str], rows: Iterable[Sequence[object]], by: Actor, at: datetime) -> None:
    """Load a file of this kind, none of whose rows may be rejected."""
    text = StringIO(newline="")
    csv.writer(text).writerows([headings, *rows])
    loaded = load_file(KINDS[kind], BytesIO(text.getvalue().encode()), f"westmarch-{kind}.csv", by=by, at=at)
    for reject in loaded.outcome.rejects:
        raise AssertionError(f"the county's own file of {kind}, row {reject.row.number}: {reject.reason}")
