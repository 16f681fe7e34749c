"""The moment that faces hand to commands (TIME-5). In demonstration mode a time machine sets it."""

from datetime import UTC, datetime

from carewright.config.installation import INSTALLATION


def now() -> datetime:
    """The moment now, in UTC; in the demonstration, the moment that the time machine shows."""
    real = datetime.now(UTC)
    if INSTALLATION.demonstration:
        from carewright.demo.queries import shown_moment

        return shown_moment(real)
    return real
