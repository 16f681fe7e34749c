"""What providers are told about offers (SRC-3 to 7, SRC-10). Nothing here tells whose care it is, or any price."""

from collections.abc import Sequence
from datetime import datetime

from carewright.messages.wording import Action, Wording
from carewright.messages.wording.words import Care
from carewright.worktime import moment_words


def offer_made(*, offer: str, care: Care, answer_by: datetime, path: str, at: datetime) -> Wording:
    """An offer to a provider: the care in general terms, the time limit, and the link to answer by (SRC-3)."""
    limit = moment_words(answer_by, at)
    return Wording(
        subject=f"Can you provide {care.in_words}? Answer by {limit}",
        paragraphs=["We are offering you a package of care. Tell us whether you can provide it."],
        facts=[("Answer by", limit), *care.facts, ("Offer", offer)],
        action=Action("Answer this offer", path, secret=True),
        after=[
            "You can accept it, accept part of it, accept with a later start, decline, or say until when you are still "
            "considering it. You can also ask for the documents.",
            f"If we do not hear from you by {limit} we will take this as a decline.",
            "The link is for you alone: do not forward it. It works once and stops at the time above.",
        ],
    )


def standard_decline(*, offer: str, care: Care, reason: str, no_response: bool = False) -> Wording:
    """A cluster provider's decline is acknowledged, copied to its manager (SRC-7); no answer in time is a decline."""
    if no_response:
        happened = (
            f"We offered you {care.in_words} and did not hear from you in time. We have recorded this as a decline."
        )
        facts = [("Reason", "No response in time"), ("Offer", offer)]
    else:
        happened = f"You declined {care.in_words}. Thank you for telling us."
        facts = [("Reason", reason), ("Offer", offer)]
    return Wording(
        subject=f"Offer declined: {care.in_words}",
        paragraphs=[happened, "We will approach another provider. You do not need to do anything."],
        facts=facts,
        after=[
            "Providers of a cluster agree to take the packages in it. We keep each decline and its reason, and "
            "discuss them "
            "when we review your contract. If this is not what you meant, reply to us at once.",
            "A copy of this email goes to your manager.",
        ],
    )


def package_gone(*, offer: str, care: Care) -> Wording:
    """Somebody else's acceptance came first (SRC-10): told at once, courteously."""
    return Wording(
        subject=f"This package has gone: {care.in_words}",
        paragraphs=[
            f"Thank you for offering to provide {care.in_words}. It has been placed with another provider.",
            "This does not count as a decline, and you do not need to do anything.",
        ],
        facts=[("Offer", offer)],
        after=["We will be in touch when there is another package that you could take."],
    )


def offer_withdrawn(*, offer: str, care: Care, reason: str = "") -> Wording:
    """The council has withdrawn an offer."""
    return Wording(
        subject=f"Offer withdrawn: {care.in_words}",
        paragraphs=[
            f"We have withdrawn our offer of {care.in_words}.",
            "This does not count as a decline, and you do not need to do anything.",
        ],
        facts=[*([("Reason", reason)] if reason else []), ("Offer", offer)],
    )


def considering_noted(*, offer: str, care: Care, considering_until: datetime, path: str, at: datetime) -> Wording:
    """The moment that a considering provider named, with a new link to answer by then (SRC-4)."""
    until = moment_words(considering_until, at)
    return Wording(
        subject=f"You are considering {care.in_words}: answer by {until}",
        paragraphs=[f"You told us that you are considering {care.in_words}. Please answer by {until}."],
        facts=[("Answer by", until), ("Offer", offer)],
        action=Action("Answer this offer", path, secret=True),
        after=["The link is for you alone: do not forward it. It works once and stops at the time above."],
    )


def considering_bypassed(*, offer: str, care: Care, considering_until: datetime, at: datetime) -> Wording:
    """A provider that is still considering is told that the next one is being approached meanwhile (SRC-4)."""
    until = moment_words(considering_until, at)
    return Wording(
        subject=f"We are approaching another provider: {care.in_words}",
        paragraphs=[
            f"You told us that you are considering {care.in_words} until {until}. Because this person needs care "
            "soon, we are "
            "now also approaching the next provider.",
            f"You can still accept until {until}, as long as nobody else has accepted first.",
        ],
        facts=[("Considering until", until), ("Offer", offer)],
    )


def documents_released(*, offer: str, care: Care, documents: Sequence[str], path: str) -> Wording:
    """The documents that a provider asked for are there to read (SRC-5). They are not in the email."""
    return Wording(
        subject=f"The documents you asked for: {care.in_words}",
        paragraphs=["The documents that you asked for are ready to read."],
        facts=[("Documents", "\n".join(documents)), ("Offer", offer)],
        action=Action("Read the documents", path),
        after=[
            "They hold personal information. Show them only to those who decide on this offer. We keep a record "
            "of each release."
        ],
    )
