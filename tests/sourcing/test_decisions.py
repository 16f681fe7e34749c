"""The managers' decisions: without a contract, nobody left, a later start (SRC-8, 11, 23)."""

from datetime import timedelta

import pytest

from carewright.access.roles import Role
from carewright.kernel.refused import Invalid, NotAllowed, Refused
from carewright.messages.models import Message
from carewright.obligations.models import Obligation
from carewright.sourcing import commands
from carewright.sourcing.models import Award, Decision, Offer, Permission
from tests.conftest import actor
from tests.sourcing.builders import (
    FRIDAY,
    START,
    a_later_start,
    a_market,
    a_waiting_requirement,
    an_open_offer,
    brokerage_manager,
    coordinator,
    nobody_left,
    team_manager,
)

pytestmark = pytest.mark.django_db


def permit(requirement, provider, by):
    return commands.permit_non_contracted(
        requirement=requirement.ref, provider=provider.ref, reason="Nobody else", by=by, at=FRIDAY
    )


def test_a_permitted_provider_without_a_contract_comes_next_and_the_permission_is_kept() -> None:
    market = a_market()
    requirement = nobody_left(market)

    permit(requirement, market.outside, brokerage_manager(requirement))

    kept = Permission.objects.get()
    assert (kept.placed_as, kept.role) == ("individual", "brokerage_manager")
    assert Obligation.objects.get(duty="decide_exhausted").state == "met"
    assert Decision.objects.filter(answer="permitted").exists()
    offer = an_open_offer(requirement)
    assert (offer.provider.name, offer.provider_kind) == ("Outside Care", "non_contracted")


def test_an_unrated_provider_is_for_the_assistant_director_to_permit() -> None:
    market = a_market()
    requirement = nobody_left(market)
    market.outside.rating = ""
    market.outside.save()

    with pytest.raises(NotAllowed, match="assistant director"):
        permit(requirement, market.outside, brokerage_manager(requirement))
    permit(requirement, market.outside, actor(Role.ASSISTANT_DIRECTOR))


def test_a_badly_rated_provider_is_for_nobody_and_a_contracted_one_needs_no_permission() -> None:
    market = a_market()
    requirement = nobody_left(market)
    market.outside.rating = "Inadequate"
    market.outside.save()

    with pytest.raises(Refused, match="only Good or Outstanding will do"):
        permit(requirement, market.outside, actor(Role.ASSISTANT_DIRECTOR))
    with pytest.raises(Refused, match="Declined"):
        permit(requirement, market.elm, brokerage_manager(requirement))


def test_what_it_is_placed_as_is_the_policys_to_say() -> None:
    market = a_market()
    requirement = nobody_left(market)

    with pytest.raises(Invalid, match="By policy this is placed as: individual"):
        commands.permit_non_contracted(
            requirement=requirement.ref,
            provider=market.outside.ref,
            reason="Nobody else",
            placed_as="exception",
            by=brokerage_manager(requirement),
            at=FRIDAY,
        )


def decide(requirement, decision="teleconference", **more):
    return commands.decide_when_exhausted(
        requirement=requirement.ref,
        decision=decision,
        note="All invited for Friday",
        **more,
        by=brokerage_manager(requirement),
        at=FRIDAY + timedelta(hours=1),
    )


def test_after_a_teleconference_providers_are_asked_anew() -> None:
    requirement = nobody_left()

    decide(requirement)

    offer = an_open_offer(requirement, at=FRIDAY + timedelta(hours=1))
    assert offer.provider.name == "Harbour Care"
    assert "Earlier: Declined" in Decision.objects.get(offer=offer).why


def test_a_route_is_changed_and_the_new_one_asked() -> None:
    requirement = nobody_left()

    decide(requirement, "change_route", route="ranked")

    requirement.refresh_from_db()
    assert requirement.route == "ranked"


@pytest.mark.parametrize(
    "wrong", [{"decision": "wait"}, {"decision": "change_route"}, {"decision": "change_route", "route": "raffle"}]
)
def test_a_decision_that_is_none_is_refused(wrong) -> None:
    requirement = nobody_left()

    with pytest.raises(Invalid):
        decide(requirement, **wrong)


def test_nothing_is_decided_while_somebody_is_left() -> None:
    requirement = a_waiting_requirement()

    with pytest.raises(Refused, match="still has somebody to approach"):
        decide(requirement)


def decide_later(offer, by, accept=True):
    return commands.decide_later_start(offer=offer.ref, accept=accept, reason="Daughter can help", by=by, at=FRIDAY)


def test_a_later_start_is_awarded_once_both_managers_accept_it() -> None:
    offer = a_later_start()
    assert {o.duty for o in Obligation.objects.filter(subject=offer.ref, state="open")} == {
        "decide_later_start",
        "decide_later_start_team",
    }

    decide_later(offer, brokerage_manager(offer))
    assert not Award.objects.exists()
    decide_later(offer, team_manager(offer))

    award = Award.objects.get()
    assert award.start_on == START + timedelta(days=7)
    assert Message.objects.filter(subject__startswith="Later start accepted").exists()


def test_nobody_decides_for_both_managers() -> None:
    offer = a_later_start()
    both = actor(Role.BROKERAGE_MANAGER, Role.TEAM_MANAGER, unit=offer.requirement.area)
    decide_later(offer, both)

    with pytest.raises(NotAllowed, match="You have decided already"):
        decide_later(offer, both)
    with pytest.raises(NotAllowed, match="role's decision has been taken"):
        decide_later(offer, actor(Role.BROKERAGE_MANAGER, ref="USR-OTHER"))


def test_the_senior_practitioner_decides_as_the_team_managers_deputy() -> None:
    offer = a_later_start()
    decide_later(offer, brokerage_manager(offer))

    decide_later(offer, actor(Role.SENIOR_PRACTITIONER, unit=offer.requirement.team))

    assert Award.objects.exists()


def test_one_refusal_ends_it_and_the_next_provider_comes() -> None:
    offer = a_later_start()

    decide_later(offer, team_manager(offer), accept=False)

    assert Offer.objects.get(pk=offer.pk).state == "later_start_refused"
    assert not Obligation.objects.filter(subject=offer.ref, state="open").exists()
    assert an_open_offer(offer.requirement).provider.name == "Elm Homecare"


def test_a_declining_permitted_provider_gets_no_standard_email() -> None:
    market = a_market()
    requirement = nobody_left(market)
    permit(requirement, market.outside, brokerage_manager(requirement))
    offer = an_open_offer(requirement)

    commands.decline_offer(offer=offer.ref, reason="price", by=coordinator(offer), at=FRIDAY)

    mails = [m for m in Message.objects.all() if market.outside.offers_email in m.to]
    assert [m for m in mails if m.subject.startswith("Offer declined")] == []
