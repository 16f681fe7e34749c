"""[suspensions], [personal_budget], [council_changes]: pauses, what people are told they pay, the council's changes."""

from collections.abc import Iterator
from typing import Annotated

from pydantic import BeforeValidator, Field

from carewright.kernel.refused import Fault
from carewright.policy.terms.base import Codes, Hours, Percent, Table, TimeLimit, said, whole

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


class PersonalBudgetTerms(Table):
    """What the person is told of what they pay (CHG-5)."""

    letter_within: Annotated[TimeLimit, said("An amended personal budget letter is sent within", "CHG-5")]


class CouncilChangeTerms(Table):
    """When a practitioner's change is small enough for the provider that has the package (VAR-1)."""

    same_provider_hours: Annotated[
        Hours, said("Hours a week more, at most, for the same provider without a search", "VAR-1", unit="hours")
    ]
    same_provider_percent: Annotated[
        Percent, said("Of the hours ordered, at most, for the same provider without a search", "VAR-1", unit="percent")
    ]
    decide_within: Annotated[TimeLimit, said("The broker decides: same provider, or find one, within", "VAR-1")]
