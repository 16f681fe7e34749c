"""What the person pays follows what is ordered, and is told to them and to finance (CHG-5, ACC-6, ORD-5)."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from carewright.access.models import User
from carewright.access.roles import Role
from carewright.kernel.refused import NotFound, Refused
from carewright.messages.models import Document, Message
from carewright.obligations.models import Obligation
from carewright.packages import commands
from carewright.packages.lifecycle import PERSONAL_BUDGET, ContributionEffect, OrderKind
from carewright.packages.models import Order, Package, PersonalBudget
from carewright.packages.queries import budget_on, contribution_effect, personal_budgets
from carewright.packages.sending import budget_pdf, send_budget_letters, send_made_orders
from carewright.packages.sending.budgets import WHY
from carewright.people.models import Person
from carewright.trail.models import Event
from carewright.trail.queries import timeline
from tests.builders import a_user
from tests.conftest import actor
from tests.messages.reading import size_of
from tests.packages.book import DAY, FEBRUARY, TODAY, WEEK, flex, provider_of, reorder, resume, suspend
from tests.packages.builders import PDF, THURSDAY, a_made_order, a_sent_order, a_split_order
from tests.quartet import Case, quartet

pytestmark = pytest.mark.django_db

FINANCE = actor(Role.FINANCE_OFFICER)
START = date(2018, 1, 8)


def assessed(contribution: str, *, at: datetime = THURSDAY, **told: Any) -> Package:
    """A package of 14 hours at £18.40, £257.60 a week, with its financial assessment."""
    order = a_sent_order()
    commands.record_financial_assessment(order=order.ref, contribution=Decimal(contribution), **told, by=FINANCE, at=at)
    return order.package


def a_max_payer(maximum: str | None = None) -> Package:
    """Pays all of it, up to a maximum where there is one."""
    return assessed("257.60", is_max_payer=True, maximum=Decimal(maximum) if maximum else None)


def a_budget_in(state: str) -> PersonalBudget:
    package = assessed("40") if state == "no_letter" else a_max_payer()
    if state == "no_letter":
        return package.personal_budgets.get()
    budget = flex(package, "16").personal_budgets.get()
    if state == "letter_sent":
        budget = commands.send_budget_letter(budget=budget.ref, letter=PDF, by=FINANCE, at=FEBRUARY)
    return budget


def pays(package: Package, day: date) -> Decimal:
    step = budget_on(package.personal_budgets.all(), day)
    assert step is not None
    return step.contribution


@quartet(
    [
        Case(
            command=commands.send_budget_letter,
            lifecycle=PERSONAL_BUDGET,
            thing_in=a_budget_in,
            arguments=lambda budget: {"budget": budget.ref, "letter": PDF},
            by=lambda budget: FINANCE,
            at=FEBRUARY,
        ),
        Case(
            command=commands.renew_personal_budget,
            thing_in=lambda _: assessed("40"),
            arguments=lambda package: {"package": package.ref, "from_on": TODAY, "because": "REV-TEST"},
            by=lambda package: actor(Role.PRACTITIONER, unit=package.team),
            at=FEBRUARY,
        ),
    ]
)
def test_the_quartet(check):
    check()


def test_the_first_assessment_is_the_first_personal_budget_and_finance_bills_it() -> None:
    package = assessed("40")

    budget = package.personal_budgets.get()
    step = budget.steps.get()
    assert (budget.kind, budget.state, budget.from_on) == ("assessed", "no_letter", START)
    assert (step.weekly_amount, step.contribution) == (WEEK, Decimal(40))
    assert list(send_budget_letters(THURSDAY)) == []


def test_somebody_who_pays_a_fixed_sum_pays_it_still_and_the_budget_is_left_to_the_annual_review() -> None:
    package = assessed("40")

    order = flex(package, "16")

    assert contribution_effect(order) == ContributionEffect.REVIEW
    assert package.personal_budgets.count() == 1
    told = timeline(package.ref)[0].sentence
    assert told.endswith("the personal budget is left to the annual review.")


def test_a_max_payer_pays_for_the_hours_more_and_is_told_with_a_copy_to_finance() -> None:
    package = a_max_payer()
    finance = a_user(Role.FINANCE_OFFICER, unit=package.team)

    order = flex(package, "16")

    assert contribution_effect(order) == ContributionEffect.LETTER
    assert pays(package, TODAY - DAY) == WEEK
    assert pays(package, TODAY) == Decimal("294.40")
    budget = order.personal_budgets.get()
    assert (budget.cost_before, budget.amount_before, budget.contribution_before) == (WEEK, WEEK, WEEK)
    assert list(send_budget_letters(FEBRUARY)) == [budget.ref]
    budget.refresh_from_db()
    posted = Message.objects.get(subject__startswith="Personal budget letter")
    assert posted.to == [User.objects.get(ref=finance.ref).email]
    assert [document.ref for document in posted.attachments.all()] == [budget.letter]
    assert Document.objects.get(ref=budget.letter).provider == ""
    assert Obligation.objects.get(duty="send_budget_letter", subject=budget.ref).state == "met"
    assert "294" not in posted.text


def test_a_letter_is_sent_once() -> None:
    flex(a_max_payer(), "16")

    assert len(list(send_budget_letters(FEBRUARY))) == 1
    assert list(send_budget_letters(FEBRUARY)) == []
    assert Document.objects.filter(kind="budget_letter").count() == 1


def test_a_max_payer_pays_no_more_than_the_assessed_maximum() -> None:
    package = a_max_payer("280")

    first = flex(package, "16")
    second = flex(package, "17", TODAY + 7 * DAY)

    assert pays(package, TODAY) == Decimal(280)
    assert contribution_effect(first) == ContributionEffect.LETTER
    assert contribution_effect(second) == ContributionEffect.REVIEW


def test_nobody_pays_more_than_the_care_costs() -> None:
    package = assessed("40")

    order = reorder(package, "2")

    assert pays(package, TODAY) == Decimal("36.80")
    assert contribution_effect(order) == ContributionEffect.LETTER


def test_without_an_assessment_there_is_nothing_to_tell() -> None:
    order = flex(a_sent_order().package, "16")

    assert contribution_effect(order) == ContributionEffect.NONE
    assert not PersonalBudget.objects.exists()


def test_while_care_is_suspended_the_person_pays_no_more_than_is_paid() -> None:
    package = a_max_payer()

    suspend(package)
    resume(package, TODAY + 21 * DAY)

    assert [pays(package, TODAY + days * DAY) for days in (-1, 0, 6, 7, 20, 21)] == [
        WEEK, Decimal("128.80"), Decimal("128.80"), Decimal(0), Decimal(0), WEEK,
    ]  # fmt: skip


def test_a_fixed_sum_below_the_retainer_ends_with_it() -> None:
    package = assessed("40")

    budget = suspend(package).personal_budgets.get()

    assert budget.from_on == TODAY + 7 * DAY
    assert [pays(package, TODAY + days * DAY) for days in (6, 7)] == [Decimal(40), Decimal(0)]


def test_after_the_end_nothing_is_paid() -> None:
    package = assessed("40")

    commands.end_package(package=package.ref, last_on=TODAY, reason="Moved away.", by=actor(Role.BROKER), at=FEBRUARY)

    assert [pays(package, day) for day in (TODAY, TODAY + DAY)] == [Decimal(40), Decimal(0)]


def test_a_direct_payment_is_told_to_the_person_even_when_they_pay_the_same() -> None:
    package = assessed("40")

    order = commands.replace_with_fund(
        package=package.ref, kind="direct_payment", from_on=TODAY, personal_budget=Decimal(300),
        contribution=Decimal(40), by=actor(Role.BROKER), at=FEBRUARY,
    )  # fmt: skip

    budget = order.personal_budgets.get()
    assert (budget.kind, budget.from_on, budget.cost_before) == ("funded", TODAY, WEEK)
    step = budget.steps.get()
    assert (step.weekly_amount, step.contribution) == (Decimal(300), Decimal(40))
    assert contribution_effect(order) == ContributionEffect.LETTER
    assert budget_pdf(budget.ref, FEBRUARY).startswith(b"%PDF")


def test_a_service_fund_goes_to_the_provider_that_holds_it() -> None:
    package = a_sent_order().package
    order = commands.replace_with_fund(
        package=package.ref, kind="service_fund", from_on=START, personal_budget=Decimal(300),
        contribution=Decimal(40), provider=provider_of(package), by=actor(Role.BROKER), at=FEBRUARY,
    )  # fmt: skip

    assert list(send_made_orders(FEBRUARY)) == [order.ref]

    assert Document.objects.filter(provider=provider_of(package)).count() == 2


def test_what_was_left_to_the_annual_review_is_told_then() -> None:
    package = assessed("40")
    flex(package, "16")

    budget = commands.renew_personal_budget(
        package=package.ref, from_on=TODAY + 28 * DAY, because="REV-TEST", by=FINANCE, at=FEBRUARY
    )

    assert (budget.amount_before, budget.contribution_before) == (WEEK, Decimal(40))
    assert (budget.steps.get().weekly_amount, budget.state) == (Decimal("294.40"), "letter_owed")


def test_nothing_is_renewed_before_it_was_assessed() -> None:
    package = a_sent_order().package

    with pytest.raises(Refused) as refusal:
        commands.renew_personal_budget(package=package.ref, from_on=TODAY, by=FINANCE, at=FEBRUARY)
    assert refusal.value.rule == "ACC-6"


def test_another_assessment_is_told_where_the_person_pays_otherwise() -> None:
    package = assessed("40")
    order = flex(package, "16")
    list(send_made_orders(FEBRUARY))

    commands.record_financial_assessment(order=order.ref, contribution=Decimal(55), by=FINANCE, at=FEBRUARY)

    budget = order.personal_budgets.get()
    assert (budget.kind, budget.state, budget.contribution_before) == ("assessed", "letter_owed", Decimal(40))
    assert [pays(package, day) for day in (TODAY - DAY, TODAY)] == [Decimal(40), Decimal(55)]


@pytest.mark.parametrize(
    ("contribution", "told", "field"),
    [
        ("300", {}, "contribution"),
        ("40", {"maximum": "50"}, "maximum"),
        ("40", {"is_max_payer": True, "maximum": "50"}, "contribution"),
        ("257.60", {"is_max_payer": True, "maximum": "200"}, "maximum"),
    ],
)
def test_figures_that_do_not_agree_are_refused(contribution: str, told: dict[str, Any], field: str) -> None:
    told = {name: Decimal(value) if name == "maximum" else value for name, value in told.items()}

    with pytest.raises(Refused) as refusal:
        assessed(contribution, **told)
    assert refusal.value.field == field


def test_a_max_payer_who_pays_less_than_the_cost_pays_the_maximum() -> None:
    package = assessed("100", is_max_payer=True)

    assert package.assessments.get().maximum == Decimal(100)
    assert contribution_effect(flex(package, "16")) == ContributionEffect.REVIEW


def test_the_assessment_is_owed_once_also_when_version_2_follows_at_once() -> None:
    order = a_made_order()
    flex(order.package, "16", START, THURSDAY)

    assert len(list(send_made_orders(THURSDAY))) == 2

    owed = Obligation.objects.filter(duty="financial_assessment", about=order.package.ref)
    assert [one.subject for one in owed] == [order.ref]


def test_assessing_a_later_version_keeps_the_duty_of_the_first() -> None:
    order = a_made_order()
    later = flex(order.package, "16", START, THURSDAY)
    list(send_made_orders(THURSDAY))

    commands.record_financial_assessment(order=later.ref, contribution=Decimal(10), by=FINANCE, at=THURSDAY)

    assert Obligation.objects.get(duty="financial_assessment").state == "met"


def test_a_split_packages_part_that_ends_changes_what_a_max_payer_pays() -> None:
    order = a_split_order()
    list(send_made_orders(THURSDAY))
    order = Order.objects.get(pk=order.pk)
    commands.record_financial_assessment(
        order=order.ref, contribution=order.weekly_cost, is_max_payer=True, by=FINANCE, at=THURSDAY
    )
    first, second = order.lines.order_by("part")

    commands.end_part(
        package=order.package.ref, provider=first.provider.ref, last_on=TODAY, reason="Handed back.",
        by=actor(Role.BROKER), at=FEBRUARY,
    )  # fmt: skip

    assert pays(order.package, TODAY + DAY) == second.weekly_cost


def test_no_event_holds_a_figure_of_the_budget() -> None:
    package = a_max_payer()
    flex(package, "16")
    list(send_budget_letters(FEBRUARY))

    told = " ".join(Event.objects.exclude(name="financial_assessment.recorded").values_list("content", flat=True))
    assert "294.4" not in told


def test_a_practitioner_of_another_team_sees_no_personal_budget() -> None:
    package = assessed("40")
    elsewhere = actor(Role.PRACTITIONER, unit=package.team.parent.parent.parent.children.get(name="West"))

    assert list(personal_budgets(package.ref, elsewhere)) == []
    assert [one.number for one in personal_budgets(package.ref, actor(Role.BROKER))] == [1]


def test_a_letter_about_nothing_is_not_found() -> None:
    with pytest.raises(NotFound):
        budget_pdf("BUD-0000-0000-0", FEBRUARY)


@pytest.mark.parametrize(
    "told", [{"letter_format": "large_print"}, {"communication_need": "Reads large print", "letter_format": "standard"}]
)
def test_who_is_written_to_in_large_print_gets_the_budget_in_large_print(told) -> None:
    budget = flex(a_max_payer(), "16").personal_budgets.get()
    Person.objects.filter(pk=budget.package.person_id).update(**told)

    assert size_of(budget_pdf(budget.ref, FEBRUARY), "financial assessment") == 18


FAR = datetime(2018, 3, 5, 9, tzinfo=UTC)


def test_a_budget_of_long_ago_is_told_as_it_was() -> None:
    package = a_max_payer()
    flex(package, "16")
    flex(package, "18", FAR.date(), FAR)

    assert [pays(package, day) for day in (TODAY, FAR.date() - timedelta(days=1), FAR.date())] == [
        Decimal("294.40"), Decimal("294.40"), Decimal("331.20"),
    ]  # fmt: skip


def test_a_letter_says_why_of_every_kind_of_order_but_a_fund_which_has_its_own() -> None:
    assert set(WHY) == set(OrderKind) - {OrderKind.FUNDED}
