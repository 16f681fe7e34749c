"""The financial assessment (ACC-6)."""

from datetime import datetime

from carewright.access.actors import Actor
from carewright.access.check import check_may
from carewright.access.queries import users_holding
from carewright.access.roles import Role
from carewright.kernel.money import Money, in_words
from carewright.kernel.refused import Refused
from carewright.messages.commands import queue_email
from carewright.messages.wording.orders import financial_assessment_sent
from carewright.obligations.commands import meet
from carewright.packages.commands.orders import locked_order
from carewright.packages.events import FinancialAssessmentRecorded
from carewright.packages.lifecycle import ORDER
from carewright.packages.models import FinancialAssessment
from carewright.packages.rules import check_contribution
from carewright.trail.command import command, record


@command
def record_financial_assessment(
    *, order: str, contribution: Money, is_max_payer: bool = False, by: Actor, at: datetime
) -> FinancialAssessment:
    """Record what the person pays a week, and tell finance (ACC-6). A max payer pays the full assessed maximum."""
    found = locked_order(order)
    check_may(by, "record_financial_assessment", unit=found.package.team.path)
    ORDER.check_move("record_financial_assessment", found.state)
    if FinancialAssessment.objects.filter(order=found).exists():
        raise Refused("The financial assessment of this order is recorded already.", rule="ACC-6")
    check_contribution(contribution, found.weekly_cost)
    assessment = FinancialAssessment.objects.create(
        package=found.package,
        order=found,
        contribution=contribution,
        is_max_payer=is_max_payer,
        recorded_by=by.ref,
        recorded_at=at,
    )
    meet(duty="financial_assessment", subject=found.ref, at=at)
    queue_email(
        to=[user.email for user in users_holding(Role.FINANCE_OFFICER, unit=found.package.team)],
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
