"""Operations about persons."""

from ninja import Query

from carewright.api.looks import note_look
from carewright.api.operations import Area
from carewright.api.paging import Page, Paging, paged
from carewright.api.schemas.fields import Line, PathRef
from carewright.api.schemas.people import (
    PersonCorrection,
    PersonRow,
    PersonShown,
    PersonToAdd,
    RepresentativeShown,
    RepresentativeToAdd,
)
from carewright.api.schemas.trail import TimelineEntry
from carewright.api.timelines import timeline_page
from carewright.look.page import Request
from carewright.people import commands, queries

area = Area("People")


@area.reads("/people", "see_people")
def list_people(request: Request, page: Query[Paging], search: Line = "") -> Page[PersonRow]:
    """Persons of the units that the key's roles reach.

    `search`: words that occur in name, case number or postcode; accents and capitals don't matter.
    """
    found = queries.persons(request.actor, search)
    return paged(request, found, page, order=("added_at", "ref"), shown=PersonRow.model_validate)


@area.reads("/people/{ref}", "see_people")
def get_person(request: Request, ref: PathRef) -> PersonShown:
    """A person's record. That it was looked at is recorded, with who and when (ROLE-8)."""
    person = queries.person(ref, request.actor)
    note_look(request, person)
    return PersonShown.model_validate(person)


@area.reads("/people/{ref}/timeline", "see_people")
def get_person_timeline(request: Request, page: Query[Paging], ref: PathRef) -> Page[TimelineEntry]:
    """What happened about a person, newest first, in plain sentences (TRAIL-3)."""
    return timeline_page(request, page, queries.person(ref, request.actor).ref)


@area.writes("/people", "add_person", status=201)
def add_person(request: Request, asked: PersonToAdd) -> PersonShown:
    """Add a person to a team. Refused for a case number known already."""
    return PersonShown.model_validate(commands.add_person(**asked.told(), by=request.actor, at=request.at))


@area.writes("/people/{ref}", "correct_person", method="PATCH")
def correct_person(request: Request, ref: PathRef, asked: PersonCorrection) -> PersonShown:
    """Put a person's details right."""
    corrected = commands.correct_person(person=ref, changes=asked.changes(), by=request.actor, at=request.at)
    return PersonShown.model_validate(corrected)


@area.writes("/people/{ref}/representatives", "add_representative", status=201)
def add_representative(request: Request, ref: PathRef, asked: RepresentativeToAdd) -> RepresentativeShown:
    """Add who speaks for a person. A new first contact takes the place of the one before."""
    made = commands.add_representative(person=ref, **asked.told(), by=request.actor, at=request.at)
    return RepresentativeShown.model_validate(made)
