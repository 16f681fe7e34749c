"""Hands the two tables to those who follow them, once every area is loaded."""

from django.apps import AppConfig


class WiringConfig(AppConfig):
    """The wiring."""

    name = "carewright.wiring"

    def ready(self) -> None:
        """Wire reactions and lapses."""
        from carewright.obligations.commands import wire_lapses, wire_locks
        from carewright.trail.command import wire
        from carewright.wiring.lapses import LAPSES, LOCKS
        from carewright.wiring.reactions import REACTIONS

        wire(REACTIONS)
        wire_lapses(LAPSES)
        wire_locks(LOCKS)
