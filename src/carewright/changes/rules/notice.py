"""What a notice of a change must hold, and when none can be given (CHG-1, CHG-6)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from carewright.kernel.hours import MOST_HOURS_IN_A_WEEK, Hours
from carewright.kernel.hours import in_words as plain
from carewright.kernel.refused import Fault, Invalid, Refused


class Agreement(StrEnum):
    """On what ground the person's package is changed: consent, a best-interests decision, or as yet neither."""

    CONSENT = "consent"
    BEST_INTERESTS = "best_interests"
    NEITHER = "neither"


class Advocate(StrEnum):
    """Whether an independent advocate is required under the Care Act, and was there."""

    NOT_REQUIRED = "not_required"
    INVOLVED = "involved"
    MISSING = "missing"


@dataclass(frozen=True)
class Conversation:
    """The talk before a change (CHG-1): with whom, when, what was said, and the criteria that have to be met."""

    spoke_with: str
    spoke_on: date
    said: str
    agreement: str
    advocate: str
    has_safeguarding_concern: bool


def check_conversation(talk: Conversation, today: date) -> None:
    """Refuse a notice whose criteria are not met, saying what to do instead; and one that leaves out who or what."""
    faults = list(_faults(talk, today))
    if faults:
        raise Invalid(faults, rule="CHG-1")


def _faults(talk: Conversation, today: date) -> Iterator[Fault]:
    if not talk.spoke_with.strip():
        yield Fault("spoke_with", "Say with whom you talked: the person, and who was with them.")
    if talk.spoke_on > today:
        yield Fault("spoke_on", "The conversation comes before the change: give the day on which you talked.")
    if not talk.said.strip():
        yield Fault("said", "Say what the person told you, in a sentence or two.")
    if talk.agreement not in set(Agreement) - {Agreement.NEITHER}:
        yield Fault(
            "agreement",
            "A package is changed with the person's consent, or by a best-interests decision. "
            "Talk with the person again, or ask for social care involvement, so that a decision can be made.",
        )
    if talk.advocate not in set(Advocate) - {Advocate.MISSING}:
        yield Fault(
            "advocate",
            "An advocate is required and was not there. Talk with the person again with their advocate, "
            "or ask for social care involvement.",
        )
    if talk.has_safeguarding_concern:
        yield Fault(
            "has_safeguarding_concern",
            "With a safeguarding concern a package is not changed by its provider. Report the concern to the council "
            "now, and ask for social care involvement.",
        )


def check_can_change(new: Hours, current: Hours, *, is_suspended: bool) -> None:
    """Refuse a change that is none, an end, more than a week has, or of care that is suspended."""
    if is_suspended:
        raise Refused(
            "This care is suspended, so there is nothing to change. Give notice of the change when it resumes.",
            rule="ORD-3",
        )
    if new <= 0:
        raise Refused(
            "A package is not ended by a change. Give notice that you hand it back, or ask for social care "
            "involvement.",
            rule="CHG-1",
            field="weekly_hours",
        )
    if new > MOST_HOURS_IN_A_WEEK:
        raise Refused(
            f"A week has {plain(MOST_HOURS_IN_A_WEEK)} hours. Enter that many or fewer, for one carer.",
            rule="CHG-1",
            field="weekly_hours",
        )
    if new == current:
        raise Refused(
            f"{plain(new)} hours a week is what is ordered from that day. Enter the hours that you would change it to.",
            rule="CHG-1",
            field="weekly_hours",
        )


def check_not_replaced(later_on: date | None, later_hours: Hours) -> None:
    """Refuse a change within tolerance before a day from which other hours are ordered already: it would not hold, and
    nobody could confirm it (CHG-6). `later_on`: that day; None: there is none.
    """
    if later_on is None:
        return
    raise Refused(
        f"{plain(later_hours)} hours a week are ordered from {later_on.day} {later_on:%B %Y} already. Choose that day "
        "or a later one.",
        rule="CHG-6",
        field="effective_on",
    )


def check_alone(under_way: str, *, is_own: bool) -> None:
    """Refuse a second change of a package while one is under way (CHG-6). `under_way`: that one's reference, or "".

    A provider that shares a package is not told the reference of the other's change (ROLE-5).
    """
    if not under_way:
        return
    which = f"Change {under_way}" if is_own else "Another change"
    then = f"Withdraw {under_way} first, or wait" if is_own else "Wait"
    raise Refused(
        f"{which} of this package is under way, and a package has one at a time. {then} until it is decided.",
        rule="CHG-6",
    )


def is_backdated(effective_on: date, today: date, days: int) -> bool:
    """Whether a change takes effect further back than a provider may let it: exactly so many days is within (CHG-6)."""
    return (today - effective_on).days > days
