"""Duties with a time limit, and how time limits are kept."""

from datetime import datetime, timedelta

from pydantic import AliasPath, Field

from carewright.api.schemas.fields import AnyRef, Ref, Shown


class ObligationShown(Shown):
    """A duty with a time limit (OBL-1)."""

    ref: Ref = Field(description="The obligation's reference.")
    rule: str = Field(description="The id of the rule that it comes from.")
    duty: str = Field(description="What is owed, as a name for programs.")
    sentence: str = Field(description="What is owed, in words.")
    subject: AnyRef = Field(description="The reference of what it is about.")
    about: AnyRef = Field(description="The reference of the referral, requirement or package that it belongs to.")
    role: str = Field(description="The role that owes it.")
    unit: Ref | None = Field(
        default=None,
        validation_alias=AliasPath("unit", "ref"),
        description="The unit that owes it; null: a provider does.",
    )
    unit_name: str | None = Field(
        default=None, validation_alias=AliasPath("unit", "name"), description="The name of the unit that owes it."
    )
    provider: AnyRef = Field(description="The provider that owes it; empty: a unit does.")
    opened_at: datetime = Field(description="Since when it is owed.")
    due_at: datetime = Field(description="By when. Exactly then is in time (TIME-4).")
    is_overdue: bool = Field(description="Whether it is late by now.")


class OnTimeShown(Shown):
    """How the time limits of one rule, team, provider or month were kept (OBL-3)."""

    key: str = Field(description="The rule's id, the team's or provider's reference, or the month.")
    label: str = Field(description="The same in words.")
    kept: int = Field(description="Done in time.")
    kept_late: int = Field(description="Done, but late.")
    lapsed: int = Field(description="Lapsed: what happens then has happened.")
    overdue: int = Field(description="Open and late.")
    median: timedelta | None = Field(description="Median time from opening to done.")
    percentile_95: timedelta | None = Field(description="95th percentile of the same.")
