"""What the regulator publishes: its directory of locations, and its latest ratings (PRO-1)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from carewright.access.actors import Actor
from carewright.access.check import check_may
from carewright.files.cells import Cells
from carewright.files.rejects import FileKind, Outcome
from carewright.files.tables import Column, Layout, Table
from carewright.kernel.refused import WrongState
from carewright.providers.commands.imports.ending import kept
from carewright.providers.commands.register import note_regulator_change
from carewright.providers.models import Location, Provider
from carewright.providers.rules import RATINGS, rating_of
from carewright.trail.command import command, record

_LOCATION = ("location id", "cqc location id for office use only", "cqc location id", "locationid")
_PROVIDER = ("provider id", "cqc provider id for office use only", "cqc provider id")
DIRECTORY_LAYOUT = Layout(
    (
        Column("location", _LOCATION),
        Column("provider", _PROVIDER),
        Column("name", ("location name",)),
        Column("postcode", ("location postal code", "location post code"), is_needed=False),
        Column("dormant", ("dormant y n",), is_needed=False),
    )
)
RATINGS_LAYOUT = Layout(
    (
        Column("location", _LOCATION),
        Column("rating", ("latest rating", "location latest overall rating", "overall")),
        Column("published", ("publication date", "reportdate")),
        Column("provider", _PROVIDER, is_needed=False),
        Column("name", ("location name",), is_needed=False),
        Column("domain", is_needed=False),
        Column("group", ("service population group",), is_needed=False),
    )
)
MOST_GONE = 3
"""How many of our providers, or else a tenth, a directory may lack before it is taken for a part of one."""
OVERALL = "overall"


@dataclass(frozen=True)
class _Listed:
    location: str
    provider: str
    name: str
    postcode: str
    is_dormant: bool | None


@dataclass(frozen=True)
class _Rated:
    location: str
    provider: str
    name: str
    rating: str
    published: date | None


@command
def import_regulator_directory(*, table: Table, by: Actor, at: datetime) -> Outcome:
    """Compare the register with the regulator's directory: locations, dormancy, who is no longer registered (PRO-1).

    Locations of providers that aren't ours are passed over. A provider of ours that isn't in the directory is no longer
    registered; where too many aren't, the directory is taken for a part of one and refused.
    """
    check_may(by, "import_regulator_directory")
    outcome = Outcome()
    ours = {provider.regulator_id: provider for provider in Provider.objects.all()}
    listed: dict[str, list[_Listed]] = defaultdict(list)
    for _, row in outcome.understood(table.rows, _listed):
        if row.provider in ours:
            listed[row.provider].append(row)
        else:
            outcome.passed_over += 1
    _check_whole(ours, listed)
    touched = []
    for regulator_id, provider in ours.items():
        rows = listed.get(regulator_id, [])
        _write_locations(provider, rows, outcome)
        if _note(provider, rows, by=by, at=at):
            touched.append(provider.ref)
    record(kept("cqc-directory", table, outcome, providers=touched, by=by, at=at))
    return outcome


@command
def import_regulator_ratings(*, table: Table, by: Actor, at: datetime) -> Outcome:
    """Take over the latest overall ratings of our providers' locations; a provider's own is the latest of them.

    Of two of one day it is the worse. A worse one than before has to be looked into (PRO-1). Ratings of parts, and of
    others' locations, are passed over.
    """
    check_may(by, "import_regulator_ratings")
    outcome = Outcome()
    ours = {provider.regulator_id: provider for provider in Provider.objects.all()}
    locations = {location.regulator_id: location for location in Location.objects.select_related("provider")}
    latest: dict[str, _Rated] = {}
    for _, row in outcome.understood(table.rows, _rated):
        if row is None or (row.location not in locations and row.provider not in ours):
            outcome.passed_over += 1
        elif row.location in latest and _rank(latest[row.location]) >= _rank(row):
            outcome.same += 1
        else:
            outcome.same += row.location in latest
            latest[row.location] = row
    touched = _take_over(latest.values(), ours, locations, outcome)
    for provider in touched:
        _note_rating(provider, by=by, at=at)
    record(kept("cqc-ratings", table, outcome, providers=[p.ref for p in touched], by=by, at=at))
    return outcome


def _listed(cells: Cells) -> _Listed:
    return _Listed(
        location=cells.text("location"),
        provider=cells.text("provider"),
        name=cells.text("name")[:160],
        postcode=cells.optional("postcode")[:8],
        is_dormant=cells.yes("dormant"),
    )


def _rated(cells: Cells) -> _Rated | None:
    """The row's overall rating; none when it is about a part."""
    parts = {cells.optional(key).lower() for key in ("domain", "group")} - {"", OVERALL}
    if parts:
        return None
    return _Rated(
        location=cells.text("location"),
        provider=cells.optional("provider"),
        name=cells.optional("name")[:160],
        rating=rating_of(cells.text("rating")),
        published=cells.day("published"),
    )


def _rank(rated: _Rated | Location) -> tuple[date, int]:
    """Later before earlier; of one day, worse before better."""
    on = rated.published if isinstance(rated, _Rated) else rated.rated_on
    return on or date.min, RATINGS.index(rated.rating) if rated.rating else -1


def _check_whole(ours: dict[str, Provider], listed: dict[str, list[_Listed]]) -> None:
    gone = [provider for provider in ours.values() if provider.is_registered and provider.regulator_id not in listed]
    if len(gone) > max(MOST_GONE, len(ours) // 10):
        raise WrongState(
            f"{len(gone)} of the {len(ours)} providers on the register aren't in this file, so it can't be the whole "
            "directory. Load the one for all of England.",
            rule="PRO-1",
        )


def _write_locations(provider: Provider, rows: list[_Listed], outcome: Outcome) -> None:
    known = {location.regulator_id: location for location in provider.locations.all()}
    for row in rows:
        before = known.pop(row.location, None)
        if before is None:
            Location.objects.create(provider=provider, regulator_id=row.location, name=row.name, postcode=row.postcode)
            outcome.added += 1
        elif (before.name, before.postcode, before.is_registered) != (row.name, row.postcode, True):
            before.name, before.postcode, before.is_registered = row.name, row.postcode, True
            before.save(update_fields=["name", "postcode", "is_registered"])
            outcome.changed += 1
        else:
            outcome.same += 1
    provider.locations.filter(regulator_id__in=known).update(is_registered=False)


def _note(provider: Provider, rows: list[_Listed], *, by: Actor, at: datetime) -> bool:
    """Note registration and dormancy, where they changed. Dormant is a provider all of whose locations are."""
    is_registered = bool(rows)
    told = [row.is_dormant for row in rows if row.is_dormant is not None]
    is_dormant = all(told) if told else provider.is_dormant
    if (provider.is_registered, provider.is_dormant) == (is_registered, is_dormant):
        return False
    note_regulator_change(provider=provider.ref, is_registered=is_registered, is_dormant=is_dormant, by=by, at=at)
    return True


def _take_over(
    rows: Iterable[_Rated], ours: dict[str, Provider], locations: dict[str, Location], outcome: Outcome
) -> list[Provider]:
    """Write each location's rating; the providers for which one changed."""
    touched: dict[str, Provider] = {}
    for row in rows:
        location = locations.get(row.location)
        if location is None:
            location = Location(provider=ours[row.provider], regulator_id=row.location, name=row.name or row.location)
        if location.pk and _rank(location) >= _rank(row):
            outcome.same += 1
            continue
        outcome.added += location.pk is None
        outcome.changed += location.pk is not None
        location.rating, location.rated_on = row.rating, row.published
        location.save()
        touched[location.provider.ref] = location.provider
    return list(touched.values())


def _note_rating(provider: Provider, *, by: Actor, at: datetime) -> None:
    best = max(provider.locations.exclude(rated_on=None), key=_rank)
    is_newer = provider.rated_on is None or (best.rated_on or date.min) >= provider.rated_on
    if is_newer and best.rating != provider.rating:
        note_regulator_change(provider=provider.ref, rating=best.rating, rated_on=best.rated_on, by=by, at=at)


DIRECTORY = FileKind(
    name="cqc-directory",
    title="The regulator's directory",
    verb="import_regulator_directory",
    layout=DIRECTORY_LAYOUT,
    load=import_regulator_directory,
    about="For all of England, as published. A provider of ours that isn't in it is no longer registered.",
)
RATINGS_PUBLISHED = FileKind(
    name="cqc-ratings",
    title="The regulator's latest ratings",
    verb="import_regulator_ratings",
    layout=RATINGS_LAYOUT,
    load=import_regulator_ratings,
    about="As published. Our providers' overall ratings are taken over; a worse one has to be looked into.",
)
