"""[market]: looking ahead to contracts' ends, worse ratings, and how long declared capacity is fresh."""

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from carewright.kernel.refused import Fault
from carewright.policy.terms.base import Count, Table, TimeLimit, said


class MarketTerms(Table):
    """The register of providers and their contracts (PRO-1 to 3)."""

    contract_end_months: Annotated[
        tuple[Count, ...],
        Field(min_length=1),
        said("The end of a contract is planned for, months ahead", "PRO-2"),
    ]
    worse_rating_within: Annotated[TimeLimit, said("A worse rating is looked into within", "PRO-1")]
    capacity_lasts: Annotated[TimeLimit, said("Declared capacity is fresh for", "PRO-3")]

    def contradictions(self) -> Iterator[Fault]:
        """Notices that do not come nearer and nearer to the end."""
        for earlier, later in zip(self.contract_end_months, self.contract_end_months[1:], strict=False):
            if later >= earlier:
                sentence = f"{later} comes after {earlier}. Write the months from the furthest to the nearest."
                yield Fault("contract_end_months", sentence)
