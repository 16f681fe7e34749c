"""Social care involvement, asked for by the person, their representative or the provider (CHG-7)."""

from datetime import datetime

from carewright.access.actors import Actor
from carewright.access.check import check_may
from carewright.access.roles import PROVIDER_ROLES
from carewright.changes.commands import telling
from carewright.changes.commands.effect import keep_case_note
from carewright.changes.commands.locking import about, locked_change
from carewright.changes.events import ChangeStopped
from carewright.changes.lifecycle import CHANGE, AskedBy, NoteKind
from carewright.changes.models import Change
from carewright.kernel.refused import Fault, Invalid
from carewright.obligations.commands import cancel
from carewright.trail.command import command, record


@command
def ask_for_involvement(
    *, change: str, asked_by: str, reason: str, is_urgent: bool = False, by: Actor, at: datetime
) -> Change:
    """Stop a change that is under way because social care is to be involved; a review follows (CHG-7).

    `asked_by`: person, representative or provider. Whoever is asked records it: the provider, the team, brokerage, the
    care coordinator. A change already in effect is not undone by it: an unplanned review is asked for instead (REV-6).
    """
    found = locked_change(change)
    check_may(by, "ask_for_involvement", unit=found.package.team.path, provider=found.provider.ref)
    found.state = CHANGE.check_move("ask_for_involvement", found.state)
    faults = [] if asked_by in set(AskedBy) else [Fault("asked_by", "Say who asked: person, representative, provider.")]
    faults += [] if reason.strip() else [Fault("reason", "Say why social care is to be involved.")]
    if faults:
        raise Invalid(faults, rule="CHG-7")
    found.closed_at, found.closing_note, found.asked_by = at, reason.strip(), asked_by
    found.save(update_fields=["state", "closed_at", "closing_note", "asked_by"])
    cancel(subject=found.ref, at=at)
    keep_case_note(found, NoteKind.STOPPED, reason.strip(), at)
    because = f"The {AskedBy(asked_by).value} asked for social care involvement, so a review follows."
    telling.tell_council_over(found, because, at)
    if not by.roles & PROVIDER_ROLES:
        telling.tell_provider_over(found, because, at)
    record(ChangeStopped(**about(found), asked_by=asked_by, reason=reason.strip(), is_urgent=is_urgent))
    return found
