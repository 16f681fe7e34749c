"""Time limits as policy writes them: `2 working hours`, `5 days` (TIME-2)."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

LARGEST = 999_999
_LONGEST_SHOWN = 40


class Unit(StrEnum):
    """What a time limit is counted in. Each is a different thing, even where they often agree."""

    WORKING_HOURS = "working hours"
    HOURS = "hours"
    WORKING_DAYS = "working days"
    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"

    def counted(self, amount: int) -> str:
        """The amount and its unit: `1 working day`, `2 working days`."""
        return f"{amount} {self.value.removesuffix('s') if amount == 1 else self.value}"


UNITS = ", ".join(Unit)
_SHAPE = re.compile(r"(\S+) (.+)")


@dataclass(frozen=True)
class Limit:
    """How long somebody has: a whole number, 1 or more, of one unit."""

    amount: int
    unit: Unit

    def __post_init__(self) -> None:
        if not 1 <= self.amount <= LARGEST:
            raise ValueError(f"a time limit is from 1 to {LARGEST} {self.unit}, not {self.amount}")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a limit from policy's text. Capitals and spacing do not matter; one of a thing may be singular."""
        found = _SHAPE.fullmatch(" ".join(text.split()).lower())
        if not found:
            raise ValueError(f"{_shown(text)} is not a time limit; write a whole number and one of: {UNITS}")
        return cls(_amount(text, found[1]), _unit(text, found[2]))

    def __str__(self) -> str:
        return self.unit.counted(self.amount)

    def in_words(self) -> str:
        """For a sentence on a screen, so that nobody takes one unit for another: `24 clock hours`."""
        plain = {Unit.HOURS: "clock hour", Unit.DAYS: "calendar day"}.get(self.unit)
        if plain is None:
            return str(self)
        return f"{self.amount} {plain}{'' if self.amount == 1 else 's'}"


def _amount(text: str, number: str) -> int:
    if not (number.isascii() and number.isdigit()):
        raise ValueError(f"{_shown(text)} does not start with a whole number; write it as, say, 2 {Unit.WORKING_HOURS}")
    if len(number.lstrip("0")) > len(str(LARGEST)) or not int(number):
        raise ValueError(f"{_shown(text)} is not from 1 to {LARGEST}")
    return int(number)


def _unit(text: str, name: str) -> Unit:
    for unit in Unit:
        if name in (unit.value, unit.value.removesuffix("s")):
            return unit
    raise ValueError(f"{_shown(text)} has an unknown unit of time; the units are {UNITS}")


def _shown(text: str) -> str:
    return repr(text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}...")
