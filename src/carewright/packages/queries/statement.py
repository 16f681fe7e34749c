"""What a package comes to week by week, and what was adjusted of it later (ORD-2, ORD-4)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from carewright.access.actors import Actor
from carewright.access.check import check_may
from carewright.kernel.hours import Hours
from carewright.kernel.money import Money
from carewright.packages.models import Adjustment, Order, Package
from carewright.packages.queries.packages import visible_to
from carewright.packages.queries.versions import names_of
from carewright.packages.rules import NOTHING, charges_of, clipped, held_by
from carewright.packages.rules.book import Rows
from carewright.packages.rules.charges import monday_of

Key = tuple[int, date]


@dataclass(frozen=True)
class ChargeRow:
    """A part's week, or as much of it as was asked for: hours due and cost as known now, and of that what was adjusted
    after the days were over. Cost less adjustments is what was known when they were."""

    part: int
    provider: str
    held_by: str
    from_on: date
    to_on: date
    hours: Hours
    cost: Money
    adjusted_hours: Hours
    adjusted: Money


def charges(package: Package, book: Rows, since: date, until: date) -> list[ChargeRow]:
    """The package's weeks from `since` to `until`, both included, part by part; for one with this book.

    A part that costs nothing now but was adjusted to nothing stands with nothing. Money is for who may see prices: the
    caller looks (`sees_prices`).
    """
    names = names_of(package)
    adjusted = _adjusted(package, since, until)
    held = {row.part: held_by(row, names) for row in book}
    rows = [
        ChargeRow(
            part=one.part,
            provider=one.provider,
            held_by=held[one.part],
            from_on=one.from_on,
            to_on=one.to_on,
            hours=one.hours,
            cost=one.cost,
            adjusted_hours=_sum(one_.hours for one_ in adjusted.get((one.part, monday_of(one.from_on)), ())),
            adjusted=_sum(one_.amount for one_ in adjusted.pop((one.part, monday_of(one.from_on)), ())),
        )
        for one in charges_of(clipped(book, since, until), since, until)
    ]
    rows += [_nothing_left(own, names) for own in adjusted.values()]
    return sorted(rows, key=lambda row: (row.from_on, row.part))


def orders_adjusting(by: Actor, *, since: datetime | None = None, until: datetime | None = None) -> QuerySet[Order]:
    """Versions that made something owed either way for days that were over, from a moment on and before another, each
    with its adjustments: for payment systems (ORD-2, ORD-4)."""
    check_may(by, "see_packages")
    adjusting = Adjustment.objects.filter(order=OuterRef("pk"))
    found = Order.objects.filter(Exists(adjusting), package__in=visible_to(by))
    if since is not None:
        found = found.filter(made_at__gte=since)
    if until is not None:
        found = found.filter(made_at__lt=until)
    adjustments = Adjustment.objects.select_related("provider").order_by("from_on", "part")
    found = found.select_related("package__person", "package__team")
    return found.prefetch_related(Prefetch("adjustments", adjustments)).order_by("made_at", "ref")


def _adjusted(package: Package, since: date, until: date) -> dict[Key, list[Adjustment]]:
    """Adjustments of days within the two, by part and week."""
    found: dict[Key, list[Adjustment]] = {}
    rows = Adjustment.objects.filter(order__package=package, from_on__gte=since, to_on__lte=until)
    for one in rows.select_related("provider").order_by("from_on", "pk"):
        found.setdefault((one.part, monday_of(one.from_on)), []).append(one)
    return found


def _nothing_left(own: list[Adjustment], names: dict[str, str]) -> ChargeRow:
    """A week of which nothing is ordered any more."""
    provider = own[0].provider.ref if own[0].provider else ""
    return ChargeRow(
        part=own[0].part,
        provider=provider,
        held_by=names.get(provider, "Direct payment"),
        from_on=min(one.from_on for one in own),
        to_on=max(one.to_on for one in own),
        hours=NOTHING,
        cost=NOTHING,
        adjusted_hours=_sum(one.hours for one in own),
        adjusted=_sum(one.amount for one in own),
    )


def _sum(amounts: Iterable[Money]) -> Money:
    return sum(amounts, NOTHING)
