"""How dates, hours and care are written in emails."""

import re
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from carewright.kernel import hours as hours_of_care

_OUTWARD = re.compile(r"[A-Z]{1,2}[0-9][0-9A-Z]?")
_FEW = {1: "one carer", 2: "two carers", 3: "three carers", 4: "four carers"}


def day_words(on: date) -> str:
    """A day in full, as emails are read later: `Monday 8 January 2018`."""
    return f"{on:%A} {on.day} {on:%B} {on.year}"


def hours_words(weekly_hours: Decimal) -> str:
    """`14 hours a week`, `1 hour a week`."""
    return f"{hours_of_care.in_words(weekly_hours)} hour{'' if weekly_hours == 1 else 's'} a week"


def carers_words(carers: int) -> str:
    """`one carer`, `two carers`."""
    return _FEW.get(carers, f"{carers} carers")


@dataclass(frozen=True)
class Care:
    """What a provider may know of the care before its release (ROLE-7): no name, no address, an outward postcode."""

    service: str
    outward_postcode: str
    weekly_hours: Decimal
    carers: int
    start_on: date
    needs: tuple[str, ...] = ()
    essential_times: tuple[str, ...] = ()
    banding: str = ""
    extra: tuple[tuple[str, str], ...] = field(default=())

    def __post_init__(self) -> None:
        if not _OUTWARD.fullmatch(self.outward_postcode):
            raise ValueError("before release an email holds the outward postcode alone (ROLE-7)")

    @property
    def in_words(self) -> str:
        """`home care in CT5`."""
        return f"{self.service[:1].lower()}{self.service[1:]} in {self.outward_postcode}"

    @property
    def facts(self) -> list[tuple[str, str]]:
        """The care as facts, leaving out what is not there."""
        rows = [
            ("Service", self.service),
            ("Area", self.outward_postcode),
            ("Hours", f"{hours_words(self.weekly_hours)}, {carers_words(self.carers)}"),
            ("Start", day_words(self.start_on)),
            ("Banding", self.banding),
            ("Needs", "\n".join(self.needs)),
            (
                "Essential visit times",
                "\n".join(self.essential_times) or "None: times are for you to agree with the person",
            ),
            *self.extra,
        ]
        return [(label, value) for label, value in rows if value]
