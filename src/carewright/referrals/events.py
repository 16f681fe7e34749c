"""What is recorded about referrals and enablement: identifiers, codes and figures; free text is personal (TRAIL-4)."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import ClassVar


@dataclass(frozen=True, kw_only=True)
class ReferralStarted:
    """A referral was started."""

    NAME: ClassVar[str] = "referral.started"
    SENTENCE: ClassVar[str] = "Referral started for {service}, {hours} hours a week, £{weekly_cost} a week."
    PERSONAL: ClassVar[tuple[str, ...]] = ()
    SUBJECTS: ClassVar[tuple[str, ...]] = ("referral", "person")
    referral: str
    person: str
    team: str
    kind: str
    service: str
    weekly_hours: Decimal
    hours: str
    carers: int
    weekly_cost: Decimal
    policy_version: str


@dataclass(frozen=True, kw_only=True)
class ReferralAmended:
    """A draft or returned referral was amended."""

    NAME: ClassVar[str] = "referral.amended"
    SENTENCE: ClassVar[str] = "Amended: {details}. It now costs £{weekly_cost} a week."
    PERSONAL: ClassVar[tuple[str, ...]] = ()
    SUBJECTS: ClassVar[tuple[str, ...]] = ("referral", "person")
    referral: str
    person: str
    details: tuple[str, ...]
    weekly_cost: Decimal


@dataclass(frozen=True, kw_only=True)
class DocumentAttached:
    """A document was attached."""

    NAME: ClassVar[str] = "referral.document_attached"
    SENTENCE: ClassVar[str] = "Document attached: {title}{dated}."
    PERSONAL: ClassVar[tuple[str, ...]] = ()
    SUBJECTS: ClassVar[tuple[str, ...]] = ("referral", "person")
    referral: str
    person: str
    document: str
    code: str
    title: str
    dated: str
    sha256: str


@dataclass(frozen=True, kw_only=True)
class ReferralForwarded:
    """The team manager, or the senior practitioner as deputy, forwarded it: the evidence of approval (REF-3)."""

    NAME: ClassVar[str] = "referral.forwarded"
    SENTENCE: ClassVar[str] = "Forwarded, because {why}. {note}"
    PERSONAL: ClassVar[tuple[str, ...]] = ("note",)
    SUBJECTS: ClassVar[tuple[str, ...]] = ("referral", "person")
    referral: str
    person: str
    why: str
    rule: str
    note: str


@dataclass(frozen=True, kw_only=True)
class SpendAuthorised:
    """A weekly cost was authorised (REF-7): the figures that it was judged on."""

    NAME: ClassVar[str] = "referral.spend_authorised"
    SENTENCE: ClassVar[str] = "£{weekly_cost} a week authorised as {role}, whose limit is £{limit} (REF-7)."
    PERSONAL: ClassVar[tuple[str, ...]] = ()
    SUBJECTS: ClassVar[tuple[str, ...]] = ("referral", "person")
    referral: str
    person: str
    weekly_cost: Decimal
    role: str
    limit: Decimal
    policy_version: str


@dataclass(frozen=True, kw_only=True)
class ReferralSubmitted:
    """A referral was submitted to brokerage."""

    NAME: ClassVar[str] = "referral.submitted"
    SENTENCE: ClassVar[str] = "Submitted to brokerage."
    PERSONAL: ClassVar[tuple[str, ...]] = ()
    SUBJECTS: ClassVar[tuple[str, ...]] = ("referral", "person")
    referral: str
    person: str
    first_received_at: datetime


@dataclass(frozen=True, kw_only=True)
class ReferralReturned:
    """A referral was returned for what is missing (REF-6)."""

    NAME: ClassVar[str] = "referral.returned"
    SENTENCE: ClassVar[str] = "Returned. {what} {note}"
    PERSONAL: ClassVar[tuple[str, ...]] = ("note",)
    SUBJECTS: ClassVar[tuple[str, ...]] = ("referral", "person")
    referral: str
    person: str
    missing: tuple[str, ...]
    what: str
    note: str
    policy_version: str


@dataclass(frozen=True, kw_only=True)
class ReferralCompleted:
    """A referral was accepted as complete (REF-2): brokerage looks for care from here."""

    NAME: ClassVar[str] = "referral.completed"
    SENTENCE: ClassVar[str] = "Accepted as complete."
    PERSONAL: ClassVar[tuple[str, ...]] = ()
    SUBJECTS: ClassVar[tuple[str, ...]] = ("referral", "person")
    referral: str
    person: str
    received_at: datetime
    policy_version: str


@dataclass(frozen=True, kw_only=True)
class ReferralRefused:
    """Brokerage may not take the referral (REF-8)."""

    NAME: ClassVar[str] = "referral.refused"
    SENTENCE: ClassVar[str] = "Refused (REF-8): {reason}"
    PERSONAL: ClassVar[tuple[str, ...]] = ("reason",)
    SUBJECTS: ClassVar[tuple[str, ...]] = ("referral", "person")
    referral: str
    person: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class ReferralWithdrawn:
    """The team withdrew the referral."""

    NAME: ClassVar[str] = "referral.withdrawn"
    SENTENCE: ClassVar[str] = "Withdrawn: {reason}"
    PERSONAL: ClassVar[tuple[str, ...]] = ("reason",)
    SUBJECTS: ClassVar[tuple[str, ...]] = ("referral", "person")
    referral: str
    person: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class ReadinessReported:
    """The team said whether the person is ready (REF-9)."""

    NAME: ClassVar[str] = "referral.readiness_reported"
    SENTENCE: ClassVar[str] = "The person is {readiness}{until}{why}."
    PERSONAL: ClassVar[tuple[str, ...]] = ()
    SUBJECTS: ClassVar[tuple[str, ...]] = ("referral", "person")
    referral: str
    person: str
    readiness: str
    until: str
    why: str
    until_on: date | None
    reason: str


@dataclass(frozen=True, kw_only=True)
class ReferralsLoaded:
    """A file of referrals was loaded (REF-10): each of them is named, so that each timeline shows it."""

    NAME: ClassVar[str] = "referrals.loaded"
    SENTENCE: ClassVar[str] = (
        "File {file_name} loaded: {added} of its {rows} rows submitted, {same} there already, {rejected} rejected."
    )
    PERSONAL: ClassVar[tuple[str, ...]] = ()
    SUBJECTS: ClassVar[tuple[str, ...]] = ("file", "referrals", "persons")
    file: str
    file_name: str
    rows: int
    added: int
    same: int
    rejected: int
    policy_version: str
    referrals: tuple[str, ...]
    persons: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class EnablementAsked:
    """Enablement was asked to take somebody (REF-4)."""

    NAME: ClassVar[str] = "enablement.asked"
    SENTENCE: ClassVar[str] = "{team} asked for enablement: a start or a rejection is owed within {limit} (REF-4)."
    PERSONAL: ClassVar[tuple[str, ...]] = ()
    SUBJECTS: ClassVar[tuple[str, ...]] = ("episode", "person")
    episode: str
    person: str
    team: str
    limit: str


@dataclass(frozen=True, kw_only=True)
class EnablementAccepted:
    """Enablement gave a start (REF-4)."""

    NAME: ClassVar[str] = "enablement.accepted"
    SENTENCE: ClassVar[str] = "Enablement starts on {start}."
    PERSONAL: ClassVar[tuple[str, ...]] = ()
    SUBJECTS: ClassVar[tuple[str, ...]] = ("episode", "person")
    episode: str
    person: str
    starts_on: date
    start: str


@dataclass(frozen=True, kw_only=True)
class EnablementRejected:
    """Enablement has no capacity (REF-4)."""

    NAME: ClassVar[str] = "enablement.rejected"
    SENTENCE: ClassVar[str] = "Enablement rejected for capacity: {reason}"
    PERSONAL: ClassVar[tuple[str, ...]] = ("reason",)
    SUBJECTS: ClassVar[tuple[str, ...]] = ("episode", "person")
    episode: str
    person: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class DischargePlanned:
    """Somebody is ready to leave enablement, with a planned discharge (REF-4)."""

    NAME: ClassVar[str] = "enablement.discharge_planned"
    SENTENCE: ClassVar[str] = "Ready to leave enablement on {ready}; discharge planned for {planned}. {note}"
    PERSONAL: ClassVar[tuple[str, ...]] = ("note",)
    SUBJECTS: ClassVar[tuple[str, ...]] = ("episode", "person")
    episode: str
    person: str
    ready_on: date
    ready: str
    planned_on: date
    planned: str
    note: str


@dataclass(frozen=True, kw_only=True)
class GracePeriodStarted:
    """A self-funder's grace period without charge has begun, with its letter (REF-8)."""

    NAME: ClassVar[str] = "enablement.grace_period_started"
    SENTENCE: ClassVar[str] = "Grace period of {length} without charge, until the end of {until} (REF-8). Letter made."
    PERSONAL: ClassVar[tuple[str, ...]] = ()
    SUBJECTS: ClassVar[tuple[str, ...]] = ("episode", "person")
    episode: str
    person: str
    length: str
    until: str
    until_at: datetime
    letter: str
    policy_version: str


@dataclass(frozen=True, kw_only=True)
class GracePeriodEnded:
    """A grace period has ended without care found: a referral to brokerage follows (REF-8)."""

    NAME: ClassVar[str] = "enablement.grace_period_ended"
    SENTENCE: ClassVar[str] = "The grace period has ended without care found: a referral to brokerage follows (REF-8)."
    PERSONAL: ClassVar[tuple[str, ...]] = ()
    SUBJECTS: ClassVar[tuple[str, ...]] = ("episode", "person")
    episode: str
    person: str


@dataclass(frozen=True, kw_only=True)
class EnablementEnded:
    """Enablement has ended for somebody."""

    NAME: ClassVar[str] = "enablement.ended"
    SENTENCE: ClassVar[str] = "Enablement ended on {ended}. {note}"
    PERSONAL: ClassVar[tuple[str, ...]] = ("note",)
    SUBJECTS: ClassVar[tuple[str, ...]] = ("episode", "person")
    episode: str
    person: str
    ended_on: date
    ended: str
    note: str


@dataclass(frozen=True, kw_only=True)
class BypassesReviewed:
    """A team's enablement bypasses were reviewed jointly (REF-4)."""

    NAME: ClassVar[str] = "enablement.bypasses_reviewed"
    SENTENCE: ClassVar[str] = "{bypasses} bypasses from {since} to {until} reviewed jointly. Actions: {actions}"
    PERSONAL: ClassVar[tuple[str, ...]] = ("actions",)
    SUBJECTS: ClassVar[tuple[str, ...]] = ("team",)
    team: str
    since_on: date
    since: str
    until_on: date
    until: str
    bypasses: int
    actions: str
    brokerage_manager: str
    team_manager: str
