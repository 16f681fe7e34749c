"""The answers to an offer that need a question first, for the portal and the link in the email alike."""

from dataclasses import dataclass
from datetime import datetime

from carewright.access.actors import Actor
from carewright.portal.offers.forms import AnswerForm, ConsiderForm, DeclineForm, LaterForm, PartForm
from carewright.portal.offers.shown import amount, near_words, start
from carewright.sourcing import commands
from carewright.sourcing.commands import Accept, AcceptLater, AcceptPart, Consider, Decline, LinkAnswer
from carewright.sourcing.queries import ProviderOffer


@dataclass(frozen=True)
class Question:
    """A page that asks one thing: its place in the address, its link on the offer, its words, its form."""

    name: str
    link: str
    title: str
    button: str
    form: type[AnswerForm]
    template: str = "portal/offers/question.html"

    def is_open(self, offer: ProviderOffer) -> bool:
        """Whether it can be answered so now."""
        return offer.may_consider and bool(offer.consider_by) if self.name == "considering" else offer.may_answer

    def intro(self, offer: ProviderOffer, at: datetime) -> tuple[str, ...]:
        """What to know before answering."""
        return {
            "decline": ("Press the reason, and the offer is declined.",),
            "part": (
                f"You were offered {amount(offer)}.",
                "We find another provider for the rest. What you accept is yours at once.",
            ),
            "later": (
                f"{start(offer)} was asked for.",
                "Two managers decide whether a later start is safe for the person. We will email you what they decide.",
            ),
            "considering": (
                f"{near_words(offer.consider_by, at)} at the latest." if offer.consider_by else "",
                "We may approach another provider meanwhile if the person needs care soon; if so, we will tell you.",
            ),
        }[self.name]


QUESTIONS = {
    question.name: question
    for question in (
        Question(
            "decline",
            "Decline",
            "Why can you not take this?",
            "Decline",
            DeclineForm,
            template="portal/offers/decline.html",
        ),
        Question("part", "Accept part", "How many hours a week can you provide?", "Accept these hours", PartForm),
        Question("later", "Start later", "When could you start?", "Accept with this start", LaterForm),
        Question("considering", "Still considering", "By when will you answer?", "Answer by then", ConsiderForm),
    )
}


def answer_offer(offer: str, answer: LinkAnswer, *, by: Actor, at: datetime) -> None:
    """Carry an answer out, as somebody who is signed in."""
    match answer:
        case Accept():
            commands.accept_offer(offer=offer, by=by, at=at)
        case AcceptPart(weekly_hours):
            commands.accept_part_of_offer(offer=offer, weekly_hours=weekly_hours, by=by, at=at)
        case AcceptLater(start_on):
            commands.accept_with_later_start(offer=offer, start_on=start_on, by=by, at=at)
        case Decline(reason, note):
            commands.decline_offer(offer=offer, reason=reason, note=note, by=by, at=at)
        case Consider(until):
            commands.keep_considering(offer=offer, until=until, by=by, at=at)
