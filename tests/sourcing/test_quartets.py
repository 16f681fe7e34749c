"""The quartet of each command of requirements, offers and awards."""

import re
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from carewright.access.actors import SYSTEM
from carewright.access.roles import Role
from carewright.messages.models import Message
from carewright.obligations.models import Obligation
from carewright.providers.models import Provider
from carewright.sourcing import commands
from carewright.sourcing.lifecycle import AWARD, OFFER, REQUIREMENT
from carewright.sourcing.models import Offer
from tests.conftest import actor
from tests.quartet import Case, quartet
from tests.sourcing import builders
from tests.sourcing.builders import (
    ARRANGEMENTS,
    FRIDAY,
    a_requirement_in,
    an_award_in,
    an_offer_in,
    an_offer_with_documents_asked,
    broker,
    brokerage_manager,
    coordinator,
    team_manager,
)

pytestmark = pytest.mark.django_db

UNTIL = datetime(2017, 12, 27, 11, 0, tzinfo=UTC)


def of_requirement(command: Any, by: Any, thing_in: Any = a_requirement_in, **arguments: Any) -> Case:
    return Case(
        command=command,
        lifecycle=REQUIREMENT,
        thing_in=thing_in,
        arguments=lambda thing: {"requirement": thing.ref} | arguments,
        by=by,
        at=FRIDAY,
    )


def of_offer(
    command: Any, by: Any = coordinator, thing_in: Any = an_offer_in, usual: str = "open", **arguments: Any
) -> Case:
    sources = OFFER.moves[command.__name__].sources
    return Case(
        command=command,
        lifecycle=OFFER,
        thing_in=thing_in,
        arguments=lambda thing: {"offer": thing.ref} | arguments,
        by=by,
        at=FRIDAY,
        usual="open" if "open" in sources else "",
    )


def of_award(command: Any, by: Any, **arguments: Any) -> Case:
    return Case(
        command=command,
        lifecycle=AWARD,
        thing_in=an_award_in,
        arguments=lambda thing: {"award": thing.ref} | arguments,
        by=by,
        at=FRIDAY,
    )


def exhausted_in(state: str) -> Any:
    return builders.nobody_left() if state == "waiting" else a_requirement_in(state)


def asked_in(state: str) -> Any:
    """The broker has asked for the next approach, where the state allows it."""
    offer = an_offer_in(state)
    if state == "considering":
        commands.ask_next_approach(offer=offer.ref, by=broker(offer), at=FRIDAY)
    return offer


def with_documents_asked(state: str) -> Any:
    """The documents have been asked for, then the offer came into the state."""
    if state not in ("open", "considering", "accepted", "later_start"):
        return an_offer_in(state)
    offer = an_offer_with_documents_asked()
    match state:
        case "considering":
            commands.keep_considering(offer=offer.ref, until=UNTIL, by=coordinator(offer), at=FRIDAY)
        case "accepted":
            commands.accept_offer(offer=offer.ref, by=coordinator(offer), at=FRIDAY)
        case "later_start":
            start_on = builders.START + timedelta(days=7)
            commands.accept_with_later_start(offer=offer.ref, start_on=start_on, by=coordinator(offer), at=FRIDAY)
    return Offer.objects.select_related("provider", "requirement__team", "requirement__area").get(pk=offer.pk)


def documents_of(offer: Any) -> list[str]:
    codes = ("assessment", "final_review_form", "risk_assessment")
    return list(offer.requirement.referral.documents.filter(code__in=codes).values_list("ref", flat=True))


def next_offer(requirement: Any) -> dict[str, str]:
    first = Provider.objects.get(name="Harbour Care")
    return {"requirement": requirement.ref, "provider": first.ref}


def off_the_list(_: str) -> Any:
    """A complete referral whose requirement has not been opened."""
    requirement = a_requirement_in("waiting")
    referral = requirement.referral
    Obligation.objects.filter(about=requirement.ref).delete()
    requirement.parts.all().delete()
    requirement.delete()
    return referral


def accepted_in(state: str) -> Any:
    """An offer in the state; accepted, it has no award yet."""
    offer = an_offer_in(state)
    if state == "accepted":
        offer.award.delete()
    return offer


def by_link(_: str) -> Any:
    return an_offer_in("open")


def token_of(offer: Any) -> str:
    mail = Message.objects.filter(to__icontains=offer.provider.offers_email).latest("pk")
    return str(re.findall(r"/answer/([\w-]+)/", mail.text)[0])


CASES = [
    Case(
        command=commands.open_requirement,
        thing_in=off_the_list,
        arguments=lambda referral: {"referral": referral.ref},
        by=lambda referral: actor(Role.BROKER, unit=referral.team),
        at=FRIDAY,
    ),
    Case(
        command=commands.permit_non_contracted,
        lifecycle=REQUIREMENT,
        thing_in=exhausted_in,
        arguments=lambda thing: {
            "requirement": thing.ref,
            "provider": Provider.objects.get(name="Outside Care").ref,
            "reason": "Nobody else",
        },
        by=brokerage_manager,
        at=FRIDAY,
    ),
    Case(
        command=commands.award_part,
        lifecycle=OFFER,
        thing_in=accepted_in,
        arguments=lambda thing: {"offer": thing.ref},
        by=lambda _: SYSTEM,
        at=FRIDAY,
    ),
    Case(
        command=commands.answer_by_link,
        thing_in=by_link,
        arguments=lambda thing: {"token": token_of(thing), "answer": commands.Accept()},
        by=coordinator,
        at=FRIDAY,
    ),
    Case(
        command=commands.make_offer,
        lifecycle=REQUIREMENT,
        thing_in=a_requirement_in,
        arguments=next_offer,
        by=broker,
        at=FRIDAY,
    ),
    of_requirement(
        commands.split_requirement, broker, hours=[Decimal(7), Decimal(7)], descriptions=["Mornings", "Evenings"]
    ),
    of_requirement(commands.agree_reassessment, team_manager, who="Sam Reed", note="On Tuesday"),
    of_requirement(commands.record_waiting_risk, team_manager, level="medium", note="Daughter calls each day"),
    of_requirement(commands.escalate_waiting, lambda _: SYSTEM),
    of_requirement(commands.withdraw_requirement, broker, reason="Moved away"),
    of_requirement(
        commands.decide_when_exhausted, brokerage_manager, exhausted_in, decision="teleconference", note="On Friday"
    ),
    of_offer(commands.accept_offer),
    of_offer(commands.accept_part_of_offer, weekly_hours=Decimal(10)),
    of_offer(commands.accept_with_later_start, start_on=date(2018, 1, 15)),
    of_offer(commands.decline_offer, reason="no_capacity"),
    of_offer(commands.keep_considering, until=UNTIL),
    of_offer(commands.deem_declined, lambda _: SYSTEM),
    of_offer(commands.lapse_considering, lambda _: SYSTEM),
    of_offer(commands.withdraw_offer, broker, reason="Made by mistake"),
    of_offer(commands.ask_for_documents),
    of_offer(commands.ask_next_approach, broker),
    of_offer(commands.allow_next_approach, brokerage_manager, asked_in),
    of_offer(commands.decide_later_start, brokerage_manager, accept=True, reason="Daughter can bridge the week"),
    Case(
        command=commands.release_documents,
        lifecycle=OFFER,
        thing_in=with_documents_asked,
        arguments=lambda thing: {"offer": thing.ref, "documents": documents_of(thing)},
        by=broker,
        at=FRIDAY,
        usual="open",
    ),
    of_award(commands.record_failed_call, broker, note="No answer"),
    of_award(commands.record_courtesy_call, broker, spoke_to="Her daughter"),
    of_award(commands.confirm_arrangements, coordinator, **ARRANGEMENTS),
    of_award(commands.withdraw_acceptance, coordinator, reason="No staff after all"),
]


@quartet(CASES)
def test_the_quartet(check: Any) -> None:
    check()
