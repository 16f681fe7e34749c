"""Documents asked for and released (SRC-5, ROLE-7)."""

from datetime import UTC, datetime

import pytest

from carewright.kernel.refused import Invalid, NotFound, Refused
from carewright.messages.models import Message
from carewright.obligations.models import Obligation
from carewright.sourcing import commands
from carewright.sourcing.models import Offer
from carewright.sourcing.queries import offer_for_provider, released_document
from carewright.trail.queries import timeline
from tests.sourcing.builders import (
    FRIDAY,
    a_market,
    a_waiting_requirement,
    an_offer_with_documents_asked,
    an_open_offer,
    broker,
    coordinator,
    let_next,
)

pytestmark = pytest.mark.django_db


def refs(offer: Offer, *codes: str) -> list[str]:
    return list(offer.requirement.referral.documents.filter(code__in=codes).values_list("ref", flat=True))


def release(offer: Offer, *codes: str) -> Offer:
    return commands.release_documents(offer=offer.ref, documents=refs(offer, *codes), by=broker(offer), at=FRIDAY)


def test_they_are_owed_within_two_working_hours() -> None:
    offer = an_offer_with_documents_asked()

    owed = Obligation.objects.get(duty="release_documents", subject=offer.ref)
    assert (owed.role, owed.due_at) == ("broker", datetime(2017, 12, 27, 9, 45, tzinfo=UTC))
    with pytest.raises(Refused, match="asked for already"):
        commands.ask_for_documents(offer=offer.ref, by=coordinator(offer), at=FRIDAY)


def test_each_release_is_recorded_which_to_whom_when_and_the_provider_then_sees_who() -> None:
    offer = an_offer_with_documents_asked(a_waiting_requirement(known_to_community=True))
    assert offer_for_provider(offer.ref, by=coordinator(offer), at=FRIDAY).person is None

    release(offer, "assessment", "final_review_form")

    shown = offer_for_provider(offer.ref, by=coordinator(offer), at=FRIDAY)
    assert {document.title for document in shown.documents} == {"Assessment", "Final review form"}
    assert shown.person is not None
    assert shown.person.name == "Edith Attwood"
    assert timeline(offer.ref)[0].sentence == (
        "Released to Harbour Care: Referral form, Assessment, Final review form."
    )
    mail = Message.objects.latest("pk")
    assert "Attwood" not in mail.text
    assert Obligation.objects.get(duty="release_documents").state == "met"


def test_what_the_rule_owes_cannot_be_left_out_and_nothing_else_goes_out() -> None:
    offer = an_offer_with_documents_asked(a_waiting_requirement(known_to_community=True))

    with pytest.raises(Invalid, match="These have to be released too: assessment"):
        release(offer, "final_review_form")
    with pytest.raises(Invalid, match="Only the assessment"):
        release(offer, "assessment", "final_review_form", "charging_letter")


def test_nothing_is_released_unasked() -> None:
    offer = an_open_offer()

    with pytest.raises(Refused, match="has not asked"):
        release(offer, "final_review_form")


def test_a_released_document_opens_for_that_provider_alone_and_no_longer_once_it_is_out_of_the_running() -> None:
    market = a_market()
    offer = an_offer_with_documents_asked(a_waiting_requirement(market))
    release(offer, "final_review_form")
    [document] = refs(offer, "final_review_form")
    own = coordinator(offer)

    assert bytes(released_document(offer.ref, document, by=own).content).startswith(b"%PDF")
    with pytest.raises(NotFound):
        released_document(offer.ref, document, by=coordinator(market.elm))
    with pytest.raises(NotFound):
        released_document(offer.ref, refs(offer, "charging_letter")[0], by=own)

    commands.decline_offer(offer=offer.ref, reason="no_capacity", by=own, at=FRIDAY)
    with pytest.raises(NotFound):
        released_document(offer.ref, document, by=own)
    assert offer_for_provider(offer.ref, by=own, at=FRIDAY).person is None


def test_when_another_is_first_the_person_is_hidden_again() -> None:
    offer = an_offer_with_documents_asked()
    release(offer, "final_review_form")
    until = datetime(2017, 12, 27, 11, 0, tzinfo=UTC)
    commands.keep_considering(offer=offer.ref, until=until, by=coordinator(offer), at=FRIDAY)
    let_next(offer)
    second = an_open_offer(offer.requirement)

    commands.accept_offer(offer=second.ref, by=coordinator(second), at=FRIDAY)

    shown = offer_for_provider(offer.ref, by=coordinator(offer), at=FRIDAY)
    assert (shown.state, shown.person, shown.documents) == ("gone", None, ())
