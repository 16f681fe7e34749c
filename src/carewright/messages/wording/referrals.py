"""What referring teams and enablement are told at each step (ACC-5), and the grace period's email (REF-8)."""

from collections.abc import Sequence
from datetime import date, datetime

from carewright.messages.wording import Action, Wording
from carewright.messages.wording.words import day_words
from carewright.worktime import moment_words


def received(*, referral: str, service: str, received_at: datetime, path: str, at: datetime) -> Wording:
    """Brokerage has the referral."""
    return Wording(
        subject=f"Referral {referral} received",
        paragraphs=["We have received your referral and will check that it is complete."],
        facts=[("Referral", referral), ("Service", service), ("Received", moment_words(received_at, at))],
        action=Action("See the referral", path),
    )


def loaded(*, file: str, received: int, rejected: int, path: str) -> Wording:
    """Brokerage has the referrals of a file: one email for all of them (REF-10)."""
    rest = [f"{rejected} rows were rejected. Mend them in the reject file and send it."] if rejected else []
    return Wording(
        subject=f"{received} referrals received from file {file}",
        paragraphs=["We have received the referrals in your file and will check that each is complete.", *rest],
        facts=[("File", file), ("Received", str(received)), ("Rejected", str(rejected))],
        action=Action("See your referrals", path),
    )


def returned(*, referral: str, missing: Sequence[str], note: str, path: str) -> Wording:
    """The referral is incomplete: what the rules find missing, and what the broker wrote (REF-6)."""
    facts = [("Referral", referral), ("What is missing", "\n".join(missing)), ("From the broker", note)]
    return Wording(
        subject=f"Referral {referral} returned: something is missing",
        paragraphs=["We cannot start to look for care yet, because something is missing from your referral."],
        facts=[(label, value) for label, value in facts if value],
        action=Action("Complete the referral", path),
        after=["Add what is missing and submit it again. The date on which we first received it is kept."],
    )


def to_forward(*, referral: str, why: str, path: str) -> Wording:
    """The team manager is asked to forward a referral that states visit times or bypasses enablement (REF-3, REF-4)."""
    return Wording(
        subject=f"Referral {referral} needs you to forward it",
        paragraphs=["This referral needs your approval before brokerage can take it. Forwarding it is your approval."],
        facts=[("Referral", referral), ("Why", why)],
        action=Action("See the referral", path),
    )


def forwarded(*, referral: str, by_role: str, path: str) -> Wording:
    """The referrer learns that the manager has forwarded the referral (REF-3)."""
    return Wording(
        subject=f"Referral {referral} forwarded",
        paragraphs=[f"Your referral has been forwarded to brokerage by the {by_role}."],
        facts=[("Referral", referral)],
        action=Action("See the referral", path),
    )


def approached(*, referral: str, path: str) -> Wording:
    """A provider has been approached."""
    return Wording(
        subject=f"Referral {referral}: a provider has been approached",
        paragraphs=["The referral is complete and we have approached a provider. We will tell you when one accepts."],
        facts=[("Referral", referral)],
        action=Action("See the referral", path),
    )


def accepted(*, referral: str, provider: str, path: str) -> Wording:
    """A provider has accepted, for the present."""
    return Wording(
        subject=f"Referral {referral}: {provider} has accepted",
        paragraphs=[
            f"{provider} has accepted the package. We will telephone the person; then the provider will make "
            "contact and agree "
            "the arrangements.",
            "The start is not certain until the provider has confirmed it. We will tell you when it has.",
        ],
        facts=[("Referral", referral), ("Provider", provider)],
        action=Action("See the referral", path),
    )


def acceptance_fell_through(*, referral: str, provider: str, waiting_since: str, path: str) -> Wording:
    """A provider that had accepted can't provide the care after all; the wait goes on by its own clock (SRC-6)."""
    return Wording(
        subject=f"Referral {referral}: {provider} can no longer provide the care",
        paragraphs=[
            f"{provider} had accepted the package and can no longer provide it. We are looking for another provider.",
            "The person keeps their place on the list.",
        ],
        facts=[("Referral", referral), ("Waiting since", waiting_since)],
        action=Action("See the referral", path),
    )


def confirmed_with_start_date(*, referral: str, provider: str, start_on: date, path: str) -> Wording:
    """The provider has confirmed, with a start date."""
    return Wording(
        subject=f"Referral {referral}: care starts on {day_words(start_on)}",
        paragraphs=[f"{provider} has agreed the arrangements with the person and confirmed when care starts."],
        facts=[("Referral", referral), ("Provider", provider), ("Start", day_words(start_on))],
        action=Action("See the referral", path),
    )


def withdrawn(*, referral: str, reason: str, path: str) -> Wording:
    """The referral has been withdrawn."""
    return Wording(
        subject=f"Referral {referral} withdrawn",
        paragraphs=["This referral has been withdrawn. Nobody will be approached about it any more."],
        facts=[("Referral", referral), *([("Reason", reason)] if reason else [])],
        action=Action("See the referral", path),
    )


def refused(*, referral: str, reason: str, path: str) -> Wording:
    """Brokerage may not take the referral (REF-8)."""
    return Wording(
        subject=f"Referral {referral} refused",
        paragraphs=["Brokerage cannot take this referral."],
        facts=[("Referral", referral), ("Why", reason)],
        action=Action("See the referral", path),
        after=[
            "Somebody who pays for their own care is supported to arrange it, unless an exception of the charging "
            "policy applies."
        ],
    )


def enablement_can_end(*, referral: str, start_on: date, path: str) -> Wording:
    """Enablement is told when long-term care starts, so that its service can end (ACC-5)."""
    return Wording(
        subject=f"Referral {referral}: enablement can end when care starts on {day_words(start_on)}",
        paragraphs=["Long-term care has been confirmed. Please plan for enablement to end when it starts."],
        facts=[("Referral", referral), ("Care starts", day_words(start_on))],
        action=Action("See the referral", path),
    )


def grace_period_started(*, referral: str, from_on: date, ends_on: date, path: str) -> Wording:
    """The team is told that a self-funder's grace period runs and that the letter is attached (REF-8)."""
    return Wording(
        subject=f"Referral {referral}: grace period until {day_words(ends_on)}",
        paragraphs=[
            "The person has reached their enablement potential and will pay for their own care. A period without "
            "charge has "
            "started. The letter for the person is attached: print and give it to them.",
        ],
        facts=[("Referral", referral), ("From", day_words(from_on)), ("Until the end of", day_words(ends_on))],
        action=Action("See the referral", path),
        after=[
            "If care has not been found by then, refer the person to brokerage. The letter warns of the "
            "arrangement fee."
        ],
    )
