"""What a version of an order changed, in sentences: for the list of versions, and before something is done. Pure.

Prices are told only where the reader may see them (ROLE-6).
"""

from collections.abc import Iterator, Mapping
from datetime import date

from carewright.kernel import hours as hours_of_care
from carewright.kernel.hours import Hours
from carewright.kernel.money import in_words
from carewright.packages.rules.book import Rows, from_day
from carewright.packages.rules.lines import LineFacts


def what_changed(before: Rows, after: Rows, day: date, names: Mapping[str, str], *, priced: bool) -> list[str]:
    """What is ordered otherwise from a day on than was before, a sentence or two for each part.

    `names`: of providers by their references. `priced`: whether money is told.
    """
    old, new = _by_part(from_day(before, day)), _by_part(from_day(after, day))
    return [
        f"{held_by(_any_of(old, new, part), names)}: {said}."
        for part in sorted(old.keys() | new.keys())
        for said in _of_part(old.get(part, []), new.get(part, []), day, priced=priced)
    ]


def held_by(row: LineFacts, names: Mapping[str, str]) -> str:
    """Whose part a row is: the provider by name, or what the money is."""
    name = names.get(row.provider, row.provider)
    if row.fund is None:
        return name
    return f"Service fund held by {name}" if name else "Direct payment"


def amount_words(row: LineFacts, *, priced: bool) -> str:
    """How much a row is of: hours and carers a week, or money a week."""
    if row.fund is not None:
        return f"{in_words(row.fund)} a week" if priced else "money in the place of care"
    carers = f", {row.carers} carers" if row.carers > 1 else ""
    return f"{hours_words(row.weekly_hours)} a week{carers}"


def hours_words(amount: Hours) -> str:
    """`1 hour`, `10.5 hours`."""
    return f"{hours_of_care.in_words(amount)} hour{'' if amount == 1 else 's'}"


def day_words(day: date) -> str:
    """`8 January 2018`."""
    return f"{day.day} {day:%B %Y}"


def paid_words(rows: list[LineFacts]) -> str:
    """What is paid while suspended, of rows of one part in the order of their days: `50% is paid until ...`."""
    paid = [row for row in rows if row.is_suspended and row.paid_percent]
    if not paid:
        return "nothing is paid"
    until = f" until {day_words(paid[-1].to_on)}, and nothing after it" if paid[-1].to_on else ""
    return f"{paid[-1].paid_percent}% is paid{until}"


def _of_part(old: list[LineFacts], new: list[LineFacts], day: date, *, priced: bool) -> Iterator[str]:
    if not new:
        yield f"nothing from {day_words(max(day, old[0].from_on))} on"
        return
    if not old:
        yield f"{amount_words(new[0], priced=priced)} from {day_words(new[0].from_on)}"
    else:
        yield from _turned(old, new, priced=priced)
    yield from _end_turned(old, new)


def _turned(old: list[LineFacts], new: list[LineFacts], *, priced: bool) -> Iterator[str]:
    was, is_now = old[0], new[0]
    if is_now.is_suspended and not was.is_suspended:
        yield f"suspended from {day_words(is_now.from_on)}; {paid_words(new)}"
    if was.is_suspended and not is_now.is_suspended:
        yield f"care from {day_words(is_now.from_on)}, {amount_words(is_now, priced=priced)}"
    if was.is_suspended and is_now.is_suspended and was.paid_percent != is_now.paid_percent:
        paid = f"{is_now.paid_percent}% is paid" if is_now.paid_percent else "still suspended, and nothing is paid"
        yield f"{paid} from {day_words(is_now.from_on)} on"
    if (was.weekly_hours, was.carers, was.fund) != (is_now.weekly_hours, is_now.carers, is_now.fund):
        yield f"{amount_words(was, priced=priced)} became {amount_words(is_now, priced=priced)}"
    if was.rate != is_now.rate:
        prices = " became ".join(f"{in_words(one.rate)} an hour" if one.rate else "no price" for one in (was, is_now))
        yield prices if priced else "another price"


def _end_turned(old: list[LineFacts], new: list[LineFacts]) -> Iterator[str]:
    end, before = new[-1].to_on, old[-1].to_on if old else None
    if end == before:
        return
    yield f"the last day is {day_words(end)}" if end else "without an end"


def _by_part(rows: Rows) -> dict[int, list[LineFacts]]:
    found: dict[int, list[LineFacts]] = {}
    for row in sorted(rows, key=lambda one: (one.part, one.from_on)):
        found.setdefault(row.part, []).append(row)
    return found


def _any_of(old: dict[int, list[LineFacts]], new: dict[int, list[LineFacts]], part: int) -> LineFacts:
    return (new.get(part) or old[part])[0]
