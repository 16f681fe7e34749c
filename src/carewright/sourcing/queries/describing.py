"""How a requirement's care and documents are put in words, wherever they are shown."""

from carewright.policy.terms import Document
from carewright.sourcing.models import Requirement
from carewright.worktime import london, time_words


def essential_times(requirement: Requirement) -> tuple[str, ...]:
    """The visits whose time is essential: the window, the days and the reason (REF-3)."""
    visits = sorted(requirement.referral.essential_visits.all(), key=lambda visit: (visit.from_time, visit.pk))
    return tuple(
        f"{time_words(london(requirement.start_on, visit.from_time))} to "
        f"{time_words(london(requirement.start_on, visit.to_time))}, {visit.days}: {visit.reason}"
        for visit in visits
    )


def title_of(code: str) -> str:
    """What a document is called."""
    words = Document(code).in_words if code in set(Document) else code.replace("_", " ")
    return f"{words[:1].upper()}{words[1:]}"
