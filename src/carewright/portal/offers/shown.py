"""An offer in the words of its page: what is asked for, by when, and how it stands. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from carewright.messages.wording.words import carers_words, day_words, hours_words
from carewright.sourcing.lifecycle import LIVE, AwardState, OfferState
from carewright.sourcing.queries import ProviderOffer
from carewright.worktime import date_words, is_late, local, moment_words, time_words

NO_DECLINE = "This does not count as a decline, and you do not need to do anything."


@dataclass(frozen=True)
class Standing:
    """How an offer stands: a few words with their colour, and what that means for the provider."""

    words: str
    colour: str
    sentences: tuple[str, ...] = ()


def title(offer: ProviderOffer) -> str:
    """`Home care in CT5`: never the person or more of the address (ROLE-7)."""
    return f"{offer.service} in {offer.outward_postcode}"


def amount(offer: ProviderOffer) -> str:
    """`14 hours a week, two carers`."""
    return f"{hours_words(offer.weekly_hours)}, {carers_words(offer.carers)}"


def start(offer: ProviderOffer) -> str:
    """`From Monday 8 January 2018`."""
    return f"From {day_words(offer.start_on)}"


def needs(offer: ProviderOffer) -> str:
    """The needs in general terms, on one line."""
    return ", ".join(line.strip() for line in offer.needs.splitlines() if line.strip())


def times(offer: ProviderOffer) -> str:
    """`One essential time`, `2 essential times`; none: they are for the provider to agree."""
    count = len(offer.essential_times)
    return {0: "", 1: "One essential time"}.get(count, f"{count} essential times")


def near_words(moment: datetime, now: datetime) -> str:
    """The moment as said of the next hours: `9:45am today`, `11am tomorrow`, else `9:45am Wed 27 December`."""
    day, today = local(moment).date(), local(now).date()
    near = {today: "today", today + timedelta(days=1): "tomorrow"}.get(day)
    return f"{time_words(moment)} {near}" if near else moment_words(moment, now)


def is_too_late(offer: ProviderOffer, at: datetime) -> bool:
    """Whether the time to answer is over, carried out or not (OBL-2). Who is considering is asked, not shut out."""
    return offer.state == OfferState.OPEN and offer.answer_by is not None and is_late(at, offer.answer_by)


def is_over(offer: ProviderOffer, at: datetime) -> bool:
    """Whether there is nothing left to do about it for either side."""
    live = offer.state in LIVE and not is_too_late(offer, at)
    award = offer.award is not None and offer.award.state in (AwardState.TENTATIVE, AwardState.RELEASED)
    return not (live or award)


def standing(offer: ProviderOffer, at: datetime) -> Standing:
    """How the offer stands at the moment, in the provider's words."""
    if is_too_late(offer, at):
        return _no_answer(offer, at)
    if offer.award is not None:
        return _awarded(offer, at)
    return _STANDINGS[offer.state](offer, at)


def _open(offer: ProviderOffer, at: datetime) -> Standing:
    return Standing("To answer", "blue")


def _considering(offer: ProviderOffer, at: datetime) -> Standing:
    if offer.answer_by is not None and is_late(at, offer.answer_by):
        until = moment_words(offer.answer_by, at)
        return Standing(
            "Considering",
            "yellow",
            (
                f"You said you would answer by {until}. You can still accept, as long as nobody else has accepted "
                "first. If you need longer, ring us.",
            ),
        )
    return Standing("Considering", "yellow", ("You are considering this. You can still accept or decline.",))


def _later_start(offer: ProviderOffer, at: datetime) -> Standing:
    when = day_words(offer.later_start_on or offer.start_on)
    said = f"You can start on {when}, later than asked for. Two managers decide whether that is safe for the person."
    return Standing("Waiting for us", "purple", (said, "We will email you what they decide."))


def _later_start_refused(offer: ProviderOffer, at: datetime) -> Standing:
    when = day_words(offer.later_start_on or offer.start_on)
    return Standing("Not taken up", "grey", (f"We could not accept a start on {when}. Thank you for offering.",))


def _accepted(offer: ProviderOffer, at: datetime) -> Standing:
    return Standing("Accepted", "green")


def _declined(offer: ProviderOffer, at: datetime) -> Standing:
    reason = f": {offer.decline_reason[:1].lower()}{offer.decline_reason[1:]}" if offer.decline_reason else ""
    return Standing("Declined", "grey", (f"You declined this{reason}. Thank you for telling us.",))


def _no_answer(offer: ProviderOffer, at: datetime) -> Standing:
    ended = f"The time to answer ended at {moment_words(offer.answer_by, at)}. " if offer.answer_by else ""
    said = f"{ended}We did not hear from you in time, and take that as a decline."
    return Standing("No answer in time", "orange", (said, "If you can still provide this care, ring us."))


def _gone(offer: ProviderOffer, at: datetime) -> Standing:
    said = "This package has gone to another provider. Thank you for answering."
    return Standing("Gone to another provider", "grey", (said, NO_DECLINE))


def _withdrawn(offer: ProviderOffer, at: datetime) -> Standing:
    return Standing("Withdrawn by us", "grey", ("We have withdrawn this offer.", NO_DECLINE))


def _awarded(offer: ProviderOffer, at: datetime) -> Standing:
    return {
        AwardState.TENTATIVE: Standing("Accepted", "purple"),
        AwardState.RELEASED: Standing("To confirm", "blue"),
        AwardState.CONFIRMED: Standing("Confirmed", "green"),
        AwardState.FALLEN_THROUGH: Standing(
            "Acceptance withdrawn", "grey", ("You withdrew your acceptance. We are approaching other providers.",)
        ),
    }[offer.award.state if offer.award else AwardState.TENTATIVE]


_STANDINGS = {
    OfferState.OPEN: _open,
    OfferState.CONSIDERING: _considering,
    OfferState.LATER_START: _later_start,
    OfferState.LATER_START_REFUSED: _later_start_refused,
    OfferState.ACCEPTED: _accepted,
    OfferState.DECLINED: _declined,
    OfferState.NO_RESPONSE: _no_answer,
    OfferState.GONE: _gone,
    OfferState.WITHDRAWN: _withdrawn,
}


def day_choices(offer: ProviderOffer, at: datetime) -> list[tuple[str, str]]:
    """The days on which the provider may say it will answer by when still considering, today first (SRC-4)."""
    if offer.consider_by is None:
        return []
    today, last = local(at).date(), local(offer.consider_by).date()
    days = [today + timedelta(days=number) for number in range((last - today).days + 1)]
    named = {0: "Today, ", 1: "Tomorrow, "}
    noon = local(at).replace(hour=12, minute=0)
    return [
        (day.isoformat(), f"{named.get(number, '')}{date_words(noon + timedelta(days=number), at)}")
        for number, day in enumerate(days)
    ]
