"""What the program says when it will not do a thing."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """One thing wrong with what was handed in: which field, and what to do about it."""

    field: str
    sentence: str


class Refused(Exception):
    """A command will not do what was asked. Nothing has changed.

    `sentence` speaks to the person asking and says what to do next; `rule` is the id of the rule that
    refused, for the screen's "show working" and the API's problem document.
    """

    def __init__(self, sentence: str, *, rule: str = "", field: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.rule = rule
        self.field = field


class NotAllowed(Refused):
    """The person asking has no right to do this (ROLE-2)."""

    def __init__(self, sentence: str, *, rule: str = "ROLE-2", field: str = "") -> None:
        super().__init__(sentence, rule=rule, field=field)


class NotFound(Refused):
    """There is no such thing, or none that this person may know of: one answer for both (ROLE-5)."""

    def __init__(self, sentence: str = "There is nothing here by that reference. Check it and try again.") -> None:
        super().__init__(sentence, rule="ROLE-5")


class WrongState(Refused):
    """It can't be done now, in the state that the thing is in."""


class Gone(Refused):
    """Somebody else was first (SRC-10)."""


class Invalid(Refused):
    """What was handed in has faults; each names its field."""

    def __init__(self, faults: list[Fault], *, rule: str = "") -> None:
        first = faults[0] if faults else Fault("", "Something is missing.")
        super().__init__(" ".join(fault.sentence for fault in faults), rule=rule, field=first.field)
        self.faults = faults
