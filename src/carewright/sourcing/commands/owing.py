"""What is owed while a package is placed: each duty with its rule, its owner and its time limit (OBL-1)."""

from datetime import datetime

from carewright.access.roles import Role
from carewright.obligations.commands import cancel, meet, open_obligation
from carewright.obligations.lifecycle import OnLapse, State
from carewright.obligations.models import Obligation
from carewright.sourcing.models import Award, Offer, Requirement
from carewright.sourcing.queries.proposing import calendar_of, proposal_of, terms_of, unplaced_parts
from carewright.sourcing.rules import Answer
from carewright.worktime import Limit, due

ANSWER = "answer_offer"
CONSIDERING = "considering"
DECIDE_CONSIDERING = "decide_considering"
DOCUMENTS = "release_documents"
ALLOW_NEXT = "allow_next_approach"
LATER_START = "decide_later_start"
LATER_START_TEAM = "decide_later_start_team"
EXHAUSTED = "decide_exhausted"
REASSESS = "wait_reassess"
ESCALATE = "wait_escalate"
RISK = "record_waiting_risk"
CALL = "call_person"


def limit_from(requirement: Requirement, start: datetime, limit: Limit) -> datetime:
    """When a limit of the requirement's policy is up, by its area's calendar."""
    return due(start, limit, calendar_of(requirement))


def decided_by(requirement: Requirement, at: datetime) -> datetime:
    """By when a manager decides: as long as a provider has to answer, since nobody else can go on meanwhile."""
    return limit_from(requirement, at, terms_of(requirement).sourcing.answer_within)


def owe(
    requirement: Requirement,
    *,
    rule: str,
    duty: str,
    sentence: str,
    subject: str,
    role: Role,
    due_at: datetime,
    at: datetime,
) -> None:
    """A duty of the council's: owed by the role for the requirement's team."""
    open_obligation(
        rule=rule,
        duty=duty,
        sentence=sentence,
        subject=subject,
        about=requirement.ref,
        role=role,
        unit=requirement.team,
        due_at=due_at,
        at=at,
    )


def owe_answer(offer: Offer, at: datetime) -> None:
    """The provider owes an answer; without one it is deemed to decline (SRC-3)."""
    sentence = "Answer the offer"
    _owed_by_provider(offer, rule="SRC-3", duty=ANSWER, sentence=sentence, due_at=offer.answer_by, at=at)


def owe_end_of_considering(offer: Offer, at: datetime) -> None:
    """The provider owes an answer by the moment it named; without one the brokerage manager is asked (SRC-4)."""
    until = offer.considering_until or offer.answer_by
    sentence = "Answer the offer that is being considered"
    _owed_by_provider(offer, rule="SRC-4", duty=CONSIDERING, sentence=sentence, due_at=until, at=at)


def _owed_by_provider(offer: Offer, *, rule: str, duty: str, sentence: str, due_at: datetime, at: datetime) -> None:
    open_obligation(
        rule=rule,
        duty=duty,
        sentence=sentence,
        subject=offer.ref,
        about=offer.requirement.ref,
        role=Role.PROVIDER_COORDINATOR,
        provider=offer.provider.ref,
        due_at=due_at,
        at=at,
        on_lapse=OnLapse.ACT,
    )


def answered(offer: Offer, at: datetime) -> None:
    """The provider has answered: nothing about its answer is owed any more."""
    meet(duty=ANSWER, subject=offer.ref, at=at)
    meet(duty=CONSIDERING, subject=offer.ref, at=at)
    cancel(duties=(DECIDE_CONSIDERING, ALLOW_NEXT), subject=offer.ref, at=at)


def no_longer_owed(offer: Offer, at: datetime) -> None:
    """The offer is off: nothing about it is owed."""
    cancel(subject=offer.ref, at=at)


def owe_call(award: Award, at: datetime) -> None:
    """The broker telephones the person (ACC-1)."""
    requirement = award.requirement
    owe(
        requirement,
        rule="ACC-1",
        duty=CALL,
        sentence="Telephone the person: the provider will be in touch",
        subject=award.ref,
        role=Role.BROKER,
        due_at=limit_from(requirement, at, terms_of(requirement).acceptance.call_within),
        at=at,
    )


def owe_what_waiting_brings(requirement: Requirement, at: datetime) -> None:
    """What falls due while a person waits (WAIT-3); after an acceptance fell through, by the same clock (WAIT-1).

    What was agreed or escalated before is not owed again; what would be past due is due at once.
    """
    terms, since = terms_of(requirement).waiting, requirement.waiting_since
    if not requirement.waiting_notes.filter(kind="reassessment").exists():
        manager = Role.TEAM_MANAGER
        if requirement.team.source_team == "enablement":
            manager = Role.ENABLEMENT_SUPERVISOR
        owe(
            requirement,
            rule="WAIT-3",
            duty=REASSESS,
            sentence="Agree who re-assesses whether the care asked for is still right and the person safe",
            subject=requirement.ref,
            role=manager,
            due_at=max(at, limit_from(requirement, since, terms.reassess_after)),
            at=at,
        )
    if requirement.escalated_at is None:
        open_obligation(
            rule="WAIT-3",
            duty=ESCALATE,
            sentence="Place the package, before the wait is escalated to the team manager",
            subject=requirement.ref,
            about=requirement.ref,
            role=Role.BROKER,
            unit=requirement.team,
            due_at=max(at, limit_from(requirement, since, terms.escalate_after)),
            at=at,
            on_lapse=OnLapse.ACT,
        )
    elif not requirement.waiting_notes.filter(kind="risk").exists():
        owe_risk(requirement, at)


def owe_risk(requirement: Requirement, at: datetime) -> None:
    """The team manager records the level of risk and mitigations (WAIT-3)."""
    owe(
        requirement,
        rule="WAIT-3",
        duty=RISK,
        sentence="Record the level of risk of the long wait, and its mitigations",
        subject=requirement.ref,
        role=Role.TEAM_MANAGER,
        due_at=decided_by(requirement, at),
        at=at,
    )


def no_longer_waiting(requirement: Requirement, at: datetime) -> None:
    """Every part is taken: what waiting brings is not owed for now."""
    cancel(duties=(REASSESS, ESCALATE, RISK, EXHAUSTED), subject=requirement.ref, at=at)


def ask_when_nobody_is_left(requirement: Requirement, at: datetime) -> None:
    """The brokerage manager owes a decision while, for some part, the route asks for one (SRC-8, SRC-23)."""
    proposals = [proposal_of(requirement, part, at) for part in unplaced_parts(requirement)]
    asking = [one for one in proposals if one.answer in (Answer.ASK, Answer.EXHAUSTED) and not one.offer]
    if not asking:
        cancel(duty=EXHAUSTED, subject=requirement.ref, at=at)
        return
    if Obligation.objects.filter(duty=EXHAUSTED, subject=requirement.ref, state=State.OPEN).exists():
        return
    owe(
        requirement,
        rule=asking[0].rule,
        duty=EXHAUSTED,
        sentence="Nobody is left to approach without your decision: permit a provider, or decide what to do",
        subject=requirement.ref,
        role=asking[0].role or Role.BROKERAGE_MANAGER,
        due_at=decided_by(requirement, at),
        at=at,
    )
