"""Adding and correcting persons and those who speak for them, and looking at their record."""

from datetime import date, datetime
from typing import Any

from carewright.access.actors import Actor
from carewright.access.check import check_may
from carewright.access.models import Unit
from carewright.kernel.refused import Fault, Invalid, NotFound
from carewright.kernel.texts import faults_of_texts
from carewright.messages.wording.formats import LetterFormat
from carewright.people.events import PersonAdded, PersonCorrected, PersonViewed, RepresentativeAdded
from carewright.people.models import Person, Representative
from carewright.people.rules import faults_of_letter_format, faults_of_person, folded, postcode
from carewright.trail.command import command, record
from carewright.worktime import local

CORRECTABLE = {
    "given_name": "given name",
    "family_name": "family name",
    "known_as": "what the person is called",
    "pronoun": "pronoun",
    "born_on": "date of birth",
    "address": "address",
    "postcode": "postcode",
    "telephone": "telephone",
    "email": "email",
    "communication_need": "communication need",
    "language": "language",
    "letter_format": "how they are written to",
    "risk_note": "risk note",
    "team": "team",
}
"""What `correct_person` may change, and each in words."""


@command
def add_person(
    *,
    case_number: str,
    given_name: str,
    family_name: str,
    born_on: date,
    address: str,
    postcode: str,
    team: str,
    known_as: str = "",
    pronoun: str = "",
    telephone: str = "",
    email: str = "",
    communication_need: str = "",
    language: str = "",
    letter_format: str = LetterFormat.STANDARD,
    risk_note: str = "",
    by: Actor,
    at: datetime,
) -> Person:
    """Add a person to a team (its reference). Refused for a case number known already, and for faulty details."""
    place = team_of(team)
    check_may(by, "add_person", unit=place.path)
    person = Person(
        case_number=case_number.strip(),
        given_name=given_name.strip(),
        family_name=family_name.strip(),
        born_on=born_on,
        address=address.strip(),
        postcode=postcode,
        team=place,
        known_as=known_as.strip(),
        pronoun=pronoun.strip(),
        telephone=telephone.strip(),
        email=email.strip(),
        communication_need=communication_need.strip(),
        language=language.strip(),
        letter_format=letter_format,
        risk_note=risk_note.strip(),
        added_at=at,
    )
    _check(person, at)
    if not person.case_number:
        raise Invalid([Fault("case_number", "Enter the case number.")])
    if Person.objects.filter(case_number=person.case_number).exists():
        raise Invalid([Fault("case_number", f"There is already a person with the case number {person.case_number}.")])
    person.save()
    record(PersonAdded(person=person.ref, team=place.name))
    return person


@command
def correct_person(*, person: str, changes: dict[str, Any], by: Actor, at: datetime) -> Person:
    """Put details right; each key of `changes` is a detail (`team` by reference). What is as it was is no change."""
    found = _locked_person(person)
    check_may(by, "correct_person", unit=found.team.path)
    if unknown := sorted(set(changes) - set(CORRECTABLE)):
        raise Invalid([Fault(name, "This can't be corrected here.") for name in unknown])
    changed: list[str] = []
    for name, value in changes.items():
        if name == "team":
            value = team_of(value)
            check_may(by, "correct_person", unit=value.path)
        if getattr(found, name) != value:
            setattr(found, name, value)
            changed.append(name)
    if not changed:
        raise Invalid([Fault("", "Nothing has been changed. Change a detail first, or go back.")])
    _check(found, at)
    found.save()
    record(PersonCorrected(person=found.ref, details=tuple(CORRECTABLE[name] for name in changed)))
    return found


@command
def add_representative(
    *,
    person: str,
    kind: str,
    name: str,
    relationship: str = "",
    telephone: str = "",
    email: str = "",
    is_first_contact: bool = False,
    by: Actor,
    at: datetime,
) -> Representative:
    """Add who speaks for the person. A new first contact takes the place of the one before."""
    found = _locked_person(person)
    check_may(by, "add_representative", unit=found.team.path)
    if kind not in Representative.Kind.values:
        raise Invalid([Fault("kind", "Choose representative or advocate.")])
    if not name.strip():
        raise Invalid([Fault("name", "Enter the name.")])
    if not (telephone.strip() or email.strip()):
        raise Invalid([Fault("telephone", "Enter a telephone number or an email address.")])
    made = Representative(
        person=found,
        kind=kind,
        name=name.strip(),
        relationship=relationship.strip(),
        telephone=telephone.strip(),
        email=email.strip(),
        is_first_contact=is_first_contact,
    )
    if faults := faults_of_texts(made):
        raise Invalid(faults)
    if is_first_contact:
        found.representatives.filter(is_first_contact=True).update(is_first_contact=False)
    made.save()
    contact = ", to be contacted first" if is_first_contact else ""
    record(RepresentativeAdded(person=found.ref, representative=made.ref, kind=kind.capitalize(), contact=contact))
    return made


@command
def view_person(*, person: str, by: Actor, at: datetime) -> Person:
    """Record that the actor looks at the person's record (ROLE-8). Nothing else changes."""
    found = Person.objects.select_related("team").filter(ref=person).first()
    if found is None:
        raise NotFound
    check_may(by, "view_person", unit=found.team.path)
    record(PersonViewed(person=found.ref))
    return found


def team_of(ref: str) -> Unit:
    """The team with this reference; refused for a unit that is none."""
    team = Unit.objects.filter(ref=ref, kind=Unit.Kind.TEAM).first()
    if team is None:
        raise Invalid([Fault("team", "Choose a team.")])
    return team


def searched(person: Person) -> str:
    """What a search looks through: names, case number, postcode."""
    return folded(person.given_name, person.known_as, person.family_name, person.case_number, person.postcode)


def faults_of(person: Person, at: datetime) -> list[Fault]:
    """What is wrong with a person's details, all of it at once."""
    faults = faults_of_person(
        given_name=person.given_name,
        family_name=person.family_name,
        born_on=person.born_on,
        address=person.address,
        on=local(at).date(),
    )
    faults += faults_of_letter_format(person.letter_format, person.language)
    known = {fault.field for fault in faults}
    return faults + [fault for fault in faults_of_texts(person) if fault.field not in known]


def _check(person: Person, at: datetime) -> None:
    """Refuse faulty details; writes the postcode as it is written, and the folded search."""
    faults: list[Fault] = []
    try:
        person.postcode = postcode(person.postcode)
    except Invalid as refused:
        faults, person.postcode = refused.faults, ""
    faults = faults_of(person, at) + faults
    if faults:
        raise Invalid(faults)
    person.search = searched(person)


def _locked_person(ref: str) -> Person:
    person = Person.objects.select_for_update(of=("self",), no_key=True).select_related("team").filter(ref=ref).first()
    if person is None:
        raise NotFound
    return person
