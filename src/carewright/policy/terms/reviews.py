"""[reviews]: when reviews fall due, who books them, and the codes that they are recorded with (REV-1 to 8)."""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Annotated

from pydantic import AfterValidator, Field

from carewright.access.roles import Role
from carewright.kernel.refused import Fault
from carewright.policy.terms.base import Codes, Count, Table, Text, TimeLimit, said, shown


def _books(role: Role) -> Role:
    if role not in (Role.REVIEW_ADMINISTRATOR, Role.BROKER):
        raise ValueError(f"{shown(role.value)} cannot book reviews. Choose review_administrator or broker.")
    return role


Booker = Annotated[Role, AfterValidator(_books)]


class ReviewTerms(Table):
    """Reviews: their dates, appointments, paperwork and codes."""

    new_earliest: Annotated[TimeLimit, said("A new review is held at the earliest, after the start,", "REV-1")]
    new_scheduled: Annotated[TimeLimit, said("A new review is scheduled, after the start,", "REV-1")]
    new_latest: Annotated[TimeLimit, said("A new review is overdue, after the start, past", "REV-1")]
    annual_after: Annotated[TimeLimit, said("An annual review is due after the last full review by", "REV-2")]
    unplanned_within: Annotated[TimeLimit, said("An unplanned review is held within", "REV-6")]
    urgent_within: Annotated[TimeLimit, said("An urgent unplanned review is held within", "REV-6")]
    booked_weeks_ahead: Annotated[Count, said("An appointment is booked ahead of its day by weeks", "REV-3")]
    booked_within: Annotated[TimeLimit, said("The booker has at the least", "REV-3")]
    urgent_booked_within: Annotated[TimeLimit, said("For an urgent review the booker has", "REV-3", "REV-6")]
    booked_by: Annotated[Booker, said("Appointments are booked by", "REV-3")]
    booked_by_areas: Annotated[Mapping[Text, Booker], said("Appointments are booked otherwise in", "REV-3")]
    confirmed_within: Annotated[TimeLimit, said("The practitioner confirms an appointment within", "REV-3")]
    exception_within: Annotated[TimeLimit, said("A team manager decides on a likely exception within", "REV-8")]
    paperwork_within: Annotated[TimeLimit, said("After a review its paperwork goes to the person within", "REV-5")]
    recorded_within: Annotated[TimeLimit, said("After the paperwork is received the record is updated within", "REV-5")]
    contact_methods: Annotated[Codes, said("Ways of contact", "REV-4", unit="codes")]
    increase_causes: Annotated[Codes, said("Causes of an increase", "REV-4", "AUD-6", unit="codes")]
    exceptions: Annotated[Codes, Field(min_length=1), said("Likely exceptions", "REV-8", unit="codes")]

    def contradictions(self) -> Iterator[Fault]:
        """Dates of a new review that do not follow one another."""
        names = ("new_earliest", "new_scheduled", "new_latest")
        for earlier, later in pairwise(names):
            first, second = getattr(self, earlier), getattr(self, later)
            if first.unit != second.unit:
                sentence = f"“{first}” cannot be compared with {later}, “{second}”. Write both in the same unit."
                yield Fault(earlier, sentence)
            elif first.amount > second.amount:
                yield Fault(earlier, f"“{first}” must not be longer than {later}, which is “{second}”.")

    def booker_in(self, area_name: str) -> Role:
        """Who books appointments in an area: as the area has it, else as the council has it (REV-3)."""
        return self.booked_by_areas.get(area_name, self.booked_by)
