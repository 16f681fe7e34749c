"""The moment that the demonstration shows."""

from datetime import datetime, timedelta

from carewright.demo.models import Clock


def ahead() -> timedelta:
    """How far the demonstration's moment is ahead of the real one; negative: behind."""
    return Clock.objects.filter(only=True).values_list("ahead", flat=True).first() or timedelta(0)


def shown_moment(real: datetime) -> datetime:
    """The moment that the demonstration shows when it is really `real` (TIME-5)."""
    return real + ahead()
