"""Approaching a provider (SRC-1, SRC-3, ACC-5)."""

from datetime import UTC, datetime

import pytest

from carewright.kernel.refused import NotFound, Refused
from carewright.messages.models import Message
from carewright.obligations.models import Obligation
from carewright.sourcing import commands
from carewright.sourcing.models import AnswerLink, Decision
from carewright.trail.queries import timeline
from tests.sourcing.builders import (
    ANSWER_BY,
    FRIDAY,
    a_market,
    a_waiting_requirement,
    an_open_offer,
    broker,
    coordinator,
    fresh,
    nobody_left,
)

pytestmark = pytest.mark.django_db


def mails_to(address: str) -> list[Message]:
    return [mail for mail in Message.objects.order_by("pk") if address in mail.to]


def test_two_working_hours_over_christmas_end_on_wednesday_at_945() -> None:
    offer = an_open_offer()

    assert offer.provider.name == "Harbour Care"
    assert offer.answer_by == ANSWER_BY
    owed = Obligation.objects.get(duty="answer_offer", subject=offer.ref)
    assert (owed.due_at, owed.provider, owed.on_lapse) == (ANSWER_BY, offer.provider.ref, "act")


def test_the_provider_is_mailed_general_terms_and_a_link_whose_token_is_not_kept() -> None:
    offer = an_open_offer()

    mail = mails_to(offer.provider.offers_email)[-1]
    assert "home care in CT5" in mail.subject
    assert "/answer/" in mail.text
    for hidden in ("Attwood", "Edith", "Seaview", "1AB"):
        assert hidden not in mail.text + mail.html
    link = AnswerLink.objects.get(offer=offer)
    assert link.token_hash not in mail.text
    assert link.expires_at == ANSWER_BY


def test_by_telephone_no_email_goes_out() -> None:
    offer = an_open_offer(how="telephone")

    assert mails_to(offer.provider.offers_email) == []


def test_anybody_but_the_next_is_refused_with_the_reason_in_the_working() -> None:
    market = a_market()
    requirement = a_waiting_requirement(market)

    with pytest.raises(Refused, match="Next is Harbour Care"):
        commands.make_offer(requirement=requirement.ref, provider=market.elm.ref, by=broker(requirement), at=FRIDAY)
    with pytest.raises(NotFound):
        commands.make_offer(requirement=requirement.ref, provider="PRV-0000", by=broker(requirement), at=FRIDAY)


def test_while_an_offer_is_out_nobody_else_is_approached() -> None:
    market = a_market()
    requirement = a_waiting_requirement(market)
    an_open_offer(requirement)

    for provider in (market.harbour, market.elm):
        with pytest.raises(Refused, match="Harbour Care: offered: answer by 9:45am Wed 27 December"):
            commands.make_offer(requirement=requirement.ref, provider=provider.ref, by=broker(requirement), at=FRIDAY)


def test_the_whole_working_is_kept_as_evidence() -> None:
    offer = an_open_offer()

    kept = Decision.objects.get(offer=offer)
    assert (kept.answer, kept.rule) == ("approach", "SRC-20")
    assert sorted(line["name"] for line in kept.working) == [
        "County Care",
        "Elm Homecare",
        "Harbour Care",
        "Kestrel Care",
        "Outside Care",
    ]


def test_the_referrer_is_told_of_the_first_approach_alone() -> None:
    requirement = a_waiting_requirement()
    team = requirement.team.email
    for _ in range(2):
        offer = an_open_offer(requirement)
        commands.decline_offer(offer=offer.ref, reason="no_capacity", by=coordinator(offer), at=FRIDAY)

    assert [m.subject for m in mails_to(team) if "approached" in m.subject] == [
        f"Referral {requirement.referral.ref}: a provider has been approached"
    ]


def test_who_makes_the_first_offer_has_taken_it_on() -> None:
    offer = an_open_offer()

    assert fresh(offer.requirement).broker == broker(offer).ref


def test_going_down_the_line_ends_with_the_brokerage_manager_being_asked() -> None:
    requirement = nobody_left()

    owed = Obligation.objects.get(duty="decide_exhausted", subject=requirement.ref)
    assert (owed.role, owed.rule, owed.state) == ("brokerage_manager", "SRC-8", "open")
    assert owed.due_at == datetime(2017, 12, 27, 9, 45, tzinfo=UTC)


def test_the_timeline_says_it_in_a_sentence() -> None:
    offer = an_open_offer()

    sentences = [entry.sentence for entry in timeline(offer.requirement.ref)]
    assert sentences[0].startswith(
        "Offered to Harbour Care: answer by 9:45am Wed 27 December. In the cluster Whitstable"
    )
