"""What a draft may say: codes that the policy knows, hours that a week has, texts that name nobody (REF-1, 3, 4, 8)."""

import re
from collections.abc import Collection, Iterator
from datetime import date
from decimal import Decimal

from carewright.kernel.refused import Fault, Invalid
from carewright.policy.terms import Terms
from carewright.referrals.rules.facts import Draft, VisitWindow

KINDS = ("new", "change")
FUNDING = ("council", "self_funder", "health_joint", "section_117")
ENABLEMENT = ("", "completed", "under_way", "bypassed")
MOST_CARERS = 4
LONGEST_TEXT = 4000

DETAILS = {
    "kind": "kind of referral",
    "package": "package to be changed",
    "service": "service",
    "need_category": "need category",
    "weekly_hours": "hours a week",
    "carers": "number of carers",
    "start_on": "start date",
    "needs": "needs",
    "outcomes": "outcomes",
    "banding": "banding",
    "language_need": "language need",
    "gender_need": "gender of carer",
    "cultural_need": "cultural need",
    "access_note": "access note",
    "risk_recorded": "whether a risk is recorded",
    "risk_note": "risk note",
    "funding": "funding",
    "self_funder_exception": "exception for a self-funder",
    "urgency": "urgency",
    "care_in_place": "whether care is in place",
    "known_to_community": "whether known to the community team",
    "assessed_on": "date of the assessment",
    "enablement": "enablement",
    "bypass_reason": "reason for bypassing enablement",
    "alternatives_explored": "whether alternatives were explored",
    "alternatives_note": "note on alternatives",
    "record_declared": "declaration that the record is up to date",
    "essential_visits": "essential visit times",
}
"""What can be said in a referral and amended, and each in words."""
COST_DETAILS = frozenset({"service", "weekly_hours", "carers"})
"""What the cost is made of: who sets one of them can't authorise it (ROLE-3)."""
TIMES_DETAILS = frozenset({"essential_visits", "enablement", "bypass_reason"})
"""What forwarding approves: who sets one of them can't forward it (REF-3, REF-4)."""


def check_draft(draft: Draft, terms: Terms, on: date, *, changed: Collection[str] | None = None) -> None:
    """Refuse faulty details, all of them at once. `changed`: those being changed (None: all are new); a start date
    that is not among them may have passed meanwhile."""
    is_new_start = changed is None or "start_on" in changed
    faults = [fault for fault in faults_of_draft(draft, terms, on) if is_new_start or fault.field != "start_on"]
    if faults:
        raise Invalid(faults, rule="REF-1")


def faults_of_draft(draft: Draft, terms: Terms, on: date) -> list[Fault]:
    """What is wrong with the details on this day, each with its field; empty when nothing is."""
    return [
        *_codes(draft, terms),
        *_amounts(draft),
        *_dates(draft, on),
        *_texts(draft),
        *_combinations(draft),
        *_visits(draft.visits),
    ]


def _codes(draft: Draft, terms: Terms) -> Iterator[Fault]:
    referrals = terms.referrals
    choices: list[tuple[str, str, Collection[str], bool]] = [
        ("kind", draft.kind, KINDS, True),
        ("service", draft.service, terms.services, True),
        ("need_category", draft.need_category, terms.need_categories, True),
        ("funding", draft.funding, FUNDING, True),
        ("self_funder_exception", draft.self_funder_exception, referrals.self_funder_exceptions, False),
        ("urgency", draft.urgency, referrals.urgency_reasons, False),
        ("enablement", draft.enablement, ENABLEMENT, False),
        ("bypass_reason", draft.bypass_reason, referrals.bypass_reasons, False),
    ]
    for field, value, known, is_needed in choices:
        words = field.replace("_", " ")
        if not value and is_needed:
            yield Fault(field, f"Choose the {words}.")
        elif value and value not in known:
            yield Fault(
                field, f"“{value[:40]}” is no {words} of the policy. Choose from: {', '.join(filter(None, known))}."
            )


def _amounts(draft: Draft) -> Iterator[Fault]:
    if not Decimal(0) < draft.weekly_hours <= 168:
        yield Fault("weekly_hours", "Hours a week must be more than 0 and at most 168.")
    elif draft.weekly_hours != round(draft.weekly_hours, 2):
        yield Fault("weekly_hours", "Hours can have at most two decimal places.")
    if not 1 <= draft.carers <= MOST_CARERS:
        yield Fault("carers", f"The number of carers must be from 1 to {MOST_CARERS}.")


def _dates(draft: Draft, on: date) -> Iterator[Fault]:
    if draft.start_on < on:
        yield Fault("start_on", "The start date must be today or later.")
    elif draft.start_on.year > on.year + 2:
        yield Fault("start_on", "The start date is too far away. Check the year.")
    if draft.assessed_on and draft.assessed_on > on:
        yield Fault("assessed_on", "The date of the assessment must be today or earlier.")


def _texts(draft: Draft) -> Iterator[Fault]:
    if not draft.needs.strip():
        yield Fault("needs", "Describe the needs in general terms.")
    for field, text in (("needs", draft.needs), ("outcomes", draft.outcomes)):
        if len(text) > LONGEST_TEXT:
            yield Fault(field, f"This must be {LONGEST_TEXT:,} characters or fewer. Shorten it.")
        yield from _identifies(field, text, draft.identifying)
    for visit in draft.visits:
        yield from _identifies("essential_visits", visit.reason, draft.identifying)
    if draft.risk_recorded and not draft.risk_note.strip():
        yield Fault("risk_note", "Say what the risk is.")


def _identifies(field: str, text: str, identifying: Collection[str]) -> Iterator[Fault]:
    squeezed = _squeezed(text)
    if any(_squeezed(secret) in squeezed for secret in identifying if len(_squeezed(secret)) >= 5):
        yield Fault(
            field, "Providers see this before they know who the person is: leave out name, postcode, telephone."
        )


def _squeezed(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())


def _combinations(draft: Draft) -> Iterator[Fault]:
    if draft.bypass_reason and draft.enablement != "bypassed":
        yield Fault("bypass_reason", "A reason for bypassing enablement goes with bypassing it. Take one of them out.")
    if draft.self_funder_exception and draft.funding != "self_funder":
        yield Fault("self_funder_exception", "An exception for self-funders goes with self-funding. Take one out.")
    if draft.package and draft.kind != "change":
        yield Fault("package", "A package is named when one is to be changed. Choose “change”, or leave it out.")


def _visits(visits: tuple[VisitWindow, ...]) -> Iterator[Fault]:
    for number, visit in enumerate(visits, start=1):
        if visit.to_time <= visit.from_time:
            yield Fault("essential_visits", f"Visit {number} must end after it begins, such as 8am to 8:30am.")
        if not visit.reason.strip():
            yield Fault("essential_visits", f"Visit {number} needs the assessed need that makes its time essential.")
        if not visit.days.strip() or len(visit.days) > 60 or len(visit.reason) > 200:
            yield Fault("essential_visits", f"Visit {number}: days may have up to 60 characters, the reason up to 200.")
