"""What is said about price requests (VAR-3). No price: it stands on the page that its reader signs in to (ROLE-6)."""

from datetime import datetime

from carewright.messages.wording import Action, Wording
from carewright.worktime import moment_words


def price_asked(*, provider: str, service: str, answer_by: datetime, path: str, at: datetime) -> Wording:
    """Commissioning is asked for another price."""
    limit = moment_words(answer_by, at)
    return Wording(
        subject=f"Price request from {provider}: answer by {limit}",
        paragraphs=[f"{provider} asks for another price. What it asks, its evidence and what it would cost are there."],
        facts=[("Service", service), ("Answer by", limit)],
        action=Action("See the price request", path),
    )


def price_answered(*, service: str, path: str) -> Wording:
    """The provider is told that its price request has been answered."""
    return Wording(
        subject="Your price request has been answered",
        paragraphs=[f"We have answered your request for another price for {service[:1].lower()}{service[1:]}."],
        action=Action("See the answer", path),
    )
