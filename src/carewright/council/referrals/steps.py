"""The steps of the form: in which order, and where what is missing is mended."""

from dataclasses import dataclass

from carewright.council.referrals.forms import About, Enablement, Funding, Needed, Record, StepForm


@dataclass(frozen=True)
class Step:
    """A step of the form: its place in the address, its heading, its form (none: a page of its own)."""

    slug: str
    title: str
    form: type[StepForm] | None = None


STEPS = (
    Step("needed", "What is needed", Needed),
    Step("visits", "Visits whose time is essential"),
    Step("about", "Risk, access and who would suit", About),
    Step("enablement", "Enablement and alternatives", Enablement),
    Step("funding", "Who pays", Funding),
    Step("documents", "Documents and the record", Record),
    Step("check", "Check your answers"),
)
BY_SLUG = {step.slug: step for step in STEPS}
MENDED_AT = {
    "package": "needed",
    "enablement": "enablement",
    "bypass_reason": "enablement",
    "alternatives": "enablement",
    "self_funder_exception": "funding",
    "record_declaration": "documents",
    "assessment": "documents",
    "assessment_date": "documents",
    "assessment_out_of_date": "documents",
    "final_review_form": "documents",
    "risk_assessment": "documents",
    "charging_letter": "documents",
}
"""What the rule finds missing -> the step where the referrer mends it. Approvals are other people's."""


def after(slug: str) -> Step:
    """The next step."""
    place = next(number for number, step in enumerate(STEPS) if step.slug == slug)
    return STEPS[min(place + 1, len(STEPS) - 1)]


def before(slug: str) -> Step | None:
    """The step before; none for the first."""
    place = next(number for number, step in enumerate(STEPS) if step.slug == slug)
    return STEPS[place - 1] if place else None


def number_of(slug: str) -> int:
    """Which step it is, from 1 (who it is for) on."""
    return next(number for number, step in enumerate(STEPS, start=2) if step.slug == slug)
