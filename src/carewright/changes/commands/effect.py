"""What follows when a change takes effect or is over: its order, and the case note (CHG-5)."""

from datetime import datetime

from carewright.changes.commands import telling
from carewright.changes.lifecycle import NoteKind
from carewright.changes.models import CaseNote, Change
from carewright.changes.queries.judging import Judged
from carewright.kernel.hours import in_words as plain
from carewright.messages.wording.words import day_words, hours_words
from carewright.packages.models import Order
from carewright.packages.queries import contribution_effect
from carewright.trail.command import within_command

OVER = {
    NoteKind.SENT_TO_REVIEW: "is not made: the manager has a full review instead.",
    NoteKind.STOPPED: "was stopped: social care involvement was asked for. A review follows.",
}
CONTRIBUTION = {"letter": "The person's contribution changes: an amended personal budget letter goes to them."}
"""What is said of the person's contribution; anything else is as the order book words it."""


def put_in_effect(change: Change, told: Judged, order: Order, at: datetime) -> None:
    """The change is ordered: closed with its order, a case note kept, the provider told."""
    within_command()
    change.order, change.closed_at = order, at
    change.save(update_fields=["state", "order", "closed_at", "confirmed_at", "confirmed_by"])
    keep_case_note(change, NoteKind.IN_EFFECT, _in_effect(change, told, order), at)
    telling.tell_provider_in_effect(change, order.version, at)


def keep_case_note(change: Change, kind: NoteKind, what: str, at: datetime) -> None:
    """Keep a case note for the case-management system to fetch."""
    within_command()
    if kind is not NoteKind.IN_EFFECT:
        size = f"to {hours_words(change.weekly_hours)} from {day_words(change.effective_on)}"
        what = f"Change {change.ref} by {change.provider.name} {size} {OVER[kind]} {what}"
    CaseNote.objects.create(package=change.package, change=change, kind=kind, text=what, made_at=at)


def _in_effect(change: Change, told: Judged, order: Order) -> str:
    by_whom = "authorised by the manager" if told.rules else "within tolerance"
    return (
        f"{change.provider.name} changed the package from {plain(told.facts.current_hours)} to "
        f"{hours_words(change.weekly_hours)} from {day_words(change.effective_on)}, {by_whom} ({change.ref}, order "
        f"version {order.version}). Talked with: {change.spoke_with}, {day_words(change.spoke_on)}. {change.said} "
        f"Reason: {change.described} {contribution_effect(order).sentence}"
    )
