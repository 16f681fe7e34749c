"""A provider sees its own offers, and the person only from the release on (ROLE-5 to 7)."""

import pytest

from carewright.access.roles import Role
from carewright.kernel.refused import NotFound
from carewright.sourcing import commands
from carewright.sourcing.queries import offer_for_provider, offers_of_provider
from tests.conftest import actor
from tests.sourcing.builders import (
    FRIDAY,
    a_confirmed_award,
    a_market,
    a_released_award,
    a_waiting_requirement,
    an_award,
    an_open_offer,
    brokerage_manager,
    coordinator,
)

pytestmark = pytest.mark.django_db

PERSONAL = ("Attwood", "Edith", "Seaview", "1AB", "01632 960111", "hard of hearing")


def shown(offer, by=None) -> str:
    view = offer_for_provider(offer.ref, by=by or coordinator(offer), at=FRIDAY)
    return f"{view!r} {offers_of_provider(by=by or coordinator(offer), at=FRIDAY)!r}"


@pytest.mark.parametrize("make", [an_open_offer, lambda: an_award().offer])
def test_before_the_release_nothing_tells_who_or_where(make) -> None:
    text = shown(make())

    assert "CT5" in text
    assert [word for word in PERSONAL if word in text] == []


@pytest.mark.parametrize("make", [a_released_award, a_confirmed_award])
def test_from_the_release_on_it_sees_who_and_where(make) -> None:
    text = shown(make().offer)

    assert [word for word in PERSONAL if word not in text] == []


def test_when_it_has_withdrawn_it_sees_no_longer() -> None:
    award = a_released_award()

    commands.withdraw_acceptance(award=award.ref, reason="No staff", by=coordinator(award), at=FRIDAY)

    assert [word for word in PERSONAL if word in shown(award.offer)] == []


def test_another_providers_offer_is_as_nonsense_and_not_in_the_list() -> None:
    offer, rival = an_open_offer(), actor(Role.PROVIDER_MANAGER, provider="PRV-1111-1111-1")

    for ref in (offer.ref, "OFR-0000-0000-0", "nonsense"):
        with pytest.raises(NotFound):
            offer_for_provider(ref, by=rival, at=FRIDAY)
    assert offers_of_provider(by=rival, at=FRIDAY) == []


def test_those_to_answer_come_first_soonest_first() -> None:
    market = a_market()
    declined = an_open_offer(a_waiting_requirement(market))
    commands.decline_offer(offer=declined.ref, reason="price", by=coordinator(declined), at=FRIDAY)
    open_one = an_open_offer(a_waiting_requirement(market))

    found = [offer.ref for offer in offers_of_provider(by=coordinator(market.harbour), at=FRIDAY)]

    assert found == [open_one.ref, declined.ref]


def test_what_it_may_do_now_is_said() -> None:
    offer = an_open_offer()

    view = offer_for_provider(offer.ref, by=coordinator(offer), at=FRIDAY)
    late = offer_for_provider(offer.ref, by=coordinator(offer), at=offer.answer_by.replace(second=1))

    assert (view.may_answer, view.may_consider, view.may_ask_for_documents) == (True, True, True)
    assert (late.may_answer, late.may_consider, late.may_ask_for_documents) == (False, False, False)


def test_the_council_has_no_portal_of_its_own() -> None:
    offer = an_open_offer()

    with pytest.raises(NotFound):
        offer_for_provider(offer.ref, by=actor(Role.PROVIDER_MANAGER), at=FRIDAY)
    assert brokerage_manager(offer).provider == ""
