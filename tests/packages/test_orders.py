"""From confirmed arrangements to the order and the financial assessment (ACC-4, ACC-6, ORD-1, ORD-4)."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from carewright.access.models import Unit
from carewright.access.roles import Role
from carewright.kernel.refused import NotFound, Refused
from carewright.messages.models import Document, Message
from carewright.obligations.models import Obligation
from carewright.packages import commands
from carewright.packages.lifecycle import ORDER
from carewright.packages.models import Order
from carewright.packages.queries import own_lines, own_package, package, packages, sees_prices
from carewright.packages.sending import order_pdfs, send_made_orders
from tests.conftest import actor
from tests.packages.builders import (
    THURSDAY,
    a_made_order,
    a_sent_order,
    a_split_order,
    an_order_awaiting_its_contract,
    an_order_in,
    documents_of,
    with_contract,
)
from tests.quartet import Case, quartet
from tests.sourcing.builders import FRIDAY, a_confirmed_award, a_released_award

pytestmark = pytest.mark.django_db


def order_case(command: object, role: Role, **arguments: object) -> Case:
    return Case(
        command=command,  # type: ignore[arg-type]
        lifecycle=ORDER,
        thing_in=an_order_in,
        arguments=lambda order: (
            {"order": order.ref}
            | {name: value(order) if callable(value) else value for name, value in arguments.items()}
        ),
        by=lambda order: actor(role, unit=order.package.team),
        at=THURSDAY,
    )


@quartet(
    [
        Case(
            command=commands.make_order,
            thing_in=lambda _: a_confirmed_award().requirement,
            arguments=lambda requirement: {"requirement": requirement.ref},
            by=lambda requirement: actor(Role.BROKER, unit=requirement.team),
            at=THURSDAY,
        ),
        order_case(commands.send_order, Role.BROKER, documents=documents_of),
        order_case(
            commands.complete_individual_contract,
            Role.COMMISSIONER,
            provider=lambda order: order.lines.get().provider.ref,
            hourly_rate=Decimal("21.50"),
        ),
        order_case(commands.record_financial_assessment, Role.PRACTITIONER, contribution=Decimal("40.00")),
    ]
)
def test_the_quartet(check):
    check()


def test_an_order_costs_hours_times_carers_times_the_contracts_rate() -> None:
    order = a_made_order()

    line = order.lines.get()
    assert (line.weekly_hours, line.carers, line.rate) == (Decimal(14), line.carers, Decimal("18.40"))
    assert order.weekly_cost == Decimal(14) * line.carers * Decimal("18.40")


def test_it_is_owed_within_two_working_days_of_confirmation() -> None:
    owed = Obligation.objects.get(duty="send_order", subject=a_made_order().ref)

    assert owed.due_at > owed.opened_at
    assert owed.rule == "ACC-4"


def test_sending_it_keeps_the_duty_and_owes_the_financial_assessment() -> None:
    order = a_made_order()

    assert list(send_made_orders(THURSDAY)) == [order.ref]

    assert Obligation.objects.get(duty="send_order", subject=order.ref).state == "met"
    owed = Obligation.objects.get(duty="financial_assessment", subject=order.ref)
    assert owed.due_at == datetime(2018, 1, 2, 17, tzinfo=UTC)
    assert list(send_made_orders(THURSDAY)) == []


def test_a_provider_without_a_contract_waits_for_its_individual_one() -> None:
    order = an_order_awaiting_its_contract()

    assert list(send_made_orders(THURSDAY)) == []
    assert not Obligation.objects.filter(duty="send_order", subject=order.ref).exists()

    complete = with_contract(order)
    assert complete.state == "made"
    assert complete.weekly_cost == complete.lines.get().weekly_hours * Decimal("21.50")
    owed = Obligation.objects.get(duty="send_order", subject=order.ref)
    assert owed.due_at == datetime(2018, 1, 2, 17, tzinfo=UTC)


def test_a_broker_may_record_an_individual_contract_without_the_right_to_make_others() -> None:
    order = an_order_awaiting_its_contract()

    made = commands.complete_individual_contract(
        order=order.ref,
        provider=order.lines.get().provider.ref,
        hourly_rate=Decimal("21.50"),
        by=actor(Role.BROKER, unit=order.package.team),
        at=THURSDAY,
    )

    assert made.state == "made"


def test_each_provider_of_a_split_order_gets_its_own_document_and_sees_its_own_line() -> None:
    order = a_split_order()
    assert order.version == 2
    assert {line.weekly_hours for line in order.lines.all()} == {Decimal(10), Decimal(4)}

    list(send_made_orders(THURSDAY))

    harbour, elm = (line.provider for line in order.lines.order_by("-weekly_hours"))
    seen = own_lines(actor(Role.PROVIDER_COORDINATOR, provider=harbour.ref), THURSDAY)
    assert [line.weekly_hours for line in seen] == [Decimal(10)]
    assert Document.objects.filter(provider=elm.ref).count() == 1
    posted = Message.objects.filter(provider=harbour.ref, subject__contains="Service delivery order")
    assert all(document.provider == harbour.ref for message in posted for document in message.attachments.all())


def test_documents_must_be_for_the_providers_on_the_order() -> None:
    order = a_made_order()

    with pytest.raises(Refused) as refusal:
        commands.send_order(order=order.ref, documents={}, by=actor(Role.BROKER), at=THURSDAY)
    assert refusal.value.rule == "ORD-4"


def test_a_financial_assessment_is_recorded_once_and_finance_is_told() -> None:
    order = a_sent_order()
    by = actor(Role.FINANCE_OFFICER)
    commands.record_financial_assessment(order=order.ref, contribution=Decimal("0.00"), by=by, at=THURSDAY)

    with pytest.raises(Refused):
        commands.record_financial_assessment(order=order.ref, contribution=Decimal("1.00"), by=by, at=THURSDAY)
    assert Obligation.objects.get(duty="financial_assessment", subject=order.ref).state == "met"


def test_nothing_is_ordered_before_a_provider_has_confirmed() -> None:
    requirement = a_released_award().requirement

    with pytest.raises(Refused) as refusal:
        commands.make_order(requirement=requirement.ref, by=actor(Role.BROKER), at=FRIDAY)
    assert refusal.value.rule == "ACC-3"


def test_another_provider_learns_nothing_of_a_package() -> None:
    order = a_sent_order()
    rival = actor(Role.PROVIDER_MANAGER, provider="PRV-0000-0000-0")

    assert own_lines(rival, THURSDAY) == []
    with pytest.raises(NotFound) as of_another:
        own_package(order.package.ref, rival, THURSDAY)
    with pytest.raises(NotFound) as of_nothing:
        own_package("PKG-0000-0000-0", rival, THURSDAY)
    assert str(of_another.value) == str(of_nothing.value)


def test_a_practitioner_of_another_team_sees_no_package_of_this_one() -> None:
    order = a_sent_order()
    elsewhere = Unit.objects.get(name="West")
    stranger = actor(Role.PRACTITIONER, unit=elsewhere)

    assert list(packages(stranger)) == []
    with pytest.raises(NotFound):
        package(order.package.ref, stranger)


def test_prices_are_for_those_who_may_see_them() -> None:
    order = a_sent_order()

    assert sees_prices(actor(Role.BROKER, unit=order.package.team), order.package)
    assert not sees_prices(actor(Role.PRACTITIONER, unit=order.package.team), order.package)


def test_a_loaded_package_is_there_once() -> None:
    order = a_sent_order()
    row = commands.PackageRow(
        external_number="OLD-1",
        case_number=order.package.person.case_number,
        regulator_id=order.lines.get().provider.regulator_id,
        service="home_care",
        weekly_hours=Decimal("7.00"),
        carers=1,
        rate=Decimal("17.00"),
        from_on=date(2016, 4, 1),
    )
    by = actor(Role.ADMINISTRATOR)

    assert len(commands.load_packages(rows=[row], by=by, at=THURSDAY)) == 1
    assert commands.load_packages(rows=[row], by=by, at=THURSDAY) == []
    assert Order.objects.get(package__external_number="OLD-1").weekly_cost == Decimal("119.00")


def test_the_documents_are_pdfs_one_for_each_provider() -> None:
    order = a_split_order()

    documents = order_pdfs(order.ref)

    assert set(documents) == {line.provider.ref for line in order.lines.all()}
    assert all(pdf.startswith(b"%PDF") for pdf in documents.values())
