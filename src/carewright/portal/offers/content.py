"""What the pages about an offer show."""

from datetime import datetime
from typing import Any

from django.utils.html import format_html_join

from carewright.look.parts import Fact
from carewright.messages.wording.words import carers_words, day_words
from carewright.portal.offers import shown
from carewright.portal.texts import ringing, unbroken
from carewright.sourcing.queries import ProviderOffer, ReleasedPerson


def about_offer(offer: ProviderOffer, at: datetime) -> dict[str, Any]:
    """The offer in words, by when, how it stands, and the rest of its general terms (ROLE-7)."""
    return {
        "offer": offer,
        "title": shown.title(offer),
        "amount": shown.amount(offer),
        "start": shown.start(offer),
        "needs": shown.needs(offer),
        "times": shown.times(offer),
        "when": shown.near_words(offer.answer_by, at) if offer.answer_by else "",
        "is_too_late": shown.is_too_late(offer, at),
        "standing": shown.standing(offer, at),
        "more": _more(offer),
    }


def about_person(offer: ProviderOffer) -> dict[str, Any]:
    """Who it is and how to reach them, and what was agreed: nothing before the release."""
    if offer.person is None:
        return {"person": None}
    may_contact = offer.award is not None and offer.award.released_at is not None
    facts = _where(offer.person) + (_how_to_reach(offer.person) if may_contact else [])
    return {"person": offer.person, "person_facts": facts, "agreed": _agreed(offer)}


def _where(person: ReleasedPerson) -> list[Fact]:
    found = [
        Fact("Address", f"{person.address}, {unbroken(person.postcode)}"),
        Fact("Getting in", person.access_note),
        Fact("Language", person.language),
    ]
    return [fact for fact in found if fact.value]


def _how_to_reach(person: ReleasedPerson) -> list[Fact]:
    """Only from the courtesy call on: whoever has but read the documents has nothing to ring about (ACC-2)."""
    found = [Fact("Telephone", ringing(person.telephone))]
    if person.representatives:
        found.append(Fact("Who speaks for them", _lines(person.representatives)))
    return found


def _more(offer: ProviderOffer) -> list[Fact]:
    found = [
        Fact("Banding", offer.banding),
        Fact("Which part", offer.part),
        Fact("Language", offer.language_need),
        Fact("Gender of carer", offer.gender_need),
        Fact("Culture", offer.cultural_need),
    ]
    return [fact for fact in found if fact.value]


def _agreed(offer: ProviderOffer) -> list[Fact]:
    award = offer.award
    if award is None or award.confirmed_at is None:
        return []
    return [
        Fact("Care starts", day_words(award.start_on)),
        Fact("Visits", _lines(award.planned_times)),
        Fact("At each visit", carers_words(award.carers_per_visit or offer.carers)),
        Fact("Confirmed by", award.confirmed_by),
    ]


def _lines(texts: tuple[str, ...]) -> str:
    return format_html_join("", "{}<br>", ((text,) for text in texts))
