"""Answers, and no answer, judged by the due moment (SRC-3, 4, 7, 10; OBL-2)."""

from datetime import UTC, datetime, timedelta

import pytest

from carewright.access.actors import SYSTEM
from carewright.access.models import Unit
from carewright.access.roles import Role
from carewright.kernel.refused import Gone, Invalid, NotAllowed, NotFound, Refused, WrongState
from carewright.messages.models import Message
from carewright.obligations.models import Obligation
from carewright.obligations.sweep import sweep
from carewright.sourcing import commands
from carewright.sourcing.models import Offer
from tests.conftest import actor
from tests.sourcing.builders import (
    ANSWER_BY,
    FRIDAY,
    a_considering_offer,
    a_waiting_requirement,
    an_award,
    an_offer_that_lost,
    an_open_offer,
    broker,
    brokerage_manager,
    coordinator,
    fresh,
    let_next,
)

pytestmark = pytest.mark.django_db

SECOND = timedelta(seconds=1)
ELEVEN = datetime(2017, 12, 27, 11, 0, tzinfo=UTC)


def state(offer: Offer) -> str:
    return Offer.objects.get(pk=offer.pk).state


def last_mail_to(address: str) -> Message:
    return [mail for mail in Message.objects.order_by("pk") if address in mail.to][-1]


def test_exactly_on_time_is_in_time() -> None:
    offer = an_open_offer()

    award = commands.accept_offer(offer=offer.ref, by=coordinator(offer), at=ANSWER_BY)

    assert award.state == "tentative"
    assert Obligation.objects.get(duty="answer_offer", subject=offer.ref).kept_late is False


@pytest.mark.parametrize("swept", [False, True])
def test_one_second_late_is_refused_as_late_before_the_sweep_and_after_it(swept: bool) -> None:
    offer = an_open_offer()
    late = ANSWER_BY + SECOND
    if swept:
        list(sweep(late))

    with pytest.raises(WrongState, match="The time to answer this offer ended at 9:45am Wed 27 December"):
        commands.accept_offer(offer=offer.ref, by=coordinator(offer), at=late)
    assert state(offer) == ("no_response" if swept else "open")


def test_no_answer_is_a_decline_as_at_the_due_moment_with_the_standard_email_copied_to_the_manager() -> None:
    offer = an_open_offer()

    list(sweep(ANSWER_BY + timedelta(hours=3)))

    offer.refresh_from_db()
    assert (offer.state, offer.answered_at) == ("no_response", ANSWER_BY)
    mail = last_mail_to(offer.provider.offers_email)
    assert "did not hear from you in time" in mail.text
    assert mail.cc == [offer.provider.manager_email]


def test_a_declining_cluster_provider_is_acknowledged_and_another_contracted_one_is_not() -> None:
    requirement = a_waiting_requirement()
    for _ in range(4):
        offer = an_open_offer(requirement)
        commands.decline_offer(offer=offer.ref, reason="no_capacity", by=coordinator(offer), at=FRIDAY)

    assert offer.provider.name == "County Care"
    assert not last_mail_to(offer.provider.offers_email).subject.startswith("Offer declined")
    harbour = Offer.objects.get(provider__name="Harbour Care").provider
    assert last_mail_to(harbour.offers_email).subject == "Offer declined: home care in CT5"


def test_a_decline_needs_one_of_the_policys_reasons() -> None:
    offer = an_open_offer()

    with pytest.raises(Invalid, match="No capacity"):
        commands.decline_offer(offer=offer.ref, reason="because", by=coordinator(offer), at=FRIDAY)


def test_a_broker_notes_an_answer_given_by_telephone() -> None:
    offer = an_open_offer()

    commands.accept_offer(offer=offer.ref, by=broker(offer), at=FRIDAY)

    offer.refresh_from_db()
    assert (offer.answered_how, offer.answered_by) == ("telephone", broker(offer).ref)


def test_another_providers_offer_is_as_nonsense() -> None:
    offer = an_open_offer()
    rival = actor(Role.PROVIDER_MANAGER, provider="PRV-1111-1111-1")
    told = []
    for ref in (offer.ref, "OFR-0000-0000-0"):
        with pytest.raises(NotFound) as refused:
            commands.accept_offer(offer=ref, by=rival, at=FRIDAY)
        told.append((refused.value.sentence, refused.value.rule))

    assert told[0] == told[1]


def test_a_broker_of_another_area_may_not_answer() -> None:
    offer = an_open_offer()
    elsewhere = actor(Role.BROKER, unit=Unit.objects.get(name="West"))

    with pytest.raises(NotAllowed):
        commands.accept_offer(offer=offer.ref, by=elsewhere, at=FRIDAY)


def test_considering_moves_the_duty_to_the_moment_named_and_is_no_decline_when_it_passes() -> None:
    offer = a_considering_offer()
    assert Obligation.objects.get(duty="answer_offer", subject=offer.ref).state == "met"
    assert Obligation.objects.get(duty="considering", subject=offer.ref).due_at == ELEVEN

    assert list(sweep(ELEVEN)) == []
    list(sweep(ELEVEN + SECOND))

    assert state(offer) == "considering"
    asked = Obligation.objects.get(duty="decide_considering", subject=offer.ref)
    assert (asked.role, asked.opened_at) == ("brokerage_manager", ELEVEN)


def test_after_the_moment_named_the_provider_may_still_accept_until_somebody_decides() -> None:
    offer = a_considering_offer()
    list(sweep(ELEVEN + SECOND))

    award = commands.accept_offer(offer=offer.ref, by=coordinator(offer), at=ELEVEN + timedelta(minutes=5))

    assert award.state == "tentative"
    assert Obligation.objects.get(duty="decide_considering", subject=offer.ref).state == "cancelled"


def test_the_brokerage_manager_lets_the_next_be_approached_and_the_considering_provider_is_told() -> None:
    offer = a_considering_offer()
    with pytest.raises(Refused, match="Nobody has asked"):
        commands.allow_next_approach(offer=offer.ref, by=brokerage_manager(offer), at=FRIDAY)

    let_next(offer)

    assert "We are approaching another provider" in last_mail_to(offer.provider.offers_email).subject
    assert an_open_offer(offer.requirement).provider.name == "Elm Homecare"


def test_who_asked_for_the_next_approach_may_not_allow_it() -> None:
    offer = a_considering_offer()
    both = actor(Role.BROKER, Role.BROKERAGE_MANAGER, unit=offer.requirement.area)
    commands.ask_next_approach(offer=offer.ref, by=both, at=FRIDAY)

    with pytest.raises(NotAllowed) as refused:
        commands.allow_next_approach(offer=offer.ref, by=both, at=FRIDAY)
    assert refused.value.rule == "ROLE-3"


def test_when_another_was_first_the_answer_is_that_it_has_gone_and_the_email_said_so_at_once() -> None:
    lost = an_offer_that_lost()

    assert last_mail_to(lost.provider.offers_email).subject == "This package has gone: home care in CT5"
    for answer in (commands.accept_offer, commands.decline_offer):
        reason = {"reason": "no_capacity"} if answer is commands.decline_offer else {}
        with pytest.raises(Gone, match="This package has gone to another provider"):
            answer(offer=lost.ref, **reason, by=coordinator(lost), at=FRIDAY)


def test_nothing_falls_due_for_an_offer_that_has_gone() -> None:
    lost = an_offer_that_lost()

    assert not Obligation.objects.filter(subject=lost.ref, state="open").exists()
    list(sweep(ELEVEN + timedelta(days=1)))
    assert state(lost) == "gone"


def test_an_accepted_offer_does_not_lapse() -> None:
    award = an_award()

    list(sweep(ANSWER_BY + timedelta(days=1)))

    assert state(award.offer) == "accepted"
    assert fresh(award.requirement).state == "taken"


def test_only_the_system_deems_a_decline() -> None:
    offer = an_open_offer()

    with pytest.raises(NotAllowed):
        commands.deem_declined(offer=offer.ref, by=broker(offer), at=ANSWER_BY)
    commands.deem_declined(offer=offer.ref, by=SYSTEM, at=ANSWER_BY)
