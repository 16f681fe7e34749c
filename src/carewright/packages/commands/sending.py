"""Sending a version of an order to its providers; what is owed then (ACC-4, ACC-6, ORD-4)."""

from datetime import datetime

from carewright.access.actors import Actor
from carewright.access.check import check_may
from carewright.access.roles import Role
from carewright.kernel.refused import NotFound, Refused
from carewright.messages.commands import keep_document, queue_email
from carewright.messages.lifecycle import DocumentKind
from carewright.messages.wording.orders import order_no_longer, order_sent
from carewright.obligations.commands import meet, open_obligation
from carewright.obligations.models import Obligation
from carewright.packages.events import OrderSent
from carewright.packages.lifecycle import ORDER, OrderKind
from carewright.packages.models import Order, Package
from carewright.packages.queries.book import facts_of
from carewright.packages.queries.orders import no_longer_on, receivers_of, version_told
from carewright.packages.rules import hours_due, service_in_words
from carewright.packages.rules.book import first_of_each_part
from carewright.policy.queries import policy_of
from carewright.providers.models import Provider
from carewright.sourcing.models import Requirement
from carewright.trail.command import command, record
from carewright.worktime import due

ASSESSMENT = "financial_assessment"


@command
def send_order(*, order: str, documents: dict[str, bytes], by: Actor, at: datetime) -> Order:
    """Send each provider its document (reference -> PDF); the financial assessment falls due (ACC-4, ACC-6, ORD-4)."""
    found = locked_order(order)
    check_may(by, "send_order", unit=found.package.team.path)
    found.state = ORDER.check_move("send_order", found.state)
    providers = receivers_of(found)
    if documents.keys() != providers.keys():
        raise Refused("Each provider on the order gets its own document, no more and no fewer.", rule="ORD-4")
    kept = [_post(found, providers[ref], pdf, at) for ref, pdf in documents.items()]
    for provider in no_longer_on(found):
        _tell_of_the_end(found, provider, at)
    found.sent_at, found.document = at, kept[0] if kept else ""
    found.save(update_fields=["state", "sent_at", "document"])
    meet(duty="send_order", subject=found.ref, at=at)
    _owe_assessment(found, at)
    record(
        OrderSent(
            order=found.ref,
            package=found.package.ref,
            person=found.package.person.ref,
            providers=tuple(documents),
            provider_names=tuple(provider.name for provider in providers.values()),
            version=found.version,
            document=found.document,
        )
    )
    return found


def locked_order(ref: str) -> Order:
    """The order, its package locked first so that versions are made one after another."""
    order = Order.objects.select_related("package").filter(ref=ref).first()
    if order is None:
        raise NotFound
    Package.objects.select_for_update(no_key=True).get(pk=order.package_id)
    return (
        Order.objects.select_for_update(of=("self",), no_key=True)
        .prefetch_related("lines__provider", "funds__provider")
        .select_related(
            "package__person", "package__team", "package__requirement__area", "package__requirement__referral"
        )
        .get(pk=order.pk)
    )


def owe_sending(order: Order, needed: Requirement, at: datetime) -> None:
    """The order is owed to the provider within the policy's limit of its confirmation (ACC-4)."""
    policy = policy_of(needed.policy_version).terms
    open_obligation(
        rule="ACC-4",
        duty="send_order",
        sentence="Send the service delivery order",
        subject=order.ref,
        about=order.package.ref,
        role=Role.BROKER,
        unit=needed.team,
        due_at=due(at, policy.acceptance.order_within, policy.calendar_for(needed.area.name)),
        at=at,
    )


def _post(order: Order, provider: Provider, pdf: bytes, at: datetime) -> str:
    package = order.package
    own = [facts_of(line) for line in order.lines.all() if line.provider_id == provider.pk]
    document = keep_document(
        kind=DocumentKind.ORDER,
        title=f"Service delivery order {order.ref}, version {order.version}",
        pdf=pdf,
        about=[order.ref, package.ref, provider.ref],
        provider=provider.ref,
        at=at,
    )
    queue_email(
        to=[provider.offers_email],
        cc=[provider.manager_email] if provider.manager_email else [],
        wording=order_sent(
            order=order.ref,
            told=version_told(order, provider),
            service=_service(order),
            hours_a_week=hours_due(first_of_each_part(own, order.from_on)),
            path=f"/portal/packages/{package.ref}/",
        ),
        about=[order.ref, package.ref, package.person.ref],
        attachments=[document.ref],
        provider=provider.ref,
        at=at,
    )
    return document.ref


def _tell_of_the_end(order: Order, provider: Provider, at: datetime) -> None:
    queue_email(
        to=[provider.offers_email],
        cc=[provider.manager_email] if provider.manager_email else [],
        wording=order_no_longer(
            package=order.package.ref, version=order.version, service=_service(order), from_on=order.from_on
        ),
        about=[order.ref, order.package.ref, order.package.person.ref],
        provider=provider.ref,
        at=at,
    )


def _service(order: Order) -> str:
    requirement = order.package.requirement
    services = policy_of(requirement.policy_version).terms.services if requirement else {}
    return service_in_words(services, order.package.service)


def _owe_assessment(order: Order, at: datetime) -> None:
    """Owed once, for the first version that is sent: not again for those after it, however soon they follow."""
    needed, package = order.package.requirement, order.package
    if needed is None or order.kind == OrderKind.CANCELLED or package.assessments.exists():
        return
    if Obligation.objects.filter(duty=ASSESSMENT, about=package.ref).exists():
        return
    policy = policy_of(needed.policy_version).terms
    limit = policy.acceptance.financial_assessment_within
    open_obligation(
        rule="ACC-6",
        duty=ASSESSMENT,
        sentence="Complete the financial assessment and send it to finance",
        subject=order.ref,
        about=package.ref,
        role=Role.PRACTITIONER,
        unit=needed.team,
        due_at=due(at, limit, policy.calendar_for(needed.area.name)),
        at=at,
    )
