"""Referrals: what is asked for, and how they stand."""

from datetime import date, datetime, time
from decimal import Decimal
from typing import Annotated, Any

from pydantic import AfterValidator, AliasPath, Field

from carewright.api.schemas.fields import (
    ROWS,
    AmountShown,
    AnyRef,
    Asked,
    Day,
    Hours,
    LongNote,
    Note,
    Prose,
    Ref,
    RefOf,
    Shown,
    Word,
    no_day,
)
from carewright.referrals.rules import VisitWindow


def _plain_time(moment: time) -> time:
    if moment.tzinfo is not None or moment.second or moment.microsecond:
        raise ValueError("This must be a time of day such as 08:30.")
    return moment


TimeOfDay = Annotated[time, AfterValidator(_plain_time), Field(examples=["08:30"])]
LongWord = Annotated[Note, Field(max_length=120)]


class EssentialVisitAsked(Asked):
    """A visit whose time is essential to an assessed need, stated as a window (REF-3)."""

    from_time: TimeOfDay = Field(description="Not before.")
    to_time: TimeOfDay = Field(description="Not after.")
    days: Note = Field(default="every day", max_length=60, description="On which days.")
    reason: Note = Field(max_length=200, description="The assessed need that makes its time essential; names nobody.")

    def window(self) -> VisitWindow:
        """As the rules have it."""
        return VisitWindow(self.from_time, self.to_time, self.days, self.reason)


class _Details(Asked):
    """What may be said of a referral when it is started, and amended."""

    kind: Word = Field(default="new", description="new, or change of an existing package.")
    package: Ref | Annotated[str, Field(max_length=0)] = Field(
        default="", description="Of a change: the package's reference."
    )
    carers: int = Field(default=1, ge=1, le=20, description="Carers at each visit.")
    outcomes: Prose = Field(default="", description="What the care is to achieve; names nobody.")
    banding: Word = Field(default="", max_length=20, description="Banding.")
    language_need: LongWord = Field(default="", description="Language that is needed.")
    gender_need: LongWord = Field(default="", description="Gender of carers that is needed.")
    cultural_need: Note = Field(default="", max_length=200, description="Cultural needs.")
    access_note: LongNote = Field(default="", description="How to get in; shown once the provider is released.")
    risk_recorded: bool = Field(default=False, description="Whether a risk is recorded.")
    risk_note: LongNote = Field(default="", description="The risk; needed when one is recorded.")
    funding: Word = Field(default="council", description="council, self_funder, health_joint or section_117.")
    self_funder_exception: Word = Field(default="", description="The charging policy's exception, by its code.")
    urgency: Word = Field(default="", description="The policy's reason, by its code; empty: none.")
    care_in_place: bool = Field(default=False, description="Whether care is in place meanwhile.")
    known_to_community: bool = Field(default=False, description="Whether the community team knows the person.")
    assessed_on: Day | None = Field(default=None, description="The date of the assessment.")
    enablement: Word = Field(default="", description="completed, under_way or bypassed; empty: not yet considered.")
    bypass_reason: Word = Field(default="", description="Why enablement is bypassed: the policy's code.")
    alternatives_explored: bool = Field(default=False, description="Whether alternatives were explored (REF-5).")
    alternatives_note: Prose = Field(default="", description="Which alternatives.")
    record_declared: bool = Field(default=False, description="That the record is up to date is declared.")
    essential_visits: list[EssentialVisitAsked] = Field(
        default=[], max_length=30, description="Visits whose times are essential; they need forwarding (REF-3)."
    )

    def as_commanded(self, told: dict[str, Any]) -> dict[str, Any]:
        """The fields with visits as the rules have them."""
        if "essential_visits" in told:
            told["essential_visits"] = [visit.window() for visit in self.essential_visits]
        return told


class ReferralToStart(_Details):
    """A referral, as a draft (REF-1)."""

    person: Ref = Field(description="The person's reference.")
    team: Ref = Field(description="The reference of the team that refers.")
    service: Word = Field(description="The service's code.")
    need_category: Word = Field(description="The need category's code.")
    weekly_hours: Hours = Field(description="Hours a week in all.")
    start_on: Day = Field(description="When care is wanted from.")
    needs: Prose = Field(description="The needs in general terms; offers show them, so they name nobody.")
    external_number: Note = Field(default="", max_length=60, description="Your own number of it, used once (REF-10).")


class ReferralAmendment(_Details):
    """The details to change: those that are sent, no others."""

    service: Word = Field(default="", description="The service's code.")
    need_category: Word = Field(default="", description="The need category's code.")
    weekly_hours: Hours = Field(default_factory=Decimal, description="Hours a week in all.")
    start_on: Day = Field(default_factory=no_day, description="When care is wanted from.")
    needs: Prose = Field(default="", description="The needs in general terms; offers show them, so they name nobody.")


class EssentialVisitShown(Shown):
    """A visit whose time is essential."""

    from_time: time = Field(description="Not before.")
    to_time: time = Field(description="Not after.")
    days: str = Field(description="On which days.")
    reason: str = Field(description="The assessed need that makes its time essential.")


class AttachedShown(Shown):
    """A document attached to a referral: fetch it by its reference."""

    ref: Ref = Field(description="The document's reference.")
    code: str = Field(description="Which document it is.")
    filename: str = Field(description="The file's name.")
    dated_on: date | None = Field(description="The date that it bears.")
    attached_at: datetime = Field(description="When it was attached.")


class AuthorisationShown(Shown):
    """A weekly cost that was authorised (REF-7)."""

    weekly_cost: AmountShown = Field(description="Pounds a week, gross.")
    role: str = Field(description="In which role.")
    authorised_by: AnyRef = Field(description="The user's reference.")
    authorised_at: datetime = Field(description="When.")


class ReturnShown(Shown):
    """A submission that came back (REF-6)."""

    missing: list["MissingShown"] = Field(description="What was missing by the rules.")
    note: str = Field(description="The broker's own words.")
    returned_at: datetime = Field(description="When.")


class MissingShown(Shown):
    """Something that a referral lacks (REF-2)."""

    code: str = Field(description="What it is, as a name for programs.")
    sentence: str = Field(description="What is missing, in words.")
    rule: str = Field(description="The id of the rule that asks for it.")


class ReferralRow(Shown):
    """A referral as a list shows it."""

    ref: Ref = Field(description="The referral's reference.")
    external_number: str = Field(description="The sender's own number.")
    person: Ref = Field(validation_alias=AliasPath("person", "ref"), description="The person's reference.")
    person_name: str = Field(validation_alias=AliasPath("person", "name"), description="The person's name.")
    team: Ref = Field(validation_alias=AliasPath("team", "ref"), description="The team's reference.")
    state: str = Field(description="draft, submitted, returned, complete, refused or withdrawn.")
    service: str = Field(description="The service's code.")
    weekly_hours: AmountShown = Field(description="Hours a week.")
    start_on: date = Field(description="When care is wanted from.")
    started_at: datetime = Field(description="When it was started.")
    received_at: datetime | None = Field(description="When the submission that is judged now was received.")


class BypassShown(ReferralRow):
    """A referral that bypasses enablement (REF-4)."""

    first_received_at: datetime = Field(description="When it was received first.")
    bypass_reason: str = Field(description="Why enablement is bypassed, by the policy's code.")
    forwarded_by: AnyRef = Field(description="Who forwarded it; empty: nobody has.")


class ReferralShown(ReferralRow):
    """A referral with what belongs to it."""

    kind: str = Field(description="new or change.")
    package: AnyRef = Field(description="Of a change: the package's reference.")
    referrer: AnyRef = Field(description="The reference of the user who started it.")
    need_category: str = Field(description="The need category's code.")
    carers: int = Field(description="Carers at each visit.")
    weekly_cost: AmountShown = Field(description="Pounds a week, gross: hours x carers x the policy's indicative rate.")
    needs: str = Field(description="The needs in general terms.")
    outcomes: str = Field(description="What the care is to achieve.")
    banding: str = Field(description="Banding.")
    language_need: str = Field(description="Language that is needed.")
    gender_need: str = Field(description="Gender of carers that is needed.")
    cultural_need: str = Field(description="Cultural needs.")
    access_note: str = Field(description="How to get in.")
    risk_recorded: bool = Field(description="Whether a risk is recorded.")
    risk_note: str = Field(description="The risk.")
    funding: str = Field(description="council, self_funder, health_joint or section_117.")
    self_funder_exception: str = Field(description="The charging policy's exception, by its code.")
    urgency: str = Field(description="The policy's reason, by its code.")
    care_in_place: bool = Field(description="Whether care is in place meanwhile.")
    known_to_community: bool = Field(description="Whether the community team knows the person.")
    assessed_on: date | None = Field(description="The date of the assessment.")
    enablement: str = Field(description="completed, under_way or bypassed; empty: not yet considered.")
    bypass_reason: str = Field(description="Why enablement is bypassed.")
    alternatives_explored: bool = Field(description="Whether alternatives were explored.")
    alternatives_note: str = Field(description="Which alternatives.")
    record_declared: bool = Field(description="Whether the record was declared up to date.")
    readiness: str = Field(description="ready or not_ready.")
    not_ready_until: date | None = Field(description="Until when the person is not ready.")
    not_ready_reason: str = Field(description="Why not, by the policy's code.")
    forwarded_by: AnyRef = Field(description="Who forwarded it; empty: nobody has.")
    forwarded_at: datetime | None = Field(description="When it was forwarded.")
    first_received_at: datetime | None = Field(description="When it was received first (REF-6).")
    completed_at: datetime | None = Field(description="When it was accepted as complete.")
    policy_version: str = Field(description="The policy that judges it.")
    requirement: RefOf = Field(default=None, description="The requirement that it became.")
    essential_visits: Annotated[list[EssentialVisitShown], ROWS] = Field(
        description="Visits whose times are essential."
    )
    documents: Annotated[list[AttachedShown], ROWS] = Field(description="Documents attached.")
    authorisations: Annotated[list[AuthorisationShown], ROWS] = Field(description="Costs authorised.")
    returns: Annotated[list[ReturnShown], ROWS] = Field(description="Submissions that came back.")


class Words(Asked):
    """A reason in words."""

    reason: Prose = Field(max_length=2000, description="Why.")


class NoteAsked(Asked):
    """A note, which may be empty."""

    note: Prose = Field(default="", max_length=2000, description="In your own words.")


class Readiness(Asked):
    """Whether the person is ready for the service (REF-9)."""

    ready: bool = Field(description="Whether they are.")
    until: Day | None = Field(default=None, description="If not: the last day of not being ready.")
    reason: Word = Field(default="", description="If not: why, by the policy's code.")
