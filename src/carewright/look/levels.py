"""The levels of weekly cost as a scale, drawn on the server: `{% include "look/levels.html" with scale=scale %}`.

A bar for each cost over bands for the levels, from nothing to beyond the top. Everything across is in percent of the
width, so that words stay readable on a telephone; the words of the picture are its text alternative.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from carewright.kernel.money import Money, in_words

ROOM_FOR_WORDS = Decimal(12)
"""Narrower than so many percent, a band has its number alone."""
BEYOND, ABOVE = Decimal("1.2"), Decimal("1.05")
FIRST_ROW, ROW, BAR = 44, 44, 14


@dataclass(frozen=True)
class Band:
    """A level: where it begins, how wide it is, in percent; its limit's words, where they have room."""

    label: str
    begins: str
    width: str
    middle: str
    ends: str
    limit: str
    is_even: bool


@dataclass(frozen=True)
class Bar:
    """A cost: its words and their place, its bar and its length in percent."""

    words: str
    words_y: int
    bar_y: int
    length: str
    is_asked: bool


@dataclass(frozen=True)
class Scale:
    """The picture, ready for the template."""

    bands: tuple[Band, ...]
    bars: tuple[Bar, ...]
    words: str
    height: int
    foot: int


def scale(limits: Sequence[Money], costs: Sequence[tuple[str, Money]]) -> Scale:
    """The levels of these upper limits with each named cost on them, the last of which is the one asked for."""
    end = max(limits[-1] * BEYOND, max(cost for _, cost in costs) * ABOVE)
    bars = tuple(
        Bar(
            words=f"{name} {in_words(cost)}",
            words_y=FIRST_ROW + ROW * row,
            bar_y=FIRST_ROW + ROW * row + 7,
            length=_percent(cost, end),
            is_asked=row == len(costs) - 1,
        )
        for row, (name, cost) in enumerate(costs)
    )
    foot = FIRST_ROW + ROW * len(costs) - 8
    return Scale(tuple(_bands(limits, end)), bars, _words(limits, costs), foot + 22, foot)


def _bands(limits: Sequence[Money], end: Decimal) -> Iterator[Band]:
    crowded = limits[0] * 100 / end < ROOM_FOR_WORDS
    for number, (begins, ends) in enumerate(zip((Decimal(0), *limits), (*limits, end), strict=True), start=1):
        is_top = number > len(limits)
        yield Band(
            label="Above" if is_top else str(number) if crowded else f"Level {number}",
            begins=_percent(begins, end),
            width=_percent(ends - begins, end),
            middle=_percent((begins + ends) / 2, end),
            ends=_percent(ends, end),
            limit="" if is_top or (crowded and number < len(limits)) else f"£{ends.normalize():f}",
            is_even=number % 2 == 0,
        )


def _words(limits: Sequence[Money], costs: Sequence[tuple[str, Money]]) -> str:
    return "Weekly cost on the scale of levels. " + " ".join(
        f"{name}: {in_words(cost)}, {_level(cost, limits)}." for name, cost in costs
    )


def _level(cost: Money, limits: Sequence[Money]) -> str:
    number = sum(cost > limit for limit in limits) + 1
    return "above the top" if number > len(limits) else f"level {number}"


def _percent(part: Decimal, whole: Decimal) -> str:
    return f"{part * 100 / whole:.2f}%"
