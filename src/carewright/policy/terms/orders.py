"""[suspensions]: who pays while care is suspended."""

from collections.abc import Iterator
from typing import Annotated

from pydantic import BeforeValidator, Field

from carewright.kernel.refused import Fault
from carewright.policy.terms.base import Codes, Table, TimeLimit, said, whole

Days = Annotated[int, BeforeValidator(whole), Field(ge=0, le=365)]
WholePercent = Annotated[int, BeforeValidator(whole), Field(ge=0, le=100)]


class SuspensionTerms(Table):
    """Packages without care for a time (ORD-3)."""

    reasons: Annotated[Codes, said("Reasons for a suspension", "ORD-3", unit="codes")]
    retainer_days: Annotated[Days, said("Days for which a retainer is paid", "ORD-3")]
    retainer_percent: Annotated[WholePercent, said("Retainer, of the weekly cost", "ORD-3", unit="percent")]
    look_again_after: Annotated[TimeLimit, said("Without an expected return, looked at again after", "ORD-3")]

    provider_confirms_days_back: Annotated[
        Days, said("A provider confirms that care resumed at most so many days back", "ORD-3")
    ]

    def contradictions(self) -> Iterator[Fault]:
        """A retainer of nothing for some days."""
        if self.retainer_days and not self.retainer_percent:
            yield Fault("retainer_percent", "A retainer is paid for some days, so it must be more than 0 percent.")
