"""What a review came to, and what has to be there before it can be said (REV-4, REV-8)."""

from collections.abc import Iterable, Mapping, Sequence

from carewright.kernel.refused import Fault, Invalid, Refused
from carewright.reviews.lifecycle import Outcome
from carewright.reviews.rules.questions import unanswered


def check_causes(
    outcome: Outcome, causes: Sequence[str], increase_planned: bool | None, known: Mapping[str, str]
) -> None:
    """An increase says why, in codes, and whether it was planned; nothing else does (REV-4, AUD-6)."""
    faults = []
    if outcome is Outcome.INCREASED:
        if not causes:
            faults.append(Fault("causes", "Say why the package is to be increased: choose at least one cause."))
        if increase_planned is None:
            faults.append(Fault("increase_planned", "Say whether the increase was planned."))
    elif causes or increase_planned is not None:
        faults.append(Fault("causes", "Causes are for an increase. Leave them empty, or say that it is increased."))
    faults += [
        Fault("causes", f"“{code[:40]}” is no cause of the policy. They are: {', '.join(known)}.")
        for code in causes
        if code not in known
    ]
    if faults:
        raise Invalid(faults, rule="AUD-6")


def check_complete(answered: Iterable[str], contacts: int) -> None:
    """Every question is answered, and it is said who was contacted, before there is an outcome (REV-4)."""
    left = unanswered(answered)
    if left:
        named = left[0].question
        more = f" and {len(left) - 1} more" if len(left) > 1 else ""
        raise Refused(f"Answer every question first: “{named}”{more} is still to be answered.", rule="REV-4")
    if not contacts:
        raise Refused("Say first who was contacted for the review.", rule="REV-4")


def check_no_exception_waits(waiting: int) -> None:
    """A likely exception is the team manager's to decide before the review has an outcome (REV-8)."""
    if waiting:
        raise Refused("A likely exception waits for the team manager. Ask them to decide on it first.", rule="REV-8")
