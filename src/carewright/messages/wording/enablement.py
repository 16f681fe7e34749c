"""What is said about enablement before long-term care (REF-4, REF-8)."""

from datetime import date, datetime

from carewright.messages.wording import Action, Wording
from carewright.messages.wording.words import day_words
from carewright.worktime import moment_words


def asked(*, episode: str, team: str, answer_by: datetime, path: str, at: datetime) -> Wording:
    """The enablement team is asked to take somebody (REF-4)."""
    return Wording(
        subject=f"Enablement {episode}: asked for, answer by {moment_words(answer_by, at)}",
        paragraphs=["You are asked to take somebody. Give a start, or reject for capacity, by the time below."],
        facts=[("Enablement", episode), ("Asked by", team), ("Answer by", moment_words(answer_by, at))],
        action=Action("Answer", path),
    )


def start_given(*, episode: str, starts_on: date, path: str) -> Wording:
    """Who asked learns when enablement starts (REF-4)."""
    return Wording(
        subject=f"Enablement {episode} starts on {day_words(starts_on)}",
        paragraphs=["The enablement team will take the person."],
        facts=[("Enablement", episode), ("Start", day_words(starts_on))],
        action=Action("See enablement", path),
    )


def rejected(*, episode: str, reason: str, path: str) -> Wording:
    """Who asked learns that enablement has no capacity (REF-4)."""
    return Wording(
        subject=f"Enablement {episode}: no capacity",
        paragraphs=[
            "The enablement team has no capacity to take the person.",
            "If care is needed now, refer to brokerage and bypass enablement, with the reason that it has no capacity.",
        ],
        facts=[("Enablement", episode), ("Reason", reason)],
        action=Action("See enablement", path),
    )


def grace_period_over(*, episode: str, path: str) -> Wording:
    """A grace period has ended without care found: a referral to brokerage follows (REF-8)."""
    return Wording(
        subject=f"Enablement {episode}: the grace period has ended, refer to brokerage",
        paragraphs=[
            "The grace period without charge has ended, and no care has been found.",
            "Refer the person to brokerage now. The letter told them of the arrangement fee.",
        ],
        facts=[("Enablement", episode)],
        action=Action("See enablement", path),
    )
