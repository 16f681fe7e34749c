"""To whom letters about a person's review go: the person, and next of kin (REV-3)."""

from dataclasses import dataclass

from carewright.people.models import Person, Representative
from carewright.reviews.models import Review


@dataclass(frozen=True)
class Addressed:
    """One addressee. `key`: the reference of the person or representative; next of kin have no postal address here."""

    key: str
    name: str
    email: str
    address: tuple[str, ...] = ()
    speaks_for: str = ""


def addressees_of(review: Review) -> list[Addressed]:
    """The person, the first contact among those who speak for them, and any advocate."""
    person: Person = review.package.person
    found = [Addressed(person.ref, person.name, person.email, (person.address, person.postcode))]
    others = list(person.representatives.order_by("-is_first_contact", "name", "pk"))
    kin = [one for one in others if one.kind == Representative.Kind.REPRESENTATIVE][:1]
    advocates = [one for one in others if one.kind == Representative.Kind.ADVOCATE]
    return found + [Addressed(one.ref, one.name, one.email, (), person.name) for one in [*kin, *advocates]]
