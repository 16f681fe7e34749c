"""The sourcing evidence of a requirement (SRC-1)."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from carewright.messages.letters.press import Letterhead, pressed, year_moment
from carewright.messages.wording.words import carers_words, day_words, hours_words


@dataclass(frozen=True)
class EvidenceRow:
    """A provider that was looked at: offered, or passed over with the reason; times and response if there are any."""

    provider: str
    offered: bool
    why: str
    offered_at: datetime | None = None
    how: str = ""
    answer_by: datetime | None = None
    response: str = ""
    answered_at: datetime | None = None


@dataclass(frozen=True)
class EvidenceDecision:
    """A decision about the requirement: when, what, and in which role."""

    at: datetime
    what: str
    by: str


@dataclass(frozen=True)
class SourcingEvidence:
    """How the provider of a requirement was found (SRC-1). `snapshot` names the ranking used, if any."""

    letterhead: Letterhead
    requirement: str
    referral: str
    service: str
    outward_postcode: str
    weekly_hours: Decimal
    carers: int
    start_on: date
    route: str
    policy_version: str
    snapshot: str
    outcome: str
    rows: tuple[EvidenceRow, ...]
    decisions: tuple[EvidenceDecision, ...]
    printed_at: datetime


def sourcing_evidence_pdf(evidence: SourcingEvidence) -> bytes:
    """Every provider looked at, offered or passed over with the reason, times and responses. Holds no price (SRC-1)."""
    return pressed(
        "evidence.typ",
        evidence.letterhead,
        title="Sourcing evidence",
        reference=f"Requirement {evidence.requirement}. Commercially confidential",
        at=evidence.printed_at,
        summary=f"How a provider was looked for, as it stood at {year_moment(evidence.printed_at)}.",
        facts=[
            ("Requirement", f"{evidence.requirement}, from referral {evidence.referral}"),
            ("Care", f"{evidence.service} in {evidence.outward_postcode}"),
            ("Hours", f"{hours_words(evidence.weekly_hours)}, {carers_words(evidence.carers)}"),
            ("Start asked for", day_words(evidence.start_on)),
            ("Route", evidence.route),
            ("Policy", evidence.policy_version),
            *([("Ranking used", evidence.snapshot)] if evidence.snapshot else []),
            ("Outcome", evidence.outcome),
        ],
        rows=[_evidence_row(number, row) for number, row in enumerate(evidence.rows, 1)],
        decisions=[[year_moment(decision.at), decision.what, decision.by] for decision in evidence.decisions],
    )


def _evidence_row(number: int, row: EvidenceRow) -> list[str]:
    return [
        str(number),
        row.provider,
        "Offered" if row.offered else "Passed over",
        row.why,
        year_moment(row.offered_at),
        row.how,
        year_moment(row.answer_by),
        row.response,
        year_moment(row.answered_at),
    ]
