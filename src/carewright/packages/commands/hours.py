"""More or fewer hours, or another price, of a part of a package: the next version of its order (CHG-5, VAR-1)."""

from dataclasses import replace
from datetime import date, datetime

from carewright.access.actors import Actor
from carewright.access.check import check_may
from carewright.kernel import hours as hours_of_care
from carewright.kernel.hours import MOST_HOURS_IN_A_WEEK, Hours
from carewright.kernel.money import Money
from carewright.kernel.refused import Refused
from carewright.packages.commands.revising import Book, changed_event, check_from_first_day, locked_book, revise
from carewright.packages.lifecycle import OrderKind
from carewright.packages.models import Order
from carewright.packages.rules import LineFacts
from carewright.packages.rules.book import changed, of_other_hours
from carewright.trail.command import command, record


@command
def flex_part(
    *,
    package: str,
    provider: str,
    weekly_hours: Hours,
    from_on: date,
    because: str,
    part: int | None = None,
    by: Actor,
    at: datetime,
) -> Order:
    """Change the hours of a provider's part within tolerance; what was originally ordered does not move (CHG-2).

    Refused where other hours are ordered already from a later day: a flex is of the part as it stands.
    """
    book = locked_book(package)
    check_may(by, "flex_part", unit=book.package.team.path)
    row = _changing(book, provider, from_on, weekly_hours, part)
    check_nothing_later(book, row, from_on)
    rows = changed(book.rows, row.part, from_on, lambda one: replace(one, weekly_hours=weekly_hours))
    order = revise(book, kind=OrderKind.FLEXED, from_on=from_on, rows=rows, because=because, by=by, at=at)
    record(changed_event(order, book, f"{_hours(row.weekly_hours)} a week became {_hours(weekly_hours)}."))
    return order


@command
def reorder_part(
    *,
    package: str,
    provider: str,
    weekly_hours: Hours,
    from_on: date,
    because: str,
    part: int | None = None,
    by: Actor,
    at: datetime,
) -> Order:
    """Order other hours of a provider's part, as the council has authorised: tolerance is measured from them (VAR-1).

    What was ordered of the part for later days is replaced.
    """
    book = locked_book(package)
    check_may(by, "reorder_part", unit=book.package.team.path)
    row = _changing(book, provider, from_on, weekly_hours, part)

    def reordered(one: LineFacts) -> LineFacts:
        return replace(one, weekly_hours=weekly_hours, ordered_hours=weekly_hours)

    rows = changed(book.rows, row.part, from_on, reordered)
    order = revise(book, kind=OrderKind.REORDERED, from_on=from_on, rows=rows, because=because, by=by, at=at)
    record(changed_event(order, book, f"{_hours(row.weekly_hours)} a week became {_hours(weekly_hours)}."))
    return order


@command
def uplift_part(
    *,
    package: str,
    provider: str,
    rate: Money,
    from_on: date,
    because: str,
    part: int | None = None,
    by: Actor,
    at: datetime,
) -> Order:
    """Another price of a provider's part from a day on, as commissioning has decided (VAR-3, PRO-5).

    Hours stay as they are, those originally ordered too.
    """
    book = locked_book(package)
    check_may(by, "uplift_part", unit=book.package.team.path)
    check_from_first_day(book, from_on)
    if rate <= 0:
        raise Refused("The hourly rate must be more than nothing.", rule="ORD-1", field="rate")
    row = book.row_of(provider, from_on, part)
    if row.rate == rate:
        raise Refused("That is the rate already.", rule="ORD-1", field="rate")
    rows = changed(book.rows, row.part, from_on, lambda one: replace(one, rate=rate))
    order = revise(book, kind=OrderKind.UPLIFTED, from_on=from_on, rows=rows, because=because, by=by, at=at)
    record(changed_event(order, book, "another price."))
    return order


def check_nothing_later(book: Book, row: LineFacts, from_on: date) -> None:
    """Refuse where the part's hours are other ones from a later day already (CHG-6)."""
    later = of_other_hours(book.rows, row, from_on)
    if later is not None:
        day = f"{later.from_on.day} {later.from_on:%B %Y}"
        raise Refused(
            f"{_hours(later.weekly_hours)} a week are ordered from {day} already. Give that day or a later one.",
            rule="CHG-6",
            field="from_on",
        )


def _changing(book: Book, provider: str, from_on: date, weekly_hours: Hours, part: int | None) -> LineFacts:
    """The row to be changed; refused for no hours, the same hours, and days without it."""
    check_from_first_day(book, from_on)
    row = book.row_of(provider, from_on, part)
    if weekly_hours <= 0:
        raise Refused("Give more than 0 hours, or end the package instead.", rule="ORD-1", field="weekly_hours")
    if weekly_hours > MOST_HOURS_IN_A_WEEK:
        raise Refused("A week has 168 hours: give that many or fewer.", rule="ORD-1", field="weekly_hours")
    if row.weekly_hours == weekly_hours:
        raise Refused("Those are the hours already.", rule="ORD-1", field="weekly_hours")
    return row


def _hours(amount: Hours) -> str:
    words = hours_of_care.in_words(amount)
    return f"{words} hour" if words == "1" else f"{words} hours"
