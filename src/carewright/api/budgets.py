"""Operations about personal budgets, and about changes that practitioners ask for."""

from typing import TYPE_CHECKING

from carewright.access.actors import Actor
from carewright.access.check import may
from carewright.api.operations import Area
from carewright.api.paging import Listed
from carewright.api.schemas.budgets import (
    BudgetStepShown,
    CouncilChangeShown,
    PersonalBudgetShown,
    Renewal,
    SameProviderAgreed,
    SearchAsked,
)
from carewright.api.schemas.fields import PathRef
from carewright.look.page import Request
from carewright.packages import commands, queries

if TYPE_CHECKING:
    from carewright.packages.models import PersonalBudget

area = Area("Personal budgets and changes asked for by the council")


@area.reads("/packages/{ref}/personal-budgets", "see_packages")
def list_personal_budgets(request: Request, ref: PathRef) -> Listed[PersonalBudgetShown]:
    """A package's personal budgets, the newest first, with what the person pays from which day on (CHG-5)."""
    package = queries.package(ref, request.actor)
    return Listed(
        items=[_shown(budget, request.actor) for budget in queries.personal_budgets(package.ref, request.actor)]
    )


@area.writes("/packages/{ref}/personal-budgets", "renew_personal_budget", status=201)
def renew_personal_budget(request: Request, ref: PathRef, asked: Renewal) -> PersonalBudgetShown:
    """Bring the personal budget up to what is ordered, at an annual review: the person is told (CHG-5)."""
    budget = commands.renew_personal_budget(package=ref, **asked.told(), by=request.actor, at=request.at)
    return _shown(budget, request.actor)


@area.reads("/referrals/{ref}/change", "see_packages")
def get_council_change(request: Request, ref: PathRef) -> CouncilChangeShown:
    """The change of a package that a referral asks for, and whether the same provider may take it (VAR-1)."""
    return CouncilChangeShown.model_validate(queries.council_change(ref, request.actor))


@area.writes("/referrals/{ref}/same-provider", "order_from_same_provider")
def order_from_same_provider(request: Request, ref: PathRef, asked: SameProviderAgreed) -> CouncilChangeShown:
    """Order the change from the provider that has the package, as it agreed: no new search (VAR-1)."""
    commands.order_from_same_provider(referral=ref, **asked.told(), by=request.actor, at=request.at)
    return CouncilChangeShown.model_validate(queries.council_change(ref, request.actor))


@area.writes("/referrals/{ref}/provider-search", "find_provider_for_change", status=201)
def find_provider_for_change(request: Request, ref: PathRef, asked: SearchAsked) -> CouncilChangeShown:
    """Look for a provider of the change: it goes on the list of packages to be placed (VAR-1)."""
    commands.find_provider_for_change(referral=ref, **asked.told(), by=request.actor, at=request.at)
    return CouncilChangeShown.model_validate(queries.council_change(ref, request.actor))


def _shown(budget: "PersonalBudget", by: Actor) -> PersonalBudgetShown:
    """What the person pays for those who assess or renew it, the whole for those who may see prices (ROLE-6)."""
    priced = queries.sees_prices(by, budget.package)
    told = priced or may(by, "renew_personal_budget", unit=budget.package.team.path)
    return PersonalBudgetShown(
        ref=budget.ref,
        number=budget.number,
        kind=budget.kind,
        state=budget.state,
        order=budget.order.ref,
        from_on=budget.from_on,
        known_at=budget.known_at,
        letter=budget.letter,
        steps=[
            BudgetStepShown(
                from_on=step.from_on,
                weekly_amount=step.weekly_amount if priced else None,
                contribution=step.contribution if told else None,
            )
            for step in budget.steps.all()
        ],
    )
