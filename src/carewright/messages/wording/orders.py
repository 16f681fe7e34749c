"""What is said about orders and the financial assessment (ACC-4, ACC-6, ORD-4). Prices: in the attached order alone."""

from datetime import date, datetime
from decimal import Decimal

from carewright.messages.wording import Action, Wording
from carewright.messages.wording.words import day_words, hours_words
from carewright.worktime import moment_words


def order_sent(*, order: str, version: int, service: str, weekly_hours: Decimal, starts_on: date, path: str) -> Wording:
    """The service delivery order goes to the provider as an attached PDF."""
    again = f" It takes the place of version {version - 1}." if version > 1 else ""
    return Wording(
        subject=f"Service delivery order {order}, version {version}",
        paragraphs=[f"The service delivery order is attached. It is what we have agreed that you provide.{again}"],
        facts=[
            ("Order", f"{order}, version {version}"),
            ("Service", service),
            ("Hours", hours_words(weekly_hours)),
            ("From", day_words(starts_on)),
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
