"""What providers answer to offers, and what they are told of their own."""

from datetime import date, datetime

from pydantic import Field

from carewright.api.schemas.fields import (
    AmountShown,
    Asked,
    Day,
    Hours,
    Line,
    LongLine,
    LongNote,
    Moment,
    Ref,
    RefOf,
    Shown,
    Word,
)


class OfferStanding(Shown):
    """How an offer stands after its answer."""

    ref: Ref = Field(description="The offer's reference.")
    state: str = Field(description="open, considering, later_start, accepted, declined ...")
    answered_at: datetime | None = Field(description="When it was answered.")
    considering_until: datetime | None = Field(description="Until when it is considered.")
    later_start_on: date | None = Field(description="The later start that could be made.")
    documents_asked_at: datetime | None = Field(description="When documents were asked for.")


class AwardStanding(Shown):
    """How an award stands."""

    ref: Ref = Field(description="The award's reference.")
    offer: RefOf = Field(description="The offer's reference.")
    state: str = Field(description="tentative, released, confirmed or fallen_through.")
    weekly_hours: AmountShown = Field(description="Hours a week.")
    start_on: date = Field(description="When care starts.")
    awarded_at: datetime = Field(description="When it was awarded.")
    released_at: datetime | None = Field(description="When the provider was released to make contact.")
    confirmed_at: datetime | None = Field(description="When it was confirmed.")


class PartAcceptance(Asked):
    """Some of the hours."""

    weekly_hours: Hours = Field(description="Hours a week, fewer than offered.")


class LaterStart(Asked):
    """A later start than was asked for."""

    start_on: Day = Field(description="When care could start.")


class Considering(Asked):
    """Until when the offer is considered."""

    until: Moment = Field(description="By then the answer is given.")


class Decline(Asked):
    """Why the offer is declined."""

    reason: Word = Field(description="One of the policy's reasons, by its code.")
    note: LongNote = Field(default="", description="In words.")


class Arrangements(Asked):
    """What was agreed with the person (ACC-3)."""

    start_on: Day = Field(description="When care starts: today or later.")
    planned_times: list[Line] = Field(min_length=1, max_length=60, description="Such as 8am to 9am every day.")
    carers_per_visit: int = Field(ge=1, le=20, description="Carers at each visit.")
    confirmed_by: LongLine = Field(description="Who confirms this for the provider.")


class OwnDocument(Shown):
    """A document that was released to the provider (SRC-5)."""

    ref: Ref = Field(description="The document's reference.")
    title: str = Field(description="What it is.")
    dated_on: date | None = Field(description="The date that it bears.")
    released_at: datetime = Field(description="When it was released.")


class OwnPerson(Shown):
    """Whose care it is: only once released (ROLE-7)."""

    ref: Ref = Field(description="The person's reference.")
    name: str = Field(description="Name.")
    pronoun: str = Field(description="Pronoun.")
    address: str = Field(description="Address.")
    postcode: str = Field(description="Postcode.")
    telephone: str = Field(description="Telephone.")
    communication_need: str = Field(description="How to speak or write to the person.")
    language: str = Field(description="Language.")
    access_note: str = Field(description="How to get in.")
    risk_note: str = Field(description="A recorded risk.")
    representatives: list[str] = Field(description="Who speaks for the person.")


class OwnAward(Shown):
    """How the provider's award stands."""

    ref: Ref = Field(description="The award's reference.")
    state: str = Field(description="tentative, released or confirmed.")
    awarded_at: datetime = Field(description="When it was awarded.")
    released_at: datetime | None = Field(description="When you were released to make contact.")
    confirmed_at: datetime | None = Field(description="When you confirmed.")
    start_on: date = Field(description="When care starts.")
    planned_times: list[str] = Field(description="Planned visit times.")
    carers_per_visit: int | None = Field(description="Carers at each visit, as confirmed.")
    confirmed_by: str = Field(description="Who confirmed.")
    may_confirm: bool = Field(description="Whether it can be confirmed now.")
    may_withdraw: bool = Field(description="Whether the acceptance can be withdrawn now.")


class OwnOffer(Shown):
    """An offer as its provider sees it: general terms before the release, the person after (ROLE-7)."""

    ref: Ref = Field(description="The offer's reference.")
    state: str = Field(description="open, considering, later_start, accepted, declined, no_response, gone ...")
    service: str = Field(description="The service's name.")
    outward_postcode: str = Field(description="First half of the postcode.")
    weekly_hours: AmountShown = Field(description="Hours a week.")
    carers: int = Field(description="Carers at each visit.")
    start_on: date = Field(description="When care is wanted from.")
    banding: str = Field(description="Banding.")
    needs: str = Field(description="The needs in general terms.")
    part: str = Field(description="Which hours or visits, if the package is split.")
    essential_times: list[str] = Field(description="Visits whose times are essential.")
    language_need: str = Field(description="Language that is needed.")
    gender_need: str = Field(description="Gender of carers that is needed.")
    cultural_need: str = Field(description="Cultural needs.")
    made_at: datetime = Field(description="When it was made.")
    answer_by: datetime | None = Field(description="By when an answer is owed; null: none is.")
    answered_at: datetime | None = Field(description="When it was answered.")
    may_answer: bool = Field(description="Whether it can be answered now.")
    may_consider: bool = Field(description="Whether it can be considered longer.")
    may_ask_for_documents: bool = Field(description="Whether documents can be asked for now.")
    decline_reason: str = Field(description="Why it was declined.")
    decline_reasons: dict[str, str] = Field(description="The policy's reasons to decline, by code.")
    later_start_on: date | None = Field(description="The later start that you offered.")
    documents_asked_at: datetime | None = Field(description="When you asked for documents.")
    documents: list[OwnDocument] = Field(description="Documents released to you.")
    person: OwnPerson | None = Field(description="Whose care it is; null: not released yet.")
    award: OwnAward | None = Field(description="How the award stands; null: none came of it.")
