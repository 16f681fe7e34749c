"""From acceptance to confirmation in the portal: what happens next, who it is, the form (ACC-1 to 3, SRC-5, SRC-6)."""

from datetime import UTC, date, datetime, timedelta

import pytest

from carewright.sourcing import commands
from carewright.sourcing.lifecycle import AwardState
from carewright.sourcing.models import Award, Release
from carewright.trail.models import Event
from tests.portal.conftest import signed_in_for, text_of
from tests.sourcing.builders import (
    FRIDAY,
    a_confirmed_award,
    a_market,
    a_released_award,
    a_waiting_requirement,
    an_award,
    an_offer_with_documents_asked,
    broker,
)

pytestmark = pytest.mark.django_db

TOLD = {
    "start_on": "2018-01-08",
    "planned_times": "8am to 9am every day\r\n6pm to 7pm every day",
    "carers_per_visit": "1",
    "confirmed_by": "Dana Holt",
}


def page_of(award):
    return f"/portal/offers/{award.offer.ref}/"


def fresh(award):
    return Award.objects.get(pk=award.pk)


def test_after_the_acceptance_the_page_says_what_happens_next(as_provider):
    award = an_award()

    page = text_of(as_provider(award).get(page_of(award)))

    assert "We telephone the person to say that you will be in touch. Please do not make contact yet." in page
    assert "You cannot provide this after all?" in page
    assert "Confirm arrangements" not in page


def test_a_call_that_reached_nobody_is_told(as_provider):
    award = an_award()
    commands.record_failed_call(award=award.ref, by=broker(award), at=FRIDAY + timedelta(minutes=10))

    page = text_of(as_provider(award).get(page_of(award)))

    assert "We tried at 3:55pm Fri 22 December and could not reach them." in page


def test_from_the_release_on_it_shows_who_where_and_how(as_provider):
    market = a_market()
    award = a_released_award(a_waiting_requirement(market))
    person = award.requirement.person

    response = as_provider(award).get(page_of(award))

    page = text_of(response)
    assert f"{person.name} (she) {person.communication_need}" in page
    assert f"{person.address}, {person.postcode}" in page
    assert 'href="tel:01632960111"' in response.content.decode()
    assert "Confirm arrangements" in page


def test_a_risk_stands_above_all(as_provider):
    award = a_released_award(a_waiting_requirement(risk_note="Two large dogs: telephone first"))

    page = text_of(as_provider(award).get(page_of(award)))

    assert page.index("Risk: ▲ Two large dogs: telephone first") < page.index("Home care in CT5")


def test_the_look_is_recorded_once_for_each_who_looks(as_provider, at):
    award = a_released_award()
    first, second = as_provider(award), signed_in_for(award, name="Lee Mars")

    for client in (first, first, second):
        client.get(page_of(award))
    looks = Event.objects.filter(name="person.viewed", subject=award.requirement.person.ref)
    assert looks.count() == 2

    at.append(FRIDAY + timedelta(minutes=16))
    first.get(page_of(award))
    assert looks.count() == 3


def test_what_was_agreed_is_confirmed(as_provider):
    award = a_released_award()
    client = as_provider(award)
    form = client.get(f"{page_of(award)}confirm/").content.decode()
    assert 'value="Dana of Harbour Care"' in form

    answered = client.post(f"{page_of(award)}confirm/", TOLD)

    assert answered.url == page_of(award)
    confirmed = fresh(award)
    assert (confirmed.state, confirmed.start_on) == (AwardState.CONFIRMED, date(2018, 1, 8))
    assert confirmed.planned_times == ["8am to 9am every day", "6pm to 7pm every day"]
    page = text_of(client.get(page_of(award)))
    assert "You have confirmed the arrangements." in page
    assert "Care starts Monday 8 January 2018" in page


@pytest.mark.parametrize(
    ("wrong", "anchor", "says"),
    [
        ({"start_on": "2017-12-21"}, "id_start_on_day", "Care cannot start before you confirm"),
        ({"planned_times": "  "}, "id_planned_times", "Enter the planned visit times"),
        ({"carers_per_visit": "0"}, "id_carers_per_visit", "greater than or equal to 1"),
        ({"carers_per_visit": "5"}, "id_carers_per_visit", "Enter at most 4 carers a visit."),
        ({"confirmed_by": ""}, "id_confirmed_by", "Enter who confirms this for your agency"),
    ],
)
def test_a_fault_stands_beside_its_question_and_confirms_nothing(as_provider, wrong, anchor, says):
    award = a_released_award()

    page = as_provider(award).post(f"{page_of(award)}confirm/", TOLD | wrong)

    assert f'href="#{anchor}"' in page.content.decode()
    assert says in text_of(page)
    assert fresh(award).state == AwardState.RELEASED


@pytest.mark.parametrize("make", [an_award, a_confirmed_award])
def test_nothing_is_confirmed_before_the_release_or_twice(as_provider, make):
    award = make()
    before = fresh(award).state

    answered = as_provider(award).post(f"{page_of(award)}confirm/", TOLD)

    assert answered.url == page_of(award)
    assert fresh(award).state == before


@pytest.mark.parametrize("make", [an_award, a_released_award])
def test_an_acceptance_is_withdrawn_with_its_reason_and_hides_the_person_again(as_provider, make):
    award = make()
    client = as_provider(award)

    answered = client.post(f"{page_of(award)}withdraw/", {"reason": "Our carer has left"})

    assert fresh(award).fell_through_reason == "Our carer has left"
    page = text_of(client.get(answered.url))
    assert "You withdrew your acceptance." in page
    assert "Attwood" not in page


def test_a_withdrawal_asks_for_the_reason(as_provider):
    award = an_award()

    page = text_of(as_provider(award).post(f"{page_of(award)}withdraw/", {"reason": " "}))

    assert "Say why you cannot provide this after all" in page
    assert fresh(award).state == AwardState.TENTATIVE


def released(offer):
    documents = list(offer.requirement.referral.documents.exclude(code="charging_letter"))
    commands.release_documents(offer=offer.ref, documents=[d.ref for d in documents], by=broker(offer), at=FRIDAY)
    return Release.objects.filter(offer=offer).select_related("document")


def test_documents_that_were_released_are_listed_and_downloaded(as_provider):
    offer = an_offer_with_documents_asked()
    first = released(offer)[0].document
    client = as_provider(offer)

    page = text_of(client.get(f"/portal/offers/{offer.ref}/"))
    assert "Please do not make contact before we tell you that you can." in page
    assert "01632 960111" not in page
    download = client.get(f"/portal/offers/{offer.ref}/documents/{first.ref}/")

    assert "Documents Assessment" in page
    assert download.content == bytes(first.content)
    assert download["Content-Disposition"] == f'attachment; filename="{first.filename}"'
    assert download["X-Content-Type-Options"] == "nosniff"


def test_no_document_of_another_kind_or_another_s_offer_is_given(as_provider):
    market = a_market()
    offer = an_offer_with_documents_asked(a_waiting_requirement(market))
    document = released(offer)[0].document
    letter = offer.requirement.referral.documents.get(code="charging_letter")
    rival = as_provider(market.elm)
    own = as_provider(offer)

    assert own.get(f"/portal/offers/{offer.ref}/documents/{letter.ref}/").status_code == 404
    assert own.get(f"/portal/offers/{offer.ref}/documents/nonsense/").status_code == 404
    assert rival.get(f"/portal/offers/{offer.ref}/documents/{document.ref}/").status_code == 404


def test_once_it_has_declined_the_documents_are_gone(as_provider):
    offer = an_offer_with_documents_asked()
    document = released(offer)[0].document
    client = as_provider(offer)
    client.post(f"/portal/offers/{offer.ref}/decline/", {"reason": "needs_too_complex"})

    assert client.get(f"/portal/offers/{offer.ref}/documents/{document.ref}/").status_code == 404
    assert "Attwood" not in text_of(client.get(f"/portal/offers/{offer.ref}/"))


def test_the_journey_is_the_council_s_and_the_provider_s_in_turn(as_provider, at):
    award = an_award()
    at.append(datetime(2017, 12, 22, 16, 0, tzinfo=UTC))
    client = as_provider(award)
    assert "Waiting for us" in text_of(client.get("/portal/offers/"))

    commands.record_courtesy_call(award=award.ref, spoke_to="Her daughter", by=broker(award), at=at[-1])

    assert "To confirm with the person Home care in CT5" in text_of(client.get("/portal/offers/"))
