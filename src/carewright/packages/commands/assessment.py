"""The financial assessment (ACC-6), and what the person is told of what they pay (CHG-5, ORD-5)."""

from datetime import date, datetime

from carewright.access.actors import Actor
from carewright.access.check import check_may
from carewright.access.queries import users_holding
from carewright.access.roles import Role
from carewright.kernel.money import Money, in_words
from carewright.kernel.refused import NotFound, Refused
from carewright.messages.commands import keep_document, queue_email
from carewright.messages.lifecycle import DocumentKind
from carewright.messages.wording.orders import budget_letter_copy, financial_assessment_sent
from carewright.obligations.commands import meet
from carewright.obligations.lifecycle import State
from carewright.obligations.models import Obligation
from carewright.packages.commands.budgeting import LETTER, follow_the_assessment, tell_anew
from carewright.packages.commands.revising import check_from_first_day, check_something_is_ordered, locked_book
from carewright.packages.commands.sending import ASSESSMENT, locked_order
from carewright.packages.events import BudgetLetterSent, FinancialAssessmentRecorded, PersonalBudgetRenewed
from carewright.packages.lifecycle import ORDER, PERSONAL_BUDGET, BudgetKind
from carewright.packages.models import FinancialAssessment, Package, PersonalBudget
from carewright.packages.rules import assessed
from carewright.trail.command import command, record


@command
def record_financial_assessment(
    *,
    order: str,
    contribution: Money,
    is_max_payer: bool = False,
    maximum: Money | None = None,
    by: Actor,
    at: datetime,
) -> FinancialAssessment:
    """Record what the person pays a week, and tell finance (ACC-6). A max payer pays the full assessed `maximum`.

    A max payer pays no more than the order costs; none given: what they pay is the maximum, unless it is the whole
    cost. One more assessment, of a later version, is told to the person where they pay otherwise (CHG-5).
    """
    found = locked_order(order)
    check_may(by, "record_financial_assessment", unit=found.package.team.path)
    ORDER.check_move("record_financial_assessment", found.state)
    if FinancialAssessment.objects.filter(order=found).exists():
        raise Refused("The financial assessment of this order is recorded already.", rule="ACC-6")
    judged = assessed(contribution, found.weekly_cost, maximum, is_max_payer=is_max_payer)
    assessment = FinancialAssessment.objects.create(
        package=found.package,
        order=found,
        contribution=contribution,
        is_max_payer=is_max_payer,
        maximum=judged.maximum,
        recorded_by=by.ref,
        recorded_at=at,
    )
    _meet_the_duty(found.package, at)
    follow_the_assessment(assessment, by=by, at=at)
    queue_email(
        to=_finance_of(found.package),
        wording=financial_assessment_sent(
            order=found.ref, completed_at=at, path=f"/packages/{found.package.ref}/", at=at
        ),
        about=[found.ref, found.package.ref],
        at=at,
    )
    record(
        FinancialAssessmentRecorded(
            order=found.ref,
            package=found.package.ref,
            person=found.package.person.ref,
            contribution=in_words(contribution),
        )
    )
    return assessment


@command
def renew_personal_budget(*, package: str, from_on: date, because: str = "", by: Actor, at: datetime) -> PersonalBudget:
    """Bring the personal budget up to what is ordered, at an annual review: what was left to it is told now (CHG-5).

    The contribution is the one last assessed; another one is another financial assessment. `because`: the review.
    """
    book = locked_book(package)
    check_may(by, "renew_personal_budget", unit=book.package.team.path)
    check_something_is_ordered(book)
    check_from_first_day(book, from_on)
    if not book.package.personal_budgets.exists():
        raise Refused("Record the financial assessment first: it says what the person pays.", rule="ACC-6")
    budget = tell_anew(
        book.package, book.orders[0], BudgetKind.RENEWED, from_on, by=by, at=at, because=because, always=True
    )
    if budget is None:
        raise LookupError("a package that has a personal budget has one to renew")
    record(
        PersonalBudgetRenewed(
            budget=budget.ref,
            order=budget.order.ref,
            package=book.package.ref,
            person=book.package.person.ref,
            because=because,
            starts_on=budget.from_on,
        )
    )
    return budget


@command
def send_budget_letter(*, budget: str, letter: bytes, by: Actor, at: datetime) -> PersonalBudget:
    """Keep the letter (a PDF) that tells the person what they pay, and send finance a copy (CHG-5, ORD-5)."""
    found = _locked_budget(budget)
    package = found.package
    check_may(by, "send_budget_letter", unit=package.team.path)
    found.state = PERSONAL_BUDGET.check_move("send_budget_letter", found.state)
    document = keep_document(
        kind=DocumentKind.BUDGET_LETTER,
        title=f"Personal budget letter {found.ref}",
        pdf=letter,
        about=[found.ref, found.order.ref, package.ref, package.person.ref],
        at=at,
    )
    found.letter, found.told_at = document.ref, at
    found.save(update_fields=["state", "letter", "told_at"])
    queue_email(
        to=_finance_of(package),
        wording=budget_letter_copy(
            package=package.ref,
            order=f"{found.order.ref}, version {found.order.version}",
            from_on=found.from_on,
            communication_need=package.person.communication_need,
            path=f"/packages/{package.ref}/",
        ),
        about=[found.ref, found.order.ref, package.ref],
        attachments=[document.ref],
        at=at,
    )
    meet(duty=LETTER, subject=found.ref, at=at)
    record(
        BudgetLetterSent(
            budget=found.ref,
            order=found.order.ref,
            package=package.ref,
            person=package.person.ref,
            document=document.ref,
            starts_on=found.from_on,
        )
    )
    return found


def _locked_budget(ref: str) -> PersonalBudget:
    """The personal budget, its package locked first as by everything that changes one."""
    owner = PersonalBudget.objects.filter(ref=ref).values_list("package", flat=True).first()
    if owner is None:
        raise NotFound
    Package.objects.select_for_update(no_key=True).get(pk=owner)
    found = PersonalBudget.objects.select_for_update(of=("self",), no_key=True)
    return found.select_related("order", "package__person", "package__team").get(ref=ref)


def _meet_the_duty(package: Package, at: datetime) -> None:
    """The assessment was owed for the first version that was sent, whichever is assessed now (ACC-6)."""
    owed = Obligation.objects.filter(duty=ASSESSMENT, about=package.ref, state=State.OPEN)
    for subject in owed.values_list("subject", flat=True):
        meet(duty=ASSESSMENT, subject=subject, at=at)


def _finance_of(package: Package) -> list[str]:
    return [user.email for user in users_holding(Role.FINANCE_OFFICER, unit=package.team)]
