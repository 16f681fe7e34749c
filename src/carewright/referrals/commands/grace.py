"""The grace period of a self-funder after enablement (REF-8)."""

from datetime import datetime

from carewright.access.actors import Actor
from carewright.access.check import check_may
from carewright.access.roles import Role
from carewright.kernel.refused import Fault, Invalid
from carewright.messages.commands import keep_document, queue_email, sender
from carewright.messages.letters import GracePeriodLetter, Letterhead, grace_period_letter_pdf
from carewright.messages.lifecycle import DocumentKind
from carewright.messages.wording import enablement
from carewright.messages.wording import referrals as wording
from carewright.obligations.commands import open_obligation
from carewright.obligations.lifecycle import OnLapse
from carewright.policy.queries import PolicyInForce, policy_of
from carewright.referrals.commands.enablement import deadline, in_full, path_of
from carewright.referrals.commands.found import locked_episode
from carewright.referrals.events import GracePeriodEnded, GracePeriodStarted
from carewright.referrals.lifecycle import ENABLEMENT
from carewright.referrals.models import EnablementEpisode
from carewright.trail.command import command, record
from carewright.worktime import local

DUTY = "end_grace_period"
CONDITIONS = {
    "potential_reached": "Confirm that the enablement potential has been reached.",
    "ongoing_need": "Confirm that an ongoing need has been identified.",
    "liaison_agreed": "Confirm that the weekly liaison meeting has agreed.",
    "will_self_fund": "Confirm that the person will pay for their own care.",
}
"""All four have to hold before a grace period starts."""


@command
def start_grace_period(
    *,
    episode: str,
    potential_reached: bool,
    ongoing_need: bool,
    liaison_agreed: bool,
    will_self_fund: bool,
    by: Actor,
    at: datetime,
) -> EnablementEpisode:
    """Start the grace period without charge (policy, 5 working days), and make its letter (REF-8).

    Refused until all four conditions are confirmed. The letter warns of the arrangement fee and goes to the team.
    """
    found = locked_episode(episode)
    check_may(by, "start_grace_period", unit=found.team.path)
    found.state = ENABLEMENT.check_move("start_grace_period", found.state)
    told = (potential_reached, ongoing_need, liaison_agreed, will_self_fund)
    faults = [
        Fault(name, sentence) for (name, sentence), holds in zip(CONDITIONS.items(), told, strict=True) if not holds
    ]
    if faults:
        raise Invalid(faults, rule="REF-8")
    policy = policy_of(found.policy_version)
    limit = policy.terms.referrals.grace_period
    found.grace_from_at, found.grace_until_at = at, deadline(found, limit, at)
    found.ready_on = found.ready_on or local(at).date()
    found.save(update_fields=["state", "grace_from_at", "grace_until_at", "ready_on"])
    open_obligation(
        rule="REF-8",
        duty=DUTY,
        sentence="Care to be found by the self-funder within the grace period",
        subject=found.ref,
        about=found.ref,
        role=Role.ENABLEMENT_SUPERVISOR,
        unit=found.team,
        due_at=found.grace_until_at,
        on_lapse=OnLapse.ACT,
        at=at,
    )
    letter = _letter(found, policy, by, at)
    record(
        GracePeriodStarted(
            episode=found.ref,
            person=found.person.ref,
            length=limit.in_words(),
            until=in_full(local(found.grace_until_at).date()),
            until_at=found.grace_until_at,
            letter=letter,
            policy_version=policy.version,
        )
    )
    return found


@command
def end_grace_period(*, episode: str, by: Actor, at: datetime) -> EnablementEpisode:
    """The grace period is over and no care has been found: the team is told to refer to brokerage (REF-8)."""
    found = locked_episode(episode)
    check_may(by, "end_grace_period", unit=found.team.path)
    found.state = ENABLEMENT.check_move("end_grace_period", found.state)
    found.grace_ended_at = at
    found.save(update_fields=["state", "grace_ended_at"])
    told = enablement.grace_period_over(episode=found.ref, path=path_of(found))
    queue_email(to=[found.team.email], wording=told, about=[found.ref], at=at)
    record(GracePeriodEnded(episode=found.ref, person=found.person.ref))
    return found


def _letter(episode: EnablementEpisode, policy: PolicyInForce, by: Actor, at: datetime) -> str:
    """Make, keep and send the letter; its reference."""
    if episode.grace_until_at is None:
        raise ValueError("a grace period has an end")
    person, ends_on, council = episode.person, local(episode.grace_until_at).date(), sender()
    pdf = grace_period_letter_pdf(
        GracePeriodLetter(
            letterhead=Letterhead(council.council, council.colour),
            referral=episode.ref,
            person_name=person.name,
            person_address=tuple(part.strip() for part in (*person.address.split(","), person.postcode)),
            dated_on=local(at).date(),
            from_on=local(at).date(),
            ends_on=ends_on,
            length=policy.terms.referrals.grace_period.in_words(),
            arrangement_fee=policy.terms.referrals.arrangement_fee,
            contact=episode.team.email or council.council,
            signed_by=by.name,
            signed_as=Role.ENABLEMENT_SUPERVISOR.in_words.capitalize(),
        )
    )
    about = [episode.ref, person.ref]
    kept = keep_document(
        kind=DocumentKind.GRACE_PERIOD_LETTER, title=f"Grace period letter {episode.ref}", pdf=pdf, about=about, at=at
    )
    told = wording.grace_period_started(
        referral=episode.ref, from_on=local(at).date(), ends_on=ends_on, path=path_of(episode)
    )
    queue_email(to=[episode.team.email], wording=told, about=[episode.ref], attachments=[kept.ref], at=at)
    return kept.ref
