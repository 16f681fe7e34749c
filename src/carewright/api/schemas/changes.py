"""Provider-led changes, how they were judged, and case updates."""

from datetime import date, datetime

from pydantic import AliasPath, Field

from carewright.api.schemas.fields import AmountShown, Asked, Day, Hours, LongNote, Note, Prose, Ref, Shown, Word


class JudgementShown(Shown):
    """What the tolerance says of a change, with its figures (CHG-2)."""

    decides: str = Field(description="provider, or team_manager.")
    rules: list[str] = Field(description="The rules that send it to the team manager; empty: within tolerance.")
    why: str = Field(description="In one sentence.")
    policy_version: str = Field(description="The policy that it was judged under.")
    ordered_hours: AmountShown = Field(description="Hours a week as originally ordered.")
    current_hours: AmountShown = Field(description="Hours a week before the change.")
    new_hours: AmountShown = Field(description="Hours a week as asked for.")
    percent: AmountShown = Field(description="From originally ordered, signed, to two places.")
    ordered_level: int = Field(description="The level of the cost as ordered; one more than there are: above the top.")
    current_level: int = Field(description="The level of the cost before the change.")
    new_level: int = Field(description="The level of the cost asked for.")
    ordered_cost: AmountShown | None = Field(description="Pounds a week; null for who may not see them (ROLE-6).")
    current_cost: AmountShown | None = Field(description="Pounds a week; null for who may not see them.")
    new_cost: AmountShown | None = Field(description="Pounds a week; null for who may not see them.")
    new_package_cost: AmountShown | None = Field(
        description="Pounds a week of the whole package after it; null for who may not see it, and for providers."
    )


class ChangeShown(Shown):
    """A provider's change of a package's size (CHG-1)."""

    ref: Ref = Field(description="The change's reference.")
    package: Ref = Field(description="The package's reference.")
    provider: Ref = Field(description="The provider's reference.")
    state: str = Field(description="noticed, with_team_manager, in_effect, sent_to_review, withdrawn or stopped.")
    weekly_hours: AmountShown = Field(description="Hours a week as asked for.")
    effective_on: date = Field(description="From which day.")
    reason: str = Field(description="The reason's code in the policy.")
    noticed_at: datetime = Field(description="When notice was given.")
    due_at: datetime | None = Field(description="By when it is to be confirmed or decided; null: it is over.")
    closed_at: datetime | None = Field(description="When it took effect, or was over without; null: under way.")
    order_version: int | None = Field(description="The version of the order that it made; null: none.")
    judgement: JudgementShown = Field(description="How it was judged.")


class Notice(Asked):
    """A notice of a change, after a conversation with the person (CHG-1)."""

    weekly_hours: Hours = Field(description="Hours a week that it will be.")
    effective_on: Day = Field(description="From which day.")
    reason: Word = Field(description="The reason's code in the policy, such as needs_increased.")
    described: Prose = Field(max_length=1000, description="Why the hours change.")
    spoke_with: Note = Field(max_length=200, description="With whom the conversation was.")
    spoke_on: Day = Field(description="On which day.")
    said: Prose = Field(max_length=2000, description="What the person said.")
    agreement: Word = Field(description="consent, or best_interests.")
    advocate: Word = Field(default="not_required", description="not_required, or involved.")
    has_safeguarding_concern: bool = Field(default=False, description="With one, no package is changed.")
    part: int | None = Field(default=None, ge=1, le=99, description="Which part, where the provider has several.")


class Choice(Asked):
    """What a manager says with a decision (CHG-4)."""

    note: Prose = Field(max_length=1000, description="What is discussed, who talks when, or why a review.")


class Authority(Asked):
    """What a manager says with an authorisation (CHG-4)."""

    note: Prose = Field(
        default="", max_length=1000, description="A deputy says why the team manager could not authorise it."
    )


class Involvement(Asked):
    """Social care involvement, asked for by somebody (CHG-7)."""

    asked_by: Word = Field(description="person, representative or provider.")
    reason: Prose = Field(max_length=1000, description="Why social care is to be involved.")
    is_urgent: bool = Field(default=False, description="Whether the review is urgent.")


class Withdrawal(Asked):
    """Why a change is withdrawn."""

    reason: LongNote = Field(default="", description="Why, if it is to be said.")


class CaseUpdate(Shown):
    """A case note for the case-management system to keep (CHG-5)."""

    ref: Ref = Field(description="The note's reference: fetched again, it is the same.")
    package: Ref = Field(validation_alias=AliasPath("package", "ref"), description="The package's reference.")
    person: Ref = Field(validation_alias=AliasPath("package", "person", "ref"), description="The person's reference.")
    case_number: str = Field(
        validation_alias=AliasPath("package", "person", "case_number"), description="The person's case number."
    )
    change: Ref = Field(validation_alias=AliasPath("change", "ref"), description="The change that it tells of.")
    kind: str = Field(description="in_effect, sent_to_review or stopped.")
    text: str = Field(description="The note.")
    made_at: datetime = Field(description="When it was made.")
