"""What is agreed about somebody who has waited long (WAIT-3)."""

from datetime import datetime

from carewright.access.actors import Actor
from carewright.access.check import check_may
from carewright.kernel.refused import Fault, Invalid
from carewright.obligations.commands import meet
from carewright.sourcing.commands.locking import locked_requirement
from carewright.sourcing.commands.owing import REASSESS, RISK, owe_risk
from carewright.sourcing.commands.recording import requirement_fields
from carewright.sourcing.events import ReassessmentAgreed, WaitingEscalated, WaitingRiskRecorded
from carewright.sourcing.lifecycle import REQUIREMENT
from carewright.sourcing.models import Requirement, WaitingNote
from carewright.sourcing.queries.proposing import terms_of
from carewright.trail.command import command, record

RISK_LEVELS = ("low", "medium", "high")


@command
def agree_reassessment(*, requirement: str, who: str, note: str = "", by: Actor, at: datetime) -> WaitingNote:
    """Agree who re-assesses whether the care asked for is still right and the person safe (WAIT-3)."""
    found = locked_requirement(requirement)
    check_may(by, "agree_reassessment", unit=found.team.path)
    REQUIREMENT.check_move("agree_reassessment", found.state)
    if not who.strip():
        raise Invalid([Fault("who", "Enter who re-assesses.")], rule="WAIT-3")
    kept = WaitingNote.objects.create(
        requirement=found,
        kind=WaitingNote.Kind.REASSESSMENT,
        who=who.strip()[:160],
        note=note,
        recorded_by=by.ref,
        recorded_at=at,
    )
    meet(duty=REASSESS, subject=found.ref, at=at)
    record(ReassessmentAgreed(**requirement_fields(found), who=kept.who, note=note))
    return kept


@command
def escalate_waiting(*, requirement: str, by: Actor, at: datetime) -> Requirement:
    """Escalate a long wait: the team manager owes a record of the risk (WAIT-3). `at`: when the limit was up."""
    found = locked_requirement(requirement)
    check_may(by, "escalate_waiting", unit=found.team.path)
    REQUIREMENT.check_move("escalate_waiting", found.state)
    found.escalated_at = at
    found.save(update_fields=["escalated_at"])
    owe_risk(found, at)
    limit = terms_of(found).waiting.escalate_after
    record(WaitingEscalated(**requirement_fields(found), waited=str(limit)))
    return found


@command
def record_waiting_risk(*, requirement: str, level: str, note: str, by: Actor, at: datetime) -> WaitingNote:
    """Record the level of risk of a wait (low, medium, high) and what mitigates it (WAIT-3)."""
    found = locked_requirement(requirement)
    check_may(by, "record_waiting_risk", unit=found.team.path)
    REQUIREMENT.check_move("record_waiting_risk", found.state)
    faults = []
    if level not in RISK_LEVELS:
        faults.append(Fault("level", f"Choose the level of risk: {', '.join(RISK_LEVELS)}."))
    if not note.strip():
        faults.append(Fault("note", "Enter what the risk is and what mitigates it."))
    if faults:
        raise Invalid(faults, rule="WAIT-3")
    kept = WaitingNote.objects.create(
        requirement=found, kind=WaitingNote.Kind.RISK, level=level, note=note, recorded_by=by.ref, recorded_at=at
    )
    meet(duty=RISK, subject=found.ref, at=at)
    record(WaitingRiskRecorded(**requirement_fields(found), level=level, note=note))
    return kept
