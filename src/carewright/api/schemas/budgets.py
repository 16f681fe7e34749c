"""Personal budgets, and changes that practitioners ask for."""

from datetime import date, datetime

from pydantic import AliasPath, Field

from carewright.api.schemas.fields import AmountShown, Asked, Day, LongLine, LongNote, Ref, RefOf, Shown


class BudgetStepShown(Shown):
    """From a day on, a week."""

    from_on: date = Field(description="First day.")
    weekly_amount: AmountShown | None = Field(description="The personal budget in pounds; null for who sees no prices.")
    contribution: AmountShown | None = Field(description="What the person pays, in pounds; null likewise.")


class PersonalBudgetShown(Shown):
    """What the person's care costs a week and what they pay of it, as told (CHG-5, ORD-5)."""

    ref: Ref = Field(description="Its reference.")
    number: int = Field(description="1 for the package's first, 2 for what took its place ...")
    kind: str = Field(description="assessed, amended, funded or renewed.")
    state: str = Field(description="no_letter, letter_owed or letter_sent.")
    order: Ref = Field(description="The order under which it holds.")
    from_on: date = Field(description="First day.")
    known_at: datetime = Field(description="Since when it is known.")
    letter: str = Field(description="The letter's reference, once it is made.")
    steps: list[BudgetStepShown] = Field(description="What holds from which day on.")


class Renewal(Asked):
    """A personal budget brought up to what is ordered."""

    from_on: Day = Field(description="First day.")
    because: LongLine = Field(default="", max_length=24, description="The review's reference.")


class CouncilChangeShown(Shown):
    """A practitioner's change of a package, and whether the same provider may take it (VAR-1)."""

    referral: Ref = Field(validation_alias=AliasPath("change", "referral", "ref"), description="The referral.")
    package: Ref = Field(validation_alias=AliasPath("change", "package", "ref"), description="The package.")
    state: str = Field(
        validation_alias=AliasPath("change", "state"), description="to_decide, ordered, to_place or withdrawn."
    )
    hours_now: AmountShown = Field(validation_alias=AliasPath("asked", "hours_now"), description="Hours ordered.")
    hours_asked: AmountShown = Field(
        validation_alias=AliasPath("asked", "hours_asked"), description="Hours that are asked for."
    )
    same_provider: bool = Field(
        validation_alias=AliasPath("same", "allowed"), description="Whether it is small enough for the same provider."
    )
    why: str = Field(validation_alias=AliasPath("same", "why"), description="Why, in a sentence.")
    policy_version: str = Field(description="The policy that it is judged under.")
    order: RefOf = Field(validation_alias=AliasPath("change", "order"), description="The order that it became.")


class SameProviderAgreed(Asked):
    """What the provider that has the package agreed to (VAR-1)."""

    provider: Ref = Field(description="The provider's reference.")
    agreed_with: LongLine = Field(description="Who there agreed.")
    agreed_on: Day = Field(description="When: today or before.")
    part: int | None = Field(default=None, description="The part's number, where the provider has several.")
    why: LongNote = Field(default="", description="Anything to add.")


class SearchAsked(Asked):
    """Why a provider has to be found."""

    why: LongNote = Field(description="In a sentence.")
