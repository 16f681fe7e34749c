"""Kent's purchasing flowchart from end to end, over Christmas 2017 (SRC, ACC, ORD).

Offered on Friday 22 December at 3:45pm; two working hours run out at 9:45am on Wednesday 27 December.
"""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from carewright.kernel.refused import NotFound, WrongState
from carewright.messages.models import Message
from carewright.obligations.models import Obligation
from carewright.obligations.sweep import sweep
from carewright.packages.commands import record_financial_assessment
from carewright.packages.models import Order
from carewright.packages.queries import own_lines
from carewright.packages.sending import send_made_orders
from carewright.sourcing import commands as sourcing
from carewright.sourcing import queries as found
from carewright.trail.queries import timeline, verify
from tests.journeys.county import County, a_county

pytestmark = pytest.mark.django_db


def at(day: int, hour: int, minute: int = 0, second: int = 0) -> datetime:
    """A moment of December 2017; London is on Greenwich time."""
    return datetime(2017, 12, day, hour, minute, second, tzinfo=UTC)


FRIDAY_345PM = at(22, 15, 45)
WEDNESDAY_945AM = at(27, 9, 45)


@pytest.fixture
def county() -> County:
    return a_county(at=at(18, 9))


def mails_to(address: str) -> list[Message]:
    return list(Message.objects.filter(to__icontains=address).order_by("pk"))


def state_of(duty: str, subject: str) -> tuple[str, bool]:
    owed = Obligation.objects.get(duty=duty, subject=subject)
    return owed.state, owed.kept_late


def test_the_story_over_christmas(county: County) -> None:
    requirement = county.a_waiting_requirement(
        weekly_hours=Decimal(14), carers=2, start_on=date(2018, 1, 8), at=at(22, 14)
    )
    first, second = county.cluster_providers[:2]

    # Friday 3:45pm: the first in the protocol order is offered it.
    panel = found.sourcing_panel(requirement.ref, by=county.broker, at=FRIDAY_345PM)
    assert panel.proposal.provider == first.ref
    offer = sourcing.make_offer(
        requirement=requirement.ref, provider=first.ref, how="portal", by=county.broker, at=FRIDAY_345PM
    )
    assert offer.answer_by == WEDNESDAY_945AM

    # Nothing happens before, nor exactly on, the time limit.
    assert list(sweep(at(26, 12))) == []
    assert list(sweep(WEDNESDAY_945AM)) == []

    # A second later it is a decline, judged so even if the answer arrives before the sweep.
    with pytest.raises(WrongState):
        sourcing.accept_offer(offer=offer.ref, how="portal", by=county.coordinator_of(first), at=at(27, 9, 45, 1))
    assert len(list(sweep(at(27, 9, 45, 1)))) == 1
    offer.refresh_from_db()
    assert offer.state == "no_response"
    assert state_of("answer_offer", offer.ref) == ("lapsed", False)
    decline = mails_to(first.offers_email)[-1]
    assert first.manager_email in decline.cc

    # The second is still considering until 11:00, then accepts.
    panel = found.sourcing_panel(requirement.ref, by=county.broker, at=at(27, 9, 46))
    assert panel.proposal.provider == second.ref
    coordinator = county.coordinator_of(second)
    offer = sourcing.make_offer(
        requirement=requirement.ref, provider=second.ref, how="portal", by=county.broker, at=at(27, 9, 50)
    )
    sourcing.keep_considering(offer=offer.ref, until=at(27, 11), how="portal", by=coordinator, at=at(27, 10))
    award = sourcing.accept_offer(offer=offer.ref, how="portal", by=coordinator, at=at(27, 10, 55))
    assert list(found.requirements_waiting(by=county.broker, at=at(27, 10, 56)).rows) == []

    # The person is called: one failed try, one good; only then does the provider see who and where.
    call = Obligation.objects.get(duty="call_person", subject=award.ref)
    assert call.due_at == at(27, 12, 55)
    sourcing.record_failed_call(award=award.ref, note="No answer", by=county.broker, at=at(27, 11, 15))
    hidden = found.offer_for_provider(offer.ref, by=coordinator, at=at(27, 11, 16))
    assert county.person.family_name not in repr(hidden)
    assert county.person.address not in repr(hidden)
    sourcing.record_courtesy_call(
        award=award.ref, spoke_to="Her daughter", note="", by=county.broker, at=at(27, 12, 30)
    )
    shown = found.offer_for_provider(offer.ref, by=coordinator, at=at(27, 12, 31))
    assert county.person.family_name in repr(shown)
    assert county.person.address in repr(shown)
    assert state_of("call_person", award.ref) == ("met", False)

    # It confirms; the order goes out as a PDF; the financial assessment is owed two working days later.
    sourcing.confirm_arrangements(
        award=award.ref,
        start_on=date(2018, 1, 8),
        planned_times=["8:00am to 9:00am", "6:00pm to 7:00pm"],
        carers_per_visit=2,
        confirmed_by="Dana Holt",
        by=coordinator,
        at=at(28, 10),
    )
    assert len(list(send_made_orders(at(28, 10, 5)))) == 1
    order = Order.objects.get()
    assert order.state == "sent"
    assert order.weekly_cost == Decimal(14) * 2 * county.rate_of(second)
    posted = mails_to(second.offers_email)[-1]
    assert bytes(posted.attachments.get().content).startswith(b"%PDF")
    assert state_of("send_order", order.ref) == ("met", False)
    owed = Obligation.objects.get(duty="financial_assessment", subject=order.ref)
    assert owed.due_at == datetime(2018, 1, 2, 17, tzinfo=UTC)
    record_financial_assessment(order=order.ref, contribution=Decimal("40.00"), by=county.practitioner, at=at(29, 9))
    assert state_of("financial_assessment", order.ref) == ("met", False)

    # The provider sees its own package; the one before it sees nothing of it.
    assert [line.person_name for line in own_lines(coordinator, at(29, 10))] == [county.person.name]
    assert own_lines(county.coordinator_of(first), at(29, 10)) == []
    with pytest.raises(NotFound):
        found.offer_for_provider(offer.ref, by=county.coordinator_of(first), at=at(29, 10))

    # The referrer was told at each step; the trail tells it in sentences and verifies; nothing is left open.
    told = " | ".join(message.subject.lower() for message in mails_to(county.practitioner_email))
    for step in ("received", "approached", "has accepted", "care starts on monday 8 january 2018"):
        assert step in told
    sentences = [entry.sentence for entry in timeline(requirement.ref, newest_first=False)]
    assert len(sentences) >= 8
    assert list(verify()) == []
    assert not Obligation.objects.filter(state="open", about=requirement.ref).exists()
    assert {message.state for message in Message.objects.all()} <= {"queued", "sent"}
