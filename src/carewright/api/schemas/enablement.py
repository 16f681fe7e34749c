"""Enablement before long-term care: asked for, given or rejected, planned to end (REF-4, REF-8)."""

from datetime import date, datetime

from pydantic import AliasPath, Field

from carewright.api.schemas.fields import AnyRef, Asked, Day, Note, Prose, Ref, RefOf, Shown


class EpisodeShown(Shown):
    """Enablement of one person."""

    ref: Ref = Field(description="The episode's reference.")
    person: RefOf = Field(description="The person's reference.")
    person_name: str = Field(validation_alias=AliasPath("person", "name"), description="The person's name.")
    team: RefOf = Field(description="The enablement team's reference.")
    state: str = Field(description="How it stands.")
    asked_by: AnyRef = Field(description="The reference of the user who asked.")
    asked_at: datetime = Field(description="When it was asked for.")
    starts_on: date | None = Field(description="When it starts.")
    rejected_reason: str = Field(description="Why it was rejected.")
    ready_on: date | None = Field(description="Since when the person is ready to leave.")
    planned_discharge_on: date | None = Field(description="When the person is planned to leave.")
    discharge_note: str = Field(description="About the discharge.")
    grace_from_at: datetime | None = Field(description="From when the grace period runs.")
    grace_until_at: datetime | None = Field(description="Until when it runs.")
    ended_on: date | None = Field(description="When it ended.")


class EnablementToAsk(Asked):
    """Whom to take, and which team."""

    person: Ref = Field(description="The person's reference.")
    team: Ref = Field(description="The enablement team's reference.")


class EnablementStart(Asked):
    """When enablement starts."""

    starts_on: Day = Field(description="Today or later.")


class EnablementRejection(Asked):
    """Why enablement is rejected for capacity."""

    reason: Note = Field(max_length=200, description="Why.")


class Discharge(Asked):
    """The planned discharge of somebody ready to leave."""

    ready_on: Day = Field(description="Since when the person is ready.")
    planned_on: Day = Field(description="When the person is planned to leave.")
    note: Note = Field(default="", description="In words.")


class EnablementEnd(Asked):
    """That enablement has ended."""

    ended_on: Day = Field(description="Today or earlier.")
    note: Note = Field(default="", description="In words.")


class GracePeriod(Asked):
    """What has to be so for a self-funder's grace period to start (REF-8)."""

    potential_reached: bool = Field(description="Enablement potential is reached.")
    ongoing_need: bool = Field(description="An ongoing need is identified.")
    liaison_agreed: bool = Field(description="The weekly liaison meeting agreed.")
    will_self_fund: bool = Field(description="The person will self-fund.")


class BypassReviewToRecord(Asked):
    """The joint review of a team's enablement bypasses (REF-4)."""

    team: Ref = Field(description="The team's reference.")
    since_on: Day = Field(description="First day reviewed.")
    until_on: Day = Field(description="Last day reviewed.")
    actions: Prose = Field(description="The actions agreed.")
    brokerage_manager: Ref = Field(description="The reference of the brokerage manager who reviewed.")
    team_manager: Ref = Field(description="The reference of the team manager who reviewed.")


class BypassReviewShown(Shown):
    """A joint review of a team's enablement bypasses."""

    team: RefOf = Field(description="The team's reference.")
    since_on: date = Field(description="First day reviewed.")
    until_on: date = Field(description="Last day reviewed.")
    actions: str = Field(description="The actions agreed.")
    brokerage_manager: AnyRef = Field(description="The reference of the brokerage manager.")
    team_manager: AnyRef = Field(description="The reference of the team manager.")
    recorded_at: datetime = Field(description="When it was recorded.")
