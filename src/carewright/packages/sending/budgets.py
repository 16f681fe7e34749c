"""Letters about personal budgets, to the person and in copy to finance (CHG-5, ORD-5)."""

import logging
from collections.abc import Iterator
from datetime import datetime

from django.conf import settings
from typst import TypstError

from carewright.access.actors import SYSTEM
from carewright.kernel.refused import NotFound, WrongState
from carewright.messages.letters import BudgetFigures, BudgetLetter, Letterhead, budget_letter_pdf
from carewright.messages.wording.formats import LetterFormat
from carewright.messages.wording.words import day_words
from carewright.packages.commands import send_budget_letter
from carewright.packages.lifecycle import BudgetKind, FundKind, OrderKind
from carewright.packages.models import Fund, PersonalBudget
from carewright.packages.queries import budget_letters_to_make, contribution_of
from carewright.people.models import Person
from carewright.worktime import local

log = logging.getLogger(__name__)

WHY = {
    OrderKind.PLACED: "More of your care has been arranged, from {day}.",
    OrderKind.FLEXED: "The hours of your care are others from {day}.",
    OrderKind.REORDERED: "The hours of your care are others from {day}, as was decided with you.",
    OrderKind.UPLIFTED: "Your care has another price from {day}.",
    OrderKind.SUSPENDED: (
        "Your care is paused from {day}. While it is, you pay no more than we pay to keep your place, and nothing once "
        "we pay nothing."
    ),
    OrderKind.RESUMED: "Your care begins again on {day}.",
    OrderKind.ENDED: "Care that we arranged for you ends: its last day is {day}.",
    OrderKind.PART_ENDED: "One of the providers who care for you stops: its last day is {day}.",
    OrderKind.CANCELLED: "The care that was ordered for you from {day} has been cancelled.",
}
WHY_REASSESSED = "We have assessed anew what you can pay towards your care."
WHY_RENEWED = "We have brought your personal budget up to date, as we do at each annual review."
LARGE_PRINT = ("large print", "large type", "large letters")


def send_budget_letters(now: datetime) -> Iterator[str]:
    """Set and send each letter that is owed; yields each personal budget's reference.

    One that can't be set is logged and left: it stays owed, and shows as overdue on finance's work. Two workers at once
    do no harm: the second finds it sent.
    """
    for ref in budget_letters_to_make():
        try:
            send_budget_letter(budget=ref, letter=budget_pdf(ref, now), by=SYSTEM, at=now)
        except TypstError:
            log.exception("The letter of personal budget %s could not be set; it is left for finance.", ref)
        except WrongState:
            continue
        else:
            yield ref


def budget_pdf(ref: str, now: datetime) -> bytes:
    """The letter about a personal budget, dated today."""
    found = PersonalBudget.objects.select_related("order", "package__person", "package__team")
    budget = found.prefetch_related("steps").filter(ref=ref).first()
    if budget is None:
        raise NotFound
    return budget_letter_pdf(_letter(budget, now))


def _letter(budget: PersonalBudget, now: datetime) -> BudgetLetter:
    package, person = budget.package, budget.package.person
    terms, fund = contribution_of(package), _fund_of(budget)
    return BudgetLetter(
        letterhead=Letterhead(settings.COUNCIL_NAME, settings.COUNCIL_COLOUR),
        reference=package.ref,
        title=_title(budget, fund),
        person_name=person.name,
        person_address=tuple(part.strip() for part in (*person.address.split(","), person.postcode) if part.strip()),
        dated_on=local(now).date(),
        why=_why(budget, fund),
        cost_before=budget.cost_before,
        amount_before=budget.amount_before,
        contribution_before=budget.contribution_before,
        figures=tuple(
            BudgetFigures(step.from_on, step.weekly_amount, step.contribution) for step in budget.steps.all()
        ),
        contact=package.team.email or settings.COUNCIL_NAME,
        signed_by=package.team.name,
        is_max_payer=terms is not None and terms.is_max_payer,
        maximum=terms.maximum if terms else None,
        fund=FundKind(fund.kind).in_words if fund else "",
        holder=fund.provider.name if fund and fund.provider else "",
        letter_format=_format(person),
    )


def _format(person: Person) -> LetterFormat:
    """How the person is written to; in large print, too, where that is only said among what they need."""
    chosen, need = LetterFormat(person.letter_format), person.communication_need.lower()
    needs_large = chosen.points < LetterFormat.LARGE_PRINT.points and any(words in need for words in LARGE_PRINT)
    return LetterFormat.LARGE_PRINT if needs_large else chosen


def _fund_of(budget: PersonalBudget) -> Fund | None:
    """The fund that takes the place of care from the budget's first day."""
    return budget.order.funds.select_related("provider").filter(from_on__lte=budget.from_on).order_by("from_on").last()


def _title(budget: PersonalBudget, fund: Fund | None) -> str:
    if budget.kind == BudgetKind.FUNDED and fund:
        return f"Your {FundKind(fund.kind).in_words}"
    return "Your personal budget" if budget.kind == BudgetKind.RENEWED else "Your personal budget has changed"


def _why(budget: PersonalBudget, fund: Fund | None) -> str:
    if budget.kind == BudgetKind.RENEWED:
        return WHY_RENEWED
    if budget.kind == BudgetKind.ASSESSED:
        return WHY_REASSESSED
    day = day_words(budget.from_on if budget.kind == BudgetKind.FUNDED else budget.order.from_on)
    if budget.kind == BudgetKind.FUNDED and fund:
        return f"From {day} a {FundKind(fund.kind).in_words} takes the place of the care that we arranged for you."
    return WHY[OrderKind(budget.order.kind)].format(day=day)
