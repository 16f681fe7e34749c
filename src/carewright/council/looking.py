"""That somebody looked at a page about a person is recorded (ROLE-8)."""

from typing import TYPE_CHECKING

from carewright.access.check import may
from carewright.look.page import Request
from carewright.people.commands import view_person
from carewright.people.queries import seen_lately

if TYPE_CHECKING:
    from carewright.people.models import Person


def note_look(request: Request, person: "Person") -> None:
    """Record the look, once in a quarter of an hour.

    Who sees the page because their team referred the person, and not the person's record, is not kept from the page.
    """
    by, at = request.actor, request.at
    if may(by, "view_person", unit=person.team.path) and not seen_lately(person.ref, by, at):
        view_person(person=person.ref, by=by, at=at)
