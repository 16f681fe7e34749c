"""Reads of personal budgets: what a version of an order changes of what the person pays, and what was told (CHG-5)."""

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from carewright.access.actors import Actor
from carewright.access.check import check_may
from carewright.packages.lifecycle import BudgetKind, BudgetState, ContributionEffect
from carewright.packages.models import Order, Package, PersonalBudget
from carewright.packages.queries.packages import visible_to
from carewright.packages.rules import Budget, Contribution, Step, step_on, steps_in_force


def contribution_of(package: Package) -> Contribution | None:
    """What the person pays as last assessed; None until it has been."""
    found = package.assessments.order_by("-recorded_at", "-pk").first()
    return Contribution(found.contribution, found.is_max_payer, found.maximum) if found else None


def contribution_effect(order: Order) -> ContributionEffect:
    """What this version of the order does to what the person pays: a letter, nothing until the annual review, or
    nothing at all because no contribution has been assessed (CHG-5). It has its `sentence`."""
    if order.personal_budgets.filter(kind__in=[BudgetKind.AMENDED, BudgetKind.FUNDED]).exists():
        return ContributionEffect.LETTER
    known = order.known_at or order.made_at
    told = PersonalBudget.objects.filter(package=order.package_id, known_at__lte=known).exists()
    return ContributionEffect.REVIEW if told else ContributionEffect.NONE


def budget_of(budget: PersonalBudget) -> Budget:
    """A personal budget as the rules see it."""
    steps = tuple(Step(step.from_on, step.weekly_amount, step.contribution) for step in budget.steps.all())
    return Budget(budget.number, budget.from_on, steps)


def budget_on(budgets: Iterable[PersonalBudget], day: date) -> Step | None:
    """The personal budget and the contribution in force on a day, of a package's; None before the first."""
    return step_on(steps_in_force(map(budget_of, budgets)), day)


def personal_budgets(package: str, by: Actor) -> QuerySet[PersonalBudget]:
    """A package's personal budgets, the newest first, with their steps; nothing of a package not to be seen."""
    check_may(by, "see_packages")
    found = PersonalBudget.objects.filter(package__in=visible_to(by), package__ref=package)
    return found.select_related("order", "package__team").prefetch_related("steps").order_by("-number")


def budget_letters_to_make(size: int = 50) -> list[str]:
    """Personal budgets whose letter is owed, the oldest first."""
    found = PersonalBudget.objects.filter(state=BudgetState.LETTER_OWED).order_by("known_at", "pk")
    return list(found.values_list("ref", flat=True)[:size])
