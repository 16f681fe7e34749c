"""The eleven questions of a review, and when their answers are enough (REV-4)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from carewright.kernel.refused import Fault, Invalid

LONGEST_ANSWER = 4000


class Choice(StrEnum):
    """How a question is answered; an open question has its text alone."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"
    OPEN = ""

    @property
    def in_words(self) -> str:
        """As a page shows it; nothing for an open question."""
        return self.value.capitalize()


YES_NO = (Choice.YES, Choice.NO)
YES_PARTLY_NO = (Choice.YES, Choice.PARTLY, Choice.NO)


@dataclass(frozen=True)
class Prompt:
    """One question. `choices`: none for an open one. `explain`: the choices that need a few words as well."""

    code: str
    question: str
    short: str
    choices: tuple[Choice, ...] = ()
    explain: frozenset[Choice] = frozenset()
    hint: str = ""

    @property
    def is_open(self) -> bool:
        """Whether it is answered in words alone."""
        return not self.choices


@dataclass(frozen=True)
class Answer:
    """What was answered."""

    choice: Choice = Choice.OPEN
    note: str = ""


def _prompt(code: str, question: str, short: str, choices: tuple[Choice, ...], *explain: Choice) -> Prompt:
    return Prompt(code, question, short, choices, frozenset(explain))


PROMPTS: tuple[Prompt, ...] = (
    _prompt("circumstances", "Have the person’s circumstances or needs changed?", "Changes", YES_NO, Choice.YES),
    Prompt("working", "What is working, and what is not?", "What works", hint="In the person’s own words if you can."),
    _prompt(
        "outcomes", "Are the outcomes of the plan being achieved?", "Outcomes", YES_PARTLY_NO, Choice.PARTLY, Choice.NO
    ),
    _prompt("new_outcomes", "Are there new outcomes to work towards?", "New outcomes", YES_NO, Choice.YES),
    Prompt("improvements", "What could be better?", "Improvements", hint="Say so if there is nothing."),
    _prompt(
        "budget_enables",
        "Does the personal budget make the outcomes possible?",
        "Budget and outcomes",
        YES_PARTLY_NO,
        Choice.PARTLY,
        Choice.NO,
    ),
    _prompt(
        "budget_managed", "Is the way the budget is managed still the best?", "How it is managed", YES_NO, Choice.NO
    ),
    _prompt("budget_sufficient", "Is the budget still enough?", "Budget enough", YES_NO, Choice.NO),
    _prompt(
        "informal_network", "Has the help from family and friends changed?", "Family and friends", YES_NO, Choice.YES
    ),
    _prompt("risk", "Is there a risk of abuse or neglect?", "Risk of abuse or neglect", YES_NO, Choice.YES),
    _prompt(
        "satisfied",
        "Are the person, their carer and any advocate satisfied?",
        "Satisfied",
        YES_PARTLY_NO,
        Choice.PARTLY,
        Choice.NO,
    ),
)
BY_CODE: Mapping[str, Prompt] = {prompt.code: prompt for prompt in PROMPTS}


def check_answers(answers: Mapping[str, Answer]) -> None:
    """Refuse answers to no question, choices that it does not have, and too few words where words are needed."""
    faults = [fault for code, answer in answers.items() if (fault := _fault(code, answer)) is not None]
    if not answers:
        faults = [Fault("answers", "Answer at least one question.")]
    if faults:
        raise Invalid(faults, rule="REV-4")


def unanswered(codes: Iterable[str]) -> list[Prompt]:
    """The questions that are not among these, in their order."""
    there = set(codes)
    return [prompt for prompt in PROMPTS if prompt.code not in there]


def next_unanswered(codes: Iterable[str], after: str) -> Prompt | None:
    """The question to go on with: the next one open after this, else the first open; none when all are answered."""
    left = unanswered(codes)
    order = [prompt.code for prompt in PROMPTS]
    later = [prompt for prompt in left if order.index(prompt.code) > order.index(after)]
    return next(iter(later or left), None)


def _fault(code: str, answer: Answer) -> Fault | None:
    prompt = BY_CODE.get(code)
    if prompt is None:
        return Fault("answers", f"There is no question “{code[:40]}”. They are: {', '.join(BY_CODE)}.")
    if answer.choice not in (prompt.choices or (Choice.OPEN,)):
        told = " or ".join(choice.value for choice in prompt.choices) or "in words alone"
        return Fault(code, f"Answer “{prompt.question}” with {told}.")
    if not answer.note.strip() and (prompt.is_open or answer.choice in prompt.explain):
        return Fault(code, f"Say more about “{prompt.question}”.")
    if len(answer.note) > LONGEST_ANSWER:
        return Fault(code, f"The answer to “{prompt.question}” must be {LONGEST_ANSWER:,} characters or fewer.")
    return None
