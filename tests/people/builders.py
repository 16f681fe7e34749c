"""Persons, added by the real commands."""

from datetime import date, datetime
from itertools import count
from typing import Any

from carewright.access.actors import Actor
from carewright.access.models import Unit
from carewright.access.roles import Role
from carewright.people.commands import add_person, add_representative
from carewright.people.models import Person, Representative
from tests.builders import SET_UP
from tests.conftest import actor

_numbers = count(100_001)
EDITH: dict[str, Any] = {
    "given_name": "Edith",
    "family_name": "Attwood",
    "pronoun": "she",
    "born_on": date(1938, 5, 14),
    "address": "14 Seaview Road, Whitstable",
    "postcode": "CT5 1AB",
    "telephone": "01632 960111",
    "communication_need": "Prefers calls after 10am, hard of hearing",
}


def a_person(team: Unit, *, by: Actor | None = None, at: datetime = SET_UP, **details: Any) -> Person:
    """Edith Attwood of CT5 1AB, or whoever the details say, with a case number of her own."""
    told: dict[str, Any] = {"case_number": f"W{next(_numbers)}"} | EDITH | details
    return add_person(**told, team=team.ref, by=by or actor(Role.PRACTITIONER, unit=team), at=at)


def a_representative(person: Person, *, at: datetime = SET_UP, **details: Any) -> Representative:
    """Her daughter, to be contacted first."""
    told: dict[str, Any] = {
        "kind": "representative",
        "name": "Joan Attwood",
        "relationship": "daughter",
        "telephone": "01632 960222",
        "is_first_contact": True,
    }
    return add_representative(person=person.ref, **(told | details), by=actor(Role.PRACTITIONER), at=at)
