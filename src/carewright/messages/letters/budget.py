"""The letter that tells a person their personal budget and what they pay of it (CHG-5, ORD-5)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from carewright.kernel import money
from carewright.messages.letters.press import Letterhead, pressed
from carewright.messages.wording.formats import LetterFormat
from carewright.messages.wording.words import day_words

NOT_TOLD = "Not told before"


@dataclass(frozen=True)
class BudgetFigures:
    """From a day on, in pounds a week: the personal budget, which is what the care costs, and what the person pays."""

    from_on: date
    weekly_amount: Decimal
    contribution: Decimal


@dataclass(frozen=True)
class BudgetLetter:
    """What a person pays from a day on, beside what was so until then (`..._before`; None: nothing was).

    `figures`: the first from that day, then those that follow it. `fund`: `direct payment` or `individual service
    fund` where one takes the place of care; `holder`: the provider that holds a service fund. `maximum`: what a max
    payer pays at most.
    """

    letterhead: Letterhead
    reference: str
    title: str
    person_name: str
    person_address: tuple[str, ...]
    dated_on: date
    why: str
    cost_before: Decimal | None
    amount_before: Decimal | None
    contribution_before: Decimal | None
    figures: tuple[BudgetFigures, ...]
    contact: str
    signed_by: str
    is_max_payer: bool = False
    maximum: Decimal | None = None
    fund: str = ""
    holder: str = ""
    letter_format: LetterFormat = LetterFormat.STANDARD


def budget_letter_pdf(letter: BudgetLetter) -> bytes:
    """Old and new cost, personal budget and contribution, from when, why, whom to ask and how to disagree (CHG-5)."""
    now, later = letter.figures[0], letter.figures[1:]
    return pressed(
        "budget.typ",
        letter.letterhead,
        title=letter.title,
        reference=f"Our reference: {letter.reference}",
        at=letter.dated_on,
        size=letter.letter_format.points,
        address=[letter.person_name, *letter.person_address],
        dated=day_words(letter.dated_on),
        greeting=f"Dear {letter.person_name}",
        opening=[letter.why, *_fund(letter, now), _payment(letter, now)],
        headings=["Each week", "Until then", f"From {_day(now.from_on)}"],
        changes=[
            ["Your care costs", _pounds(letter.cost_before), money.in_words(now.weekly_amount)],
            ["Your personal budget", _pounds(letter.amount_before), money.in_words(now.weekly_amount)],
            ["You pay", _pounds(letter.contribution_before), money.in_words(now.contribution)],
            ["The council pays", _council_before(letter), money.in_words(now.weekly_amount - now.contribution)],
        ],
        later_headings=["From", "Personal budget a week", "You pay", "The council pays"],
        later=[_later(figures) for figures in later],
        worked_out=_worked_out(letter),
        help=[f"Contact us and give our reference, {letter.reference}: {letter.contact}"],
        disagree=[
            "If you think that a figure is wrong, or your money has changed, tell us and say what should be different. "
            "We look at it again, and write to you with the answer and the reason.",
            "If you are still not satisfied you may make a complaint to the council, and after its answer ask the "
            "ombudsman for local government and social care to look into it. Asking costs nothing, and changes nothing "
            "in your care.",
        ],
        signature=[letter.signed_by, letter.letterhead.council],
    )


def _payment(letter: BudgetLetter, now: BudgetFigures) -> str:
    told, before = money.in_words(now.contribution), letter.contribution_before
    day = day_words(now.from_on)
    if before == now.contribution:
        return f"What you pay stays the same: {told} a week."
    if now.contribution == 0:
        return f"From {day} you pay nothing."
    return f"From {day} you pay {told} a week" + ("." if before is None else f" instead of {money.in_words(before)}.")


def _fund(letter: BudgetLetter, now: BudgetFigures) -> list[str]:
    if not letter.fund:
        return []
    net = money.in_words(now.weekly_amount - now.contribution)
    whom = f"{letter.holder}, which holds it for you" if letter.holder else "you"
    return [
        f"The {letter.fund} is {net} a week: your personal budget less what you pay. We pay it to {whom}, for the care "
        "and support in your plan."
    ]


def _worked_out(letter: BudgetLetter) -> list[str]:
    whole = "Your personal budget is what the care and support that meets your needs costs. "
    if letter.fund:
        return [whole + "Your part of it goes towards the same care, and is taken off what we pay."]
    if letter.is_max_payer:
        most = "" if letter.maximum is None else f" up to {money.in_words(letter.maximum)} a week"
        return [whole + f"After your financial assessment you pay what your care costs{most}."]
    return [whole + "You pay what your financial assessment found that you can, and never more than your care costs."]


def _later(figures: BudgetFigures) -> list[str]:
    return [
        _day(figures.from_on),
        money.in_words(figures.weekly_amount),
        money.in_words(figures.contribution),
        money.in_words(figures.weekly_amount - figures.contribution),
    ]


def _council_before(letter: BudgetLetter) -> str:
    if letter.amount_before is None or letter.contribution_before is None:
        return NOT_TOLD
    return money.in_words(letter.amount_before - letter.contribution_before)


def _pounds(amount: Decimal | None) -> str:
    return NOT_TOLD if amount is None else money.in_words(amount)


def _day(on: date) -> str:
    return f"{on.day} {on:%B} {on.year}"
