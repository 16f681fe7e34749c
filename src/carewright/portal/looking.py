"""A look at a person is recorded, once in a quarter of an hour (ROLE-8)."""

from carewright.look.page import Request
from carewright.packages.commands import view_own_person
from carewright.people.queries import seen_lately


def look_at(request: Request, person: str) -> None:
    """Record that whoever asks sees the person's details on this page."""
    if not seen_lately(person, request.actor, request.at):
        view_own_person(person=person, by=request.actor, at=request.at)
