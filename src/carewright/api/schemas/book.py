"""The order book: any day as known on any day, what is owed because of it, and what is done to a package."""

from datetime import date, datetime
from typing import Any

from pydantic import Field

from carewright.api.schemas.fields import AmountShown, Asked, Day, Hours, Line, Note, Pounds, Ref, RefOf, Shown, Word

NOT_SEEN = "null for who may not see prices (ROLE-6)"


class BookRowShown(Shown):
    """A part of a package as ordered from one day to another: a provider's care, or money in its place (ORD-5)."""

    part: int = Field(description="Which part; 0: a direct payment or service fund.")
    provider: Ref | None = Field(description="The provider's reference; null: a direct payment.")
    held_by: str = Field(description="Whose part it is, in words.")
    service: str = Field(description="The service's code; empty for money.")
    weekly_hours: AmountShown = Field(description="Hours a week.")
    ordered_hours: AmountShown = Field(description="As originally ordered, which tolerance is measured from (CHG-2).")
    carers: int = Field(description="Carers at each visit.")
    visits: list[str] = Field(description="Planned times; empty: as agreed with the person.")
    from_on: date = Field(description="First day.")
    to_on: date | None = Field(description="Last day, included; null: without an end.")
    is_suspended: bool = Field(description="Whether care pauses (ORD-3).")
    paid_percent: int = Field(description="So much of the cost is paid; 100 unless suspended.")
    rate: AmountShown | None = Field(description=f"Pounds per carer-hour; {NOT_SEEN}, and of money.")
    weekly_cost: AmountShown | None = Field(description=f"Pounds paid a week; {NOT_SEEN}.")


class BookShown(Shown):
    """What was ordered for a day, as known on a day (ORD-2)."""

    package: Ref = Field(description="The package's reference.")
    on: date = Field(description="For this day.")
    known_on: date = Field(description="As known at the end of this day in London.")
    weekly_hours: AmountShown = Field(description="Hours a week in all.")
    weekly_cost: AmountShown | None = Field(description=f"Pounds paid a week in all; {NOT_SEEN}.")
    parts: list[BookRowShown] = Field(description="What was ordered; empty: nothing.")


class ChargeShown(Shown):
    """A part's week: what is due and what it costs, as known now (ORD-2)."""

    part: int = Field(description="Which part; 0: a direct payment or service fund.")
    provider: str = Field(description="The provider's reference; empty: a direct payment.")
    held_by: str = Field(description="Whose part it is, in words.")
    from_on: date = Field(description="First day.")
    to_on: date = Field(description="Last day, included.")
    hours: AmountShown = Field(description="Hours of care due.")
    cost: AmountShown | None = Field(description=f"Pounds; {NOT_SEEN}.")
    adjusted_hours: AmountShown = Field(description="Of the hours, what was found after the days were over.")
    adjusted: AmountShown | None = Field(
        description=f"Of the cost, what was found after the days were over; {NOT_SEEN}."
    )


class SuspensionShown(Shown):
    """A time without care of a package that goes on (ORD-3)."""

    ref: Ref = Field(description="The suspension's reference.")
    reason: str = Field(description="Why, in words.")
    from_on: date = Field(description="First day without care.")
    expected_return_on: date | None = Field(description="First day with care again, as far as is known.")
    to_on: date | None = Field(description="Last day without care; null: it goes on.")
    retainer_days: int = Field(description="So many days are paid for in part.")
    retainer_percent: int = Field(description="So much of the cost is paid on them.")
    confirmed_by: str = Field(description="Who at the provider confirmed the return.")


class AdjustmentShown(Shown):
    """What is owed to a provider (less than nothing: by it) for days of one week that were over (ORD-2)."""

    part: int = Field(description="Which part; 0: a direct payment or service fund.")
    provider: RefOf = Field(description="The provider's reference; null: the person.")
    from_on: date = Field(description="First day.")
    to_on: date = Field(description="Last day, included.")
    hours: AmountShown = Field(description="Hours of care, now less before.")
    amount: AmountShown | None = Field(description=f"Pounds, now less before; {NOT_SEEN}.")


class OrderAdjusting(Shown):
    """A version of an order that changed days that were over, with what is owed because of it."""

    order: Ref = Field(description="The order's reference.")
    version: int = Field(description="The order's version.")
    kind: str = Field(description="What kind of version it is.")
    package: Ref = Field(description="The package's reference.")
    external_number: str = Field(description="Of a package loaded from a file: its number there.")
    made_at: datetime = Field(description="When it was made.")
    adjustments: list[AdjustmentShown] = Field(description="Week by week.")


class SuspensionToBegin(Asked):
    """Care pauses (ORD-3)."""

    reason: Word = Field(description="One of the policy's codes, such as hospital.")
    from_on: Day = Field(description="First day without care.")
    expected_return_on: Day | None = Field(default=None, description="First day with care again, as far as is known.")


class Resumption(Asked):
    """Care begins again (ORD-3)."""

    care_from_on: Day = Field(description="First day with care again.")
    confirmed_by: Line = Field(description="Who at the provider confirmed it.")


class OwnResumption(Asked):
    """The provider itself confirms that care begins again (ORD-3)."""

    care_from_on: Day = Field(description="First day with care again.")


class End(Asked):
    """A package ends (ORD-3)."""

    last_on: Day = Field(description="Last day of care, which is still paid.")
    reason: Note = Field(description="Why.")


class PartEnd(End):
    """One provider's part of a package ends."""

    provider: Ref = Field(description="The provider's reference.")
    part: int | None = Field(default=None, description="Which part, where the provider has several.")


class Cancellation(Asked):
    """An order is cancelled from its first day (ORD-3)."""

    reason: Note = Field(description="Why.")


class HoursToOrder(Asked):
    """Other hours of a part, as the council has authorised (VAR-1)."""

    provider: Ref = Field(description="The provider's reference.")
    weekly_hours: Hours = Field(description="Hours a week from then on.")
    from_on: Day = Field(description="First day with these hours.")
    because: Ref = Field(description="The referral or change that was authorised.")
    part: int | None = Field(default=None, description="Which part, where the provider has several.")


class FundToPay(Asked):
    """A direct payment or service fund in the place of care (ORD-5)."""

    kind: Word = Field(description="direct_payment or service_fund.")
    from_on: Day = Field(description="First day of it.")
    personal_budget: Pounds = Field(description="Pounds a week.")
    contribution: Pounds = Field(description="What the person pays of it a week.")
    provider: Ref | None = Field(default=None, description="Who holds a service fund.")

    def told(self) -> dict[str, Any]:
        """The fields as the command's arguments."""
        return super().told() | {"provider": self.provider or ""}
