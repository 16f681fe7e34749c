"""From a provider's acceptance to the order: the call, the confirmation, the assessment (ACC-1 to 6)."""

from decimal import Decimal
from typing import Any

from carewright.access.roles import Role
from carewright.demo.market import RATES
from carewright.demo.referring import Case
from carewright.demo.stage import Steps
from carewright.demo.stories import Ending
from carewright.packages.commands import complete_individual_contract, record_financial_assessment
from carewright.packages.lifecycle import OrderState
from carewright.packages.models import Order
from carewright.sourcing.commands import confirm_arrangements, record_courtesy_call, record_failed_call
from carewright.sourcing.models import Award
from carewright.worktime import local

_TIMES = ("8:00am to 8:45am", "12:30pm to 1:00pm", "5:00pm to 5:30pm", "8:30pm to 9:00pm")
_SPOKE_TO = ("The person", "Their daughter", "Their son", "Their wife", "The neighbour who holds the key")


def arranged(case: Case, award: Award) -> Steps:
    """The person is called, the provider confirms; the order goes out, and its first version is assessed."""
    yield from called(case, award)
    if case.story.ending is Ending.TO_CONFIRM:
        return
    yield from _confirmed(case, award)
    order = Order.objects.filter(package__requirement=award.requirement_id).latest("version")
    if order.version == 1:
        yield from _ordered(case, order)


def called(case: Case, award: Award) -> Steps:
    """The courtesy call, one time in five only at the second try (ACC-1); then the provider is released (ACC-2)."""
    stage = case.stage
    yield stage.wait(case.minutes(10, 80))
    if case.rng.random() < 0.2:
        stage.act(record_failed_call, award=award.ref, note="No answer.", by=case.broker)
        yield stage.wait(case.minutes(20, 50))
    spoke_to = case.rng.choice(_SPOKE_TO)
    stage.act(record_courtesy_call, award=award.ref, spoke_to=spoke_to, note="", by=case.broker)


def _confirmed(case: Case, award: Award) -> Steps:
    stage = case.stage
    yield stage.wait(case.minutes(60, 700))
    coordinator = stage.cast.at(Role.PROVIDER_COORDINATOR, award.provider.ref)
    stage.act(
        confirm_arrangements,
        award=award.ref,
        start_on=max(award.start_on, local(stage.now).date()),
        planned_times=list(_TIMES[: case.rng.randint(1, len(_TIMES))]),
        carers_per_visit=award.requirement.carers,
        confirmed_by=coordinator.name,
        by=coordinator,
    )


def _ordered(case: Case, order: Order) -> Steps:
    """Any individual contract is completed, the order sent by the worker, and most are assessed in time (ACC-6)."""
    stage = case.stage
    if order.state == OrderState.AWAITING_CONTRACT:
        yield stage.wait(case.minutes(200, 900))
        _complete_contracts(case, order)
    yield stage.wait(case.minutes(120, 880 if case.rng.random() < 0.9 else 2400))
    order.refresh_from_db()
    if order.state == OrderState.SENT:
        contribution = min(Decimal(case.rng.choice((0, 0, 24, 41, 63, 88, 112))), order.weekly_cost)
        pays_most = contribution > 0 and case.story.number % 4 == 0
        stage.act(
            record_financial_assessment,
            order=order.ref,
            contribution=contribution,
            is_max_payer=pays_most,
            by=case.practitioner,
        )


def _complete_contracts(case: Case, order: Order) -> None:
    waiting: Any = order.lines.filter(contract=None).values_list("provider__ref", "service").distinct()
    for provider, service in waiting:
        case.stage.act(
            complete_individual_contract,
            order=order.ref,
            provider=provider,
            hourly_rate=RATES[service] + Decimal("1.45"),
            terms="For this person alone.",
            by=case.stage.cast.one(Role.CONTRACT_OFFICER),
        )
