"""The link in an offer's email: once, in time, changing nothing when it is read."""

import re
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from carewright.access.commands import disable_user
from carewright.access.roles import Role
from carewright.kernel.refused import Invalid, NotFound, WrongState
from carewright.messages.models import Message
from carewright.sourcing import commands
from carewright.sourcing.models import AnswerLink, Offer
from carewright.sourcing.queries import opened_link
from carewright.trail.queries import timeline
from tests.builders import a_user
from tests.conftest import actor
from tests.quartet import everything
from tests.sourcing.builders import ANSWER_BY, FRIDAY, a_market, a_waiting_requirement, an_open_offer, coordinator

pytestmark = pytest.mark.django_db

SECOND = timedelta(seconds=1)


def token_of(offer: Offer) -> str:
    mails = [mail for mail in Message.objects.order_by("-pk") if offer.provider.offers_email in mail.to]
    [token] = re.findall(r"/answer/([\w-]+)/", mails[0].text)
    return str(token)


def answer(token: str, said: commands.LinkAnswer, at: datetime = FRIDAY) -> Offer:
    return commands.answer_by_link(token=token, answer=said, by=opened_link(token, at).by, at=at)


def test_reading_it_shows_the_offer_and_changes_nothing() -> None:
    offer = an_open_offer()
    before = everything()

    opened = opened_link(token_of(offer), FRIDAY)

    assert (opened.offer.ref, opened.offer.person, opened.why_not) == (offer.ref, None, "")
    assert everything() == before


@pytest.mark.parametrize(
    ("said", "state"),
    [
        (commands.Accept(), "accepted"),
        (commands.AcceptPart(Decimal(10)), "accepted"),
        (commands.AcceptLater(date(2018, 1, 15)), "later_start"),
        (commands.Decline("no_capacity"), "declined"),
        (commands.Consider(datetime(2017, 12, 27, 11, 0, tzinfo=UTC)), "considering"),
    ],
)
def test_every_answer_can_be_given_and_uses_the_link_up(said: commands.LinkAnswer, state: str) -> None:
    offer = an_open_offer()
    token = token_of(offer)

    answer(token, said)

    offer.refresh_from_db()
    link = AnswerLink.objects.earliest("pk")
    assert (offer.state, offer.answered_how, offer.answered_by) == (state, "link", link.ref)
    assert link.used_at == FRIDAY
    with pytest.raises(WrongState, match="This link has been used"):
        answer(token, said)
    assert "Answered by the link" in [e.sentence for e in timeline(offer.ref)][-2]


def test_a_refused_answer_does_not_use_it_up() -> None:
    offer = an_open_offer()
    token = token_of(offer)

    with pytest.raises(Invalid):
        answer(token, commands.Decline("because"))

    assert AnswerLink.objects.get().used_at is None
    answer(token, commands.Accept())


def test_it_works_until_the_time_limit_exactly() -> None:
    offer = an_open_offer()
    token = token_of(offer)

    with pytest.raises(WrongState, match="The time to answer by this link is over"):
        answer(token, commands.Accept(), ANSWER_BY + SECOND)
    answer(token, commands.Accept(), ANSWER_BY)


def test_after_considering_a_new_link_works_until_the_moment_named_and_the_first_no_more() -> None:
    offer = an_open_offer()
    first = token_of(offer)
    until = datetime(2017, 12, 27, 11, 0, tzinfo=UTC)
    commands.keep_considering(offer=offer.ref, until=until, by=coordinator(offer), at=FRIDAY)
    second = token_of(offer)

    with pytest.raises(WrongState, match="A newer link"):
        answer(first, commands.Accept())
    answer(second, commands.Accept(), until)


def test_a_link_sent_to_somebody_who_was_disabled_works_no_more() -> None:
    market = a_market()
    user = a_user(Role.PROVIDER_COORDINATOR, provider=market.harbour.ref, name="Offers")
    market.harbour.offers_email = "offers@provider.example"
    market.harbour.save()
    offer = an_open_offer(a_waiting_requirement(market))
    token = token_of(offer)
    disable_user(user=user.ref, reason="Left", by=actor(Role.ADMINISTRATOR), at=FRIDAY)

    with pytest.raises(WrongState, match="works no more"):
        answer(token, commands.Accept())


def test_a_token_that_was_never_given_is_nonsense() -> None:
    an_open_offer()

    with pytest.raises(NotFound):
        opened_link("A" * 43, FRIDAY)


def test_it_answers_for_the_provider_that_it_was_sent_to_alone() -> None:
    market = a_market()
    offer = an_open_offer(a_waiting_requirement(market))

    with pytest.raises(NotFound):
        commands.answer_by_link(token=token_of(offer), answer=commands.Accept(), by=coordinator(market.elm), at=FRIDAY)
