"""Reads about persons: only those whom the one asking may know of."""

from datetime import datetime

from django.db.models import Q, QuerySet

from carewright.access.actors import Actor
from carewright.access.check import may
from carewright.access.models import Unit
from carewright.access.who_may import WHO_MAY
from carewright.kernel.refs import normalised
from carewright.kernel.refused import NotFound
from carewright.people.models import Person, Representative
from carewright.people.rules import SEEN_AGAIN_AFTER, folded
from carewright.trail.models import Event


def persons(by: Actor, search: str = "") -> QuerySet[Person]:
    """Persons of the units that the actor's roles reach, by family name; with a search, those in whose name, case
    number or postcode every word of it occurs (accents, capitals and apostrophes don't matter)."""
    found = Person.objects.filter(visible_to(by)).select_related("team")
    for word in folded(search).split():
        found = found.filter(search__contains=word)
    return found.order_by("family_name", "given_name", "ref")


def person(ref: str, by: Actor) -> Person:
    """The person, with team and representatives loaded; as nonsense when the actor may not know of them."""
    asked = persons(by).prefetch_related("representatives").filter(ref=normalised(ref, "PER")).first()
    if asked is None:
        raise NotFound
    return asked


def representatives_of(person: str, by: Actor) -> QuerySet[Representative]:
    """Who speaks for the person, the first contact first."""
    reached = Person.objects.filter(visible_to(by), ref=person)
    return Representative.objects.filter(person__in=reached).order_by("-is_first_contact", "name", "ref")


def teams(by: Actor, verb: str) -> list[Unit]:
    """The teams, with their localities, for whose people the actor has the right; by name."""
    found = Unit.objects.filter(kind=Unit.Kind.TEAM).select_related("parent").order_by("name", "ref")
    return [team for team in found if may(by, verb, unit=team.path)]


def seen_lately(person: str, by: Actor, at: datetime) -> bool:
    """Whether this actor's look at the record was recorded so short a while ago that this is the same look (ROLE-8)."""
    looks = Event.objects.filter(
        name="person.viewed", subject=person, actor=by.ref, at__gt=at - SEEN_AGAIN_AFTER, at__lte=at
    )
    return looks.exists()


def visible_to(by: Actor, team: str = "team", verb: str = "see_people") -> Q:
    """The condition that the team is one that the actor's roles reach. `team` is the path to it."""
    if not may(by, verb):
        return Q(pk__in=[])
    reached = Q(pk__in=[])
    for path in by.unit_paths(*WHO_MAY[verb].roles):
        reached |= Q(**{f"{team}__path__startswith": path}) if path else ~Q(pk__in=[])
    return reached
