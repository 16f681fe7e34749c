"""How the personal budget follows what is ordered and assessed: within other commands (CHG-5, ORD-5)."""

from datetime import date, datetime

from carewright.access.actors import Actor
from carewright.access.roles import Role
from carewright.kernel.money import Money
from carewright.obligations.commands import open_obligation
from carewright.packages.lifecycle import BudgetKind, BudgetState, OrderKind
from carewright.packages.models import FinancialAssessment, Order, Package, PersonalBudget, PersonalBudgetStep
from carewright.packages.queries.book import area_name_of, book_of, versions_of, with_book
from carewright.packages.queries.budgets import budget_of, contribution_of
from carewright.packages.rules import (
    Step,
    from_day,
    from_step,
    on_day,
    pays_otherwise_from,
    step_on,
    steps_in_force,
    steps_of,
    timeline,
)
from carewright.packages.rules.budgets import gross_cost
from carewright.policy.queries import policy_at
from carewright.trail.command import within_command
from carewright.worktime import due

LETTER = "send_budget_letter"


def follow_the_order(order: Order, *, by: Actor, at: datetime) -> PersonalBudget | None:
    """The personal budget after a new version of the order: a new one where the person pays otherwise (CHG-5).

    A fund has a letter always (ORD-5). Without an assessment or a fund there is nothing to follow.
    """
    within_command()
    package = with_book(Package.objects.select_related("person", "team", "requirement__area")).get(pk=order.package_id)
    if order.kind == OrderKind.FUNDED:
        first = min(fund.from_on for fund in order.funds.all() if fund.from_on >= order.from_on)
        return tell_anew(package, order, BudgetKind.FUNDED, first, by=by, at=at, always=True)
    return tell_anew(package, order, BudgetKind.AMENDED, order.from_on, by=by, at=at)


def follow_the_assessment(assessment: FinancialAssessment, *, by: Actor, at: datetime) -> PersonalBudget | None:
    """The personal budget after a financial assessment: the first is kept, and finance bills it (ACC-6); a later one
    is told to the person where they pay otherwise (CHG-5)."""
    within_command()
    package = with_book(Package.objects.select_related("person", "team", "requirement__area")).get(
        pk=assessment.package_id
    )
    order = assessment.order
    return tell_anew(package, order, BudgetKind.ASSESSED, order.from_on, by=by, at=at)


def tell_anew(
    package: Package,
    order: Order,
    kind: BudgetKind,
    first: date,
    *,
    by: Actor,
    at: datetime,
    because: str = "",
    always: bool = False,
) -> PersonalBudget | None:
    """A new personal budget from the first day from `first` on that the person pays otherwise; `always`: from `first`.

    Its letter is owed, but for the first assessment's. The package is one of `with_book`, locked.
    """
    within_command()
    rows, terms = book_of(package), contribution_of(package)
    if terms is None and not any(row.fund is not None for row in rows) and not package.personal_budgets.exists():
        return None
    told = list(package.personal_budgets.prefetch_related("steps"))
    before, after = steps_in_force(map(budget_of, told)), steps_of(from_day(rows, first), first, terms)
    day = first if always else pays_otherwise_from(before, after, first)
    if day is None:
        return None
    last = step_on(before, day)
    owed = bool(told) or kind != BudgetKind.ASSESSED
    budget = PersonalBudget.objects.create(
        package=package,
        order=order,
        number=len(told) + 1,
        kind=kind,
        state=BudgetState.LETTER_OWED if owed else BudgetState.NO_LETTER,
        from_on=day,
        known_at=at,
        made_by=by.ref,
        because=because,
        cost_before=_cost_before(package, order, kind, day),
        amount_before=last.weekly_amount if last else None,
        contribution_before=last.contribution if last else None,
    )
    _write_steps(budget, from_step(after, day))
    if owed:
        _owe_the_letter(budget, package, at)
    return budget


def _cost_before(package: Package, order: Order, kind: BudgetKind, day: date) -> Money:
    """What the day cost a week by the versions before the order; an assessment or a review changes no cost."""
    orders = list(package.orders.all())
    if kind in (BudgetKind.AMENDED, BudgetKind.FUNDED):
        orders = [version for version in orders if version.version < order.version]
    return gross_cost(on_day(timeline(versions_of(orders)), day))


def _write_steps(budget: PersonalBudget, steps: tuple[Step, ...]) -> None:
    PersonalBudgetStep.objects.bulk_create(
        PersonalBudgetStep(
            budget=budget, from_on=step.from_on, weekly_amount=step.weekly_amount, contribution=step.contribution
        )
        for step in steps
    )


def _owe_the_letter(budget: PersonalBudget, package: Package, at: datetime) -> None:
    policy = policy_at(at).terms
    open_obligation(
        rule="CHG-5",
        duty=LETTER,
        sentence="Send the personal budget letter",
        subject=budget.ref,
        about=package.ref,
        role=Role.FINANCE_OFFICER,
        unit=package.team,
        due_at=due(at, policy.personal_budget.letter_within, policy.calendar_for(area_name_of(package))),
        at=at,
    )
