"""Essential visits as a cell of a file has them (REF-3, REF-10)."""

import re
from datetime import time

from carewright.referrals.rules.facts import VisitWindow

_TIME = re.compile(r"(\d{1,2})(?:[:.](\d\d))? ?(am|pm)?", re.IGNORECASE)
_SHAPE = "write it as 8:00am to 8:30am; every day; medication prompt, and a bar | between visits"


def visits_of(text: str) -> tuple[VisitWindow, ...]:
    """`8:00am to 8:30am; every day; medication prompt | 20:00 to 20:30; Mon, Wed; insulin`. Raises ValueError."""
    return tuple(_visit(part) for part in text.split("|") if part.strip())


def in_words(visit: VisitWindow) -> str:
    """A visit as such a cell has it, for a file and for people."""
    return f"{visit.from_time:%H:%M} to {visit.to_time:%H:%M}; {visit.days}; {visit.reason}"


def _visit(text: str) -> VisitWindow:
    parts = [part.strip() for part in text.split(";")]
    if len(parts) != 3:
        raise ValueError(f"“{text.strip()[:40]}” is not a visit: {_SHAPE}")
    ends = re.split(r"\s*(?:-|–|\bto\b)\s*", parts[0], maxsplit=1)
    if len(ends) != 2:
        raise ValueError(f"“{parts[0][:40]}” is not a window: {_SHAPE}")
    return VisitWindow(_time(ends[0]), _time(ends[1]), parts[1], parts[2])


def _time(text: str) -> time:
    found = _TIME.fullmatch(text.strip())
    if found is None or not (found[2] or found[3]) or not text.isascii():
        raise ValueError(f"“{text[:40]}” is not a time such as 8:00am or 20:30")
    hour, half = int(found[1]), (found[3] or "").lower()
    if half and not 1 <= hour <= 12:
        raise ValueError(f"“{text[:40]}” is not a time such as 8:00am or 20:30")
    try:
        return time(hour % 12 + (12 if half == "pm" else 0) if half else hour, int(found[2] or 0))
    except ValueError:
        raise ValueError(f"“{text[:40]}” is not a time such as 8:00am or 20:30") from None
