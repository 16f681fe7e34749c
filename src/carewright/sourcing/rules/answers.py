"""What an answer to an offer may say, and what decides about providers without a contract (SRC-3 to 5, 8, 11, 12)."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from decimal import Decimal

from carewright.access.roles import Role
from carewright.kernel.hours import Hours, in_words
from carewright.kernel.refused import Fault, Gone, Invalid, WrongState
from carewright.policy.terms import PlacedAs, Rating, SourcingTerms
from carewright.providers.rules import RATINGS
from carewright.worktime import Calendar, due, is_late, london, moment_words

RELEASABLE = ("assessment", "final_review_form", "risk_assessment")
"""The documents of a referral that a provider is given on request (SRC-5); the referral form is a page."""


class AnsweredLate(WrongState):
    """The answer came after its time limit, whether or not the lapse has been carried out yet (OBL-2)."""

    def __init__(self, answer_by: datetime, at: datetime) -> None:
        super().__init__(
            f"The time to answer this offer ended at {moment_words(answer_by, at)}, and no answer in time is a "
            "decline. If you can still provide this care, ring the brokerage team.",
            rule="SRC-3",
        )


class AlreadyGone(Gone, WrongState):
    """Another provider was first (SRC-10)."""

    def __init__(self) -> None:
        super().__init__("This package has gone to another provider. Thank you for answering.", rule="SRC-10")


def check_in_time(answer_by: datetime, at: datetime) -> None:
    """Exactly on time is in time; one second later is refused as late (TIME-4, OBL-2)."""
    if is_late(at, answer_by):
        raise AnsweredLate(answer_by, at)


def check_considering_until(
    until: datetime, *, start_on: date, terms: SourcingTerms, calendar: Calendar, at: datetime
) -> None:
    """In the future, within the policy's longest counted from now, before the day of the requested start (SRC-4)."""
    longest = due(at, terms.considering_longest, calendar)
    if not is_late(until, at):
        raise _bad("until", "The time until which you are considering must be in the future.", "SRC-4")
    if is_late(until, longest):
        limit = f"within {terms.considering_longest}, so by {moment_words(longest, at)}"
        raise _bad("until", f"You can consider an offer for a while, but must answer {limit}.", "SRC-4")
    if until >= london(start_on, time(0)):
        raise _bad("until", "Care is asked for from that day. Choose a time before the day of the start.", "SRC-4")


def check_decline_reason(reason: str, terms: SourcingTerms) -> None:
    """One of the policy's codes (SRC-3)."""
    if reason not in terms.decline_reasons:
        known = "; ".join(terms.decline_reasons.values())
        raise _bad("reason", f"Choose a reason for declining: {known}.", "SRC-3")


def check_later_start(start_on: date, requested_on: date, today: date) -> None:
    """Later than requested, and not in the past: otherwise it is a plain acceptance (SRC-11)."""
    if start_on <= requested_on:
        raise _bad("start_on", "This is not later than the start asked for. Accept the offer instead.", "SRC-11")
    if start_on < today:
        raise _bad("start_on", "The start must be today or later.", "SRC-11")


def check_part_of(weekly_hours: Hours, offered: Hours) -> None:
    """More than nothing and less than what was offered: hours awarded never exceed hours required (SRC-12)."""
    if not weekly_hours.is_finite() or weekly_hours != round(weekly_hours, 2):
        raise _bad("weekly_hours", "Enter the hours as a number with at most two decimal places.", "SRC-12")
    if weekly_hours <= 0:
        raise _bad("weekly_hours", "Enter how many hours a week you can provide, more than none.", "SRC-12")
    if weekly_hours >= offered:
        sentence = f"{in_words(offered)} hours a week were offered: enter fewer, or accept all of it."
        raise _bad("weekly_hours", sentence, "SRC-12")


def check_split(hours: Sequence[Hours], whole: Hours, descriptions: Sequence[str]) -> None:
    """Two parts or more, each with hours, that together are exactly the whole (SRC-12)."""
    if len(hours) < 2:
        raise _bad("hours", "A split has two parts or more.", "SRC-12")
    if any(not part.is_finite() or part <= 0 or part != round(part, 2) for part in hours):
        raise _bad("hours", "Each part needs hours a week: more than none, with at most two decimal places.", "SRC-12")
    total = sum(hours, Decimal(0))
    if total != whole:
        sentence = f"The parts add up to {in_words(total)} hours a week; they must add up to {in_words(whole)}."
        raise _bad("hours", sentence, "SRC-12")
    if descriptions and len(descriptions) != len(hours):
        raise _bad("descriptions", "Describe each part, or none.", "SRC-12")


def documents_owed(attached: Iterable[str], *, known_to_community: bool, risk_recorded: bool) -> tuple[str, ...]:
    """Codes of the attached documents that have to be released when a provider asks (SRC-5).

    The assessment if the person is known to the team, the final review form if enablement was recent (it is attached
    then), the risk assessment if a risk is recorded.
    """
    there = set(attached)
    owed = {"assessment": known_to_community, "final_review_form": True, "risk_assessment": risk_recorded}
    return tuple(code for code in RELEASABLE if owed[code] and code in there)


def who_permits(rating: str, terms: SourcingTerms) -> Role | None:
    """Who may permit a provider without a contract, by policy and whether it is rated; None: nobody may (SRC-8)."""
    if rating not in RATINGS:
        return terms.non_contracted.unrated_decided_by
    return terms.non_contracted.decided_by if Rating(rating) in terms.good_ratings else None


def placed_as(terms: SourcingTerms) -> str:
    """The kind of contract that a placement without one becomes, by policy: exception or individual (SRC-8)."""
    return "exception" if terms.non_contracted.placed_as == PlacedAs.EXCEPTION else "individual"


def _bad(field: str, sentence: str, rule: str) -> Invalid:
    return Invalid([Fault(field, sentence)], rule=rule)
