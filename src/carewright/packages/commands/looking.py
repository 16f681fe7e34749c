"""A provider's look at a person whose care it has or may take (ROLE-8)."""

from datetime import datetime

from carewright.access.actors import Actor
from carewright.access.check import check_may
from carewright.kernel.refused import NotFound
from carewright.packages.queries import holds_care_of
from carewright.people.events import PersonViewed
from carewright.sourcing.queries import is_released_to
from carewright.trail.command import command, record
from carewright.worktime import local


@command
def view_own_person(*, person: str, by: Actor, at: datetime) -> None:
    """Record that somebody of a provider looks at a person's details (ROLE-8). Nothing else changes.

    As nonsense unless the provider may know the person now: released to it, or cared for by it (ROLE-7).
    """
    check_may(by, "view_own_person", provider=by.provider)
    if not (is_released_to(person, by.provider) or holds_care_of(person, by.provider, local(at).date())):
        raise NotFound
    record(PersonViewed(person=person))
