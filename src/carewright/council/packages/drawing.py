"""The order book as a bar chart made here: a row for each part, time along, suspended days hatched, today marked."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from textwrap import shorten

from carewright.kernel.hours import in_words
from carewright.packages.rules import LineFacts, amount_words

WIDTH, NARROW, MARGIN = 960, 345, 8
"""Widths of the chart on a desk and on a telephone, and what is kept free at either end."""
LANE, LABEL, BAR = 64, 20, 30
AXIS = 44
MONEY_LAST = 10**6
"""Where a fund, whose part is 0, stands among the parts."""
BEFORE, AFTER = timedelta(days=7), timedelta(days=42)
"""How much is shown before the first day, and after today and the last day on which something turns."""
EDGE = 24
"""Words in the middle of which a mark is stay so far from the edge."""
LETTER = 7.5
"""About so wide is a letter in a bar."""
STEPS = ((75, 0), (400, 1), (1500, 3), (10**9, 12))
"""For a chart of at most so many days a tick each so many months; 0: each week."""
NARROW_STEPS = ((25, 0), (110, 1), (400, 3), (10**9, 12))
"""The same where there is a third of the room."""
NAME_LETTERS = 40
"""So many letters of a name fit above a bar on a telephone."""


@dataclass(frozen=True)
class Bar:
    """A row of the book as drawn."""

    x: float
    width: float
    y: int
    kind: str
    words: str
    title: str

    @property
    def text_x(self) -> float:
        """Where its words begin."""
        return round(self.x + 6, 1)

    @property
    def text_y(self) -> int:
        """The line that its words stand on."""
        return self.y + 20


@dataclass(frozen=True)
class Lane:
    """A part: whose, and its bars."""

    name: str
    y: int
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class Tick:
    """A day on the axis."""

    x: float
    words: str


@dataclass(frozen=True)
class Chart:
    """The whole chart. `today`: where; `asked`: where the day that was asked for is, when that is another."""

    width: int
    height: int
    lanes: tuple[Lane, ...]
    ticks: tuple[Tick, ...]
    today: float
    asked: float | None
    bar: int = BAR

    @property
    def today_words_x(self) -> float:
        """Where the word under today's line stands, within the chart."""
        return min(max(self.today, EDGE), self.width - EDGE)

    @property
    def asked_words_x(self) -> float:
        """Where the words under the line of the day asked for stand, within the chart."""
        return min(max(self.asked or 0.0, 2 * EDGE), self.width - 2 * EDGE)

    @property
    def floor(self) -> int:
        """Where the axis is."""
        return self.height - AXIS


def drawn(
    rows: Iterable[LineFacts], held: dict[int, str], today: date, asked: date, width: int = WIDTH
) -> Chart | None:
    """The chart of a book; none where nothing is in it. `held`: whose each part is."""
    rows = tuple(rows)
    if not rows:
        return None
    first, last = _window(rows, today, asked)
    scale = (width - 2 * MARGIN) / ((last - first).days + 1)

    def across(day: date) -> float:
        return round(MARGIN + (day - first).days * scale, 1)

    lanes = []
    for number, part in enumerate(sorted({row.part for row in rows}, key=lambda one: one or MONEY_LAST)):
        y = number * LANE + LABEL
        own = [row for row in rows if row.part == part]
        name = held[part] if width == WIDTH else shorten(held[part], NAME_LETTERS, placeholder="…")
        lanes.append(Lane(name, y - 6, tuple(_bar(row, across, last, y) for row in own)))
    ticks = (
        Tick(across(day), words)
        for day, words in _ticks(first, last, STEPS if width == WIDTH else NARROW_STEPS)
        if across(day) > EDGE
    )
    marks = tuple(_apart(ticks))
    asked_at = across(asked) if asked != today else None
    return Chart(width, len(lanes) * LANE + AXIS, tuple(lanes), marks, across(today), asked_at)


def _apart(ticks: Iterable[Tick]) -> Iterator[Tick]:
    """Those whose words would touch the words before them are left out."""
    free = 0.0
    for tick in ticks:
        if tick.x >= free:
            free = tick.x + len(tick.words) * LETTER + MARGIN
            yield tick


def _window(rows: tuple[LineFacts, ...], today: date, asked: date) -> tuple[date, date]:
    turns = [day for row in rows for day in (row.from_on, row.to_on) if day is not None]
    return min([*turns, today, asked]) - BEFORE, max([*turns, today, asked]) + AFTER


def _bar(row: LineFacts, across: Callable[[date], float], last: date, y: int) -> Bar:
    end = row.to_on or last
    x = across(row.from_on)
    width = max(round(across(end + timedelta(days=1)) - x, 1), 1.5)
    amount = amount_words(row, priced=False)
    words = f"suspended, {row.paid_percent}% paid" if row.is_suspended else amount
    figure = "" if row.is_suspended or row.fund is not None else in_words(row.weekly_hours)
    kind = "suspended" if row.is_suspended else "fund" if row.fund is not None else "care"
    until = f" to {end.day} {end:%B %Y}" if row.to_on else " on, without an end"
    title = f"{amount}{', suspended' if row.is_suspended else ''}: {row.from_on.day} {row.from_on:%B %Y}{until}"
    shorter = (f"{figure} hours", figure) if figure else ()
    fits = (text for text in (words, *shorter) if len(text) * LETTER + 8 < width)
    return Bar(x, width, y, kind, next(fits, ""), title)


def _ticks(first: date, last: date, steps: tuple[tuple[int, int], ...]) -> Iterator[tuple[date, str]]:
    days = (last - first).days
    months = next(step for most, step in steps if days <= most)
    if not months:
        day = first + timedelta(days=-first.weekday() % 7)
        while day <= last - timedelta(days=5):
            yield day, f"{day.day} {day:%b}"
            day += timedelta(days=7)
        return
    year, month = first.year, 1
    while date(year, month, 1) <= last - timedelta(days=days // 16):
        if date(year, month, 1) >= first:
            yield date(year, month, 1), f"{year}" if months == 12 else f"{date(year, month, 1):%b %Y}"
        year, month = (year + 1, 1) if month + months > 12 else (year, month + months)
