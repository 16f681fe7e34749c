"""What is said about orders and the financial assessment (ACC-4, ACC-6, ORD-4). Prices: in the attached order alone."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from carewright.messages.wording import Action, Wording
from carewright.messages.wording.words import day_words, hours_words
from carewright.worktime import moment_words

_VERSIONS = {
    "placed": "This version has what was placed since, from {day}.{end}",
    "flexed": "This version has other hours from {day}, as was confirmed.",
    "reordered": "This version has other care from {day}, as the council has decided.{end}",
    "uplifted": "This version has another price from {day}.",
    "suspended": "Care is suspended from {day}. {retainer} Give no care until we confirm that it resumes.",
    "resumed": "Care resumes on {day}, as you have confirmed, and is paid in full from that day.",
    "cancelled": "What was ordered is cancelled from {day}.",
}
"""What a version is, by the kind of order."""


@dataclass(frozen=True)
class VersionTold:
    """What a version of an order is, to one provider: its kind, its first day, and how its own care goes on.

    `goes_on`: the provider has care to give after the first day. While care is suspended `retainer_percent` of its cost
    is paid until `retainer_until`, nothing after it; None: nothing at all. `fund`: the provider holds one from then on.
    `joins`: it was on no version before.
    """

    kind: str
    version: int
    from_on: date
    goes_on: bool = True
    retainer_percent: int = 0
    retainer_until: date | None = None
    fund: bool = False
    joins: bool = False

    @property
    def sentence(self) -> str:
        """In one or two sentences, at the top of the order and in its email."""
        day = day_words(self.from_on)
        if self.fund:
            return f"From {day} you hold an individual service fund for the person in the place of what was ordered."
        if self.kind in ("ended", "part_ended", "funded"):
            return self._end.strip() or f"Another part of the package ends on {day}. Yours goes on as it is."
        if self.joins:
            return f"This is what we have agreed that you provide, from {day}."
        return _VERSIONS[self.kind].format(day=day, end=self._end, retainer=self._retainer)

    @property
    def _end(self) -> str:
        if self.goes_on:
            return ""
        return " Your care ends: its last day is in the table below, and nothing is paid for days after it."

    @property
    def _retainer(self) -> str:
        if self.retainer_until is None:
            return "Nothing is paid while it is."
        until = day_words(self.retainer_until)
        return f"A retainer of {self.retainer_percent}% is paid until {until}, and nothing after that day."


def order_sent(*, order: str, told: VersionTold, service: str, hours_a_week: Decimal, path: str) -> Wording:
    """The service delivery order goes to the provider as an attached PDF."""
    again = f" It takes the place of version {told.version - 1}." if told.version > 1 else ""
    return Wording(
        subject=f"Service delivery order {order}, version {told.version}",
        paragraphs=[f"The service delivery order is attached.{again} {told.sentence}"],
        facts=[
            ("Order", f"{order}, version {told.version}"),
            ("Service", service),
            ("Hours", hours_words(hours_a_week) if hours_a_week else "None now"),
            ("From", day_words(told.from_on)),
        ],
        action=Action("See the package", path),
        after=[
            "Check it and tell us at once if anything is not as you agreed. It holds personal information: keep "
            "it safe."
        ],
    )


def order_no_longer(*, package: str, version: int, service: str, from_on: date) -> Wording:
    """A provider that was on the order is not on its new version (ORD-3)."""
    return Wording(
        subject=f"No longer ordered from {day_words(from_on)}: package {package}",
        paragraphs=[
            f"From {day_words(from_on)} nothing is ordered from you for this package any more. Nothing is paid for "
            "care from that day on."
        ],
        facts=[("Package", package), ("Service", service), ("Order", f"version {version}")],
        after=["If you think that this is wrong, telephone the brokerage at once."],
    )


def financial_assessment_due(*, order: str, due_at: datetime, path: str, at: datetime) -> Wording:
    """The referrer is asked for the financial assessment (ACC-6)."""
    limit = moment_words(due_at, at)
    return Wording(
        subject=f"Financial assessment due by {limit}: order {order}",
        paragraphs=[
            "The order has been made. Please complete the financial assessment, so that finance can work out the "
            "contribution."
        ],
        facts=[("Order", order), ("Due by", limit)],
        action=Action("Record the financial assessment", path),
    )


def financial_assessment_sent(*, order: str, completed_at: datetime, path: str, at: datetime) -> Wording:
    """The completed financial assessment is there for finance (ACC-6)."""
    return Wording(
        subject=f"Financial assessment completed: order {order}",
        paragraphs=["The financial assessment is complete and ready for you."],
        facts=[("Order", order), ("Completed", moment_words(completed_at, at))],
        action=Action("See the package", path),
    )


def budget_letter_copy(*, package: str, order: str, from_on: date, communication_need: str, path: str) -> Wording:
    """Finance gets a copy of the letter that tells the person what they pay, to bill by and to post (CHG-5, ORD-5)."""
    need = [("How the person is best told", communication_need)] if communication_need else []
    return Wording(
        subject=f"Personal budget letter, from {day_words(from_on)}: package {package}",
        paragraphs=["What the person pays, or what it is paid for, has changed. The letter to them is attached."],
        facts=[("Package", package), ("Order", order), ("From", day_words(from_on)), *need],
        action=Action("See the package", path),
        after=["Bill by it from that day. Post it to the person. It holds personal information: keep it safe."],
    )


def change_ordered(*, referral: str, package: str, version: int, from_words: str, path: str) -> Wording:
    """The team that asked learns that the present provider takes the change (VAR-1, ACC-5)."""
    return Wording(
        subject=f"Change ordered from {from_words}: referral {referral}",
        paragraphs=["The provider that has the package has agreed to the change, so that no new one was looked for."],
        facts=[("Referral", referral), ("Package", package), ("Order", f"version {version}"), ("From", from_words)],
        action=Action("See the package", path),
    )
