"""The sourcing evidence can be printed: every provider, offered or passed over with the reason (SRC-1, ROLE-6)."""

from datetime import timedelta

import pytest

from carewright.access.roles import Role
from carewright.kernel.refused import NotAllowed, NotFound
from carewright.messages.letters import sourcing_evidence_pdf
from carewright.sourcing import commands
from carewright.sourcing.queries import evidence
from tests.conftest import actor
from tests.sourcing.builders import (
    FRIDAY,
    a_confirmed_award,
    a_market,
    a_waiting_requirement,
    an_offer_in,
    broker,
    brokerage_manager,
    nobody_left,
)

pytestmark = pytest.mark.django_db


def test_every_provider_is_in_it_once_offered_or_passed_over_with_the_reason() -> None:
    market = a_market()
    requirement = nobody_left(market)

    found = evidence(requirement.ref, by=broker(requirement), at=FRIDAY)

    assert [(row.provider, row.offered) for row in found.rows] == [
        ("Harbour Care", True),
        ("Elm Homecare", True),
        ("Kestrel Care", True),
        ("County Care", True),
        ("Outside Care", False),
    ]
    assert found.rows[0].response.startswith("Declined at 3:45pm")
    assert found.rows[-1].why.startswith("No contract for this service and area")
    assert found.outcome == "To be placed"


def test_once_placed_it_is_as_it_was_then() -> None:
    requirement = a_waiting_requirement()
    a_confirmed_award(requirement)

    found = evidence(requirement.ref, by=broker(requirement), at=FRIDAY + timedelta(days=400))

    assert found.outcome == "Harbour Care: confirmed"
    assert [row.offered for row in found.rows] == [True, False, False, False, False]


def test_decisions_stand_in_it_with_who_decided() -> None:
    requirement = nobody_left()
    commands.decide_when_exhausted(
        requirement=requirement.ref,
        decision="teleconference",
        note="On Friday",
        by=brokerage_manager(requirement),
        at=FRIDAY,
    )

    [kept] = evidence(requirement.ref, by=broker(requirement), at=FRIDAY).decisions
    assert kept.what == "Provider teleconference: On Friday"


def test_it_prints_as_a_pdf_and_holds_nobodys_name_or_price() -> None:
    offer = an_offer_in("declined")
    found = evidence(offer.requirement.ref, by=broker(offer), at=FRIDAY)

    assert sourcing_evidence_pdf(found).startswith(b"%PDF-")
    for hidden in ("Attwood", "18.40"):
        assert hidden not in repr(found)


def test_it_is_for_those_who_see_prices_and_case_auditors() -> None:
    requirement = a_waiting_requirement()

    with pytest.raises((NotAllowed, NotFound)):
        evidence(requirement.ref, by=actor(Role.PRACTITIONER, unit=requirement.team), at=FRIDAY)
