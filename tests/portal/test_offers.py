"""The provider's offers: the list, one offer on a telephone, and each answer (SRC-3 to 6, SRC-11, SRC-12)."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest

from carewright.sourcing import commands
from carewright.sourcing.lifecycle import OfferState
from carewright.sourcing.models import Award, Offer
from tests.portal.conftest import text_of
from tests.sourcing.builders import (
    ANSWER_BY,
    FRIDAY,
    a_considering_offer,
    a_later_start,
    a_market,
    a_waiting_requirement,
    an_award,
    an_offer_in,
    an_open_offer,
    coordinator,
)

pytestmark = pytest.mark.django_db

WEDNESDAY_905 = datetime(2017, 12, 27, 9, 5, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def page_of(offer):
    return f"/portal/offers/{offer.ref}/"


def fresh(offer):
    return Offer.objects.get(pk=offer.pk)


def test_the_first_page_leads_to_the_offers(as_provider):
    client = as_provider(a_market().harbour)

    assert client.get("/portal/").url == "/portal/offers/"
    assert client.get("/").url == "/portal/"


def test_without_offers_the_list_says_what_would_fill_it(as_provider):
    page = text_of(as_provider(a_market().harbour).get("/portal/offers/"))

    assert "There are no offers for you now" in page


def test_the_list_tells_what_is_asked_and_by_when(as_provider, at):
    offer = an_open_offer()
    at.append(WEDNESDAY_905)

    page = text_of(as_provider(offer).get("/portal/offers/"))

    assert "Home care in CT5 Answer by 9:45am today in 40 minutes 14 hours a week, one carer" in page
    assert "From Monday 8 January 2018" in page


def test_the_soonest_stands_first_and_the_answered_below(as_provider):
    market = a_market()
    declined = an_open_offer(a_waiting_requirement(market))
    commands.decline_offer(offer=declined.ref, reason="price", by=coordinator(declined), at=FRIDAY)
    later = an_open_offer(a_waiting_requirement(market), at=FRIDAY + timedelta(minutes=20))
    sooner = an_open_offer(a_waiting_requirement(market))

    page = as_provider(sooner).get("/portal/offers/").content.decode()

    assert page.index(sooner.ref) < page.index(later.ref) < page.index(declined.ref)
    assert page.index("To answer") < page.index(sooner.ref)
    assert page.index("Answered and ended") < page.index(declined.ref)


def test_a_list_of_many_takes_no_more_queries(as_provider, django_assert_max_num_queries):
    market = a_market()
    for number in range(4):
        offer = an_open_offer(a_waiting_requirement(market))
        if number % 2:
            commands.accept_offer(offer=offer.ref, by=coordinator(offer), at=FRIDAY)
    client = as_provider(market.harbour)

    with django_assert_max_num_queries(20):
        client.get("/portal/offers/")


def test_an_offer_reads_as_on_its_page(as_provider, at):
    requirement = a_waiting_requirement(
        carers=2,
        needs="Personal care\nMedication prompt\nHoist",
        essential_visits=[(time(8), time(8, 30), "every day", "medication")],
    )
    offer = an_open_offer(requirement)
    at.append(WEDNESDAY_905)

    page = text_of(as_provider(offer).get(page_of(offer)))

    assert "Home care in CT5 Answer by 9:45am today in 40 minutes" in page
    assert "14 hours a week, two carers From Monday 8 January 2018" in page
    assert "Needs: Personal care, Medication prompt, Hoist" in page
    assert "One essential time: 8am to 8:30am, every day: medication" in page
    assert "Accept Decline Accept part Start later Still considering Ask for documents" in page


def test_it_is_accepted_by_one_press(as_provider):
    offer = an_open_offer()
    client = as_provider(offer)
    assert f'action="{page_of(offer)}accept/"' in client.get(page_of(offer)).content.decode()

    answered = client.post(f"{page_of(offer)}accept/")

    assert answered.url == page_of(offer)
    assert fresh(offer).state == OfferState.ACCEPTED
    assert fresh(offer).answered_how == "portal"
    assert "You have accepted. What happens next" in text_of(client.get(answered.url))


def test_pressed_twice_it_is_accepted_once_and_says_so(as_provider):
    offer = an_open_offer()
    client = as_provider(offer)

    answers = [client.post(f"{page_of(offer)}accept/") for _ in range(2)]

    assert [answer.url for answer in answers] == [page_of(offer)] * 2
    assert Award.objects.count() == 1


def test_opening_the_address_of_accept_accepts_nothing(as_provider):
    offer = an_open_offer()

    assert as_provider(offer).get(f"{page_of(offer)}accept/").status_code == 405
    assert fresh(offer).state == OfferState.OPEN


def test_it_is_declined_by_pressing_a_reason(as_provider):
    offer = an_open_offer()
    client = as_provider(offer)
    question = client.get(f"{page_of(offer)}decline/").content.decode()
    assert 'name="reason" value="no_capacity"' in question

    answered = client.post(f"{page_of(offer)}decline/", {"reason": "no_capacity"})

    assert "You declined this: no capacity." in text_of(client.get(answered.url))
    assert fresh(offer).state == OfferState.DECLINED


def test_a_note_goes_with_the_decline(as_provider):
    offer = an_open_offer()

    as_provider(offer).post(f"{page_of(offer)}decline/", {"reason": "other", "note": "Two carers are ill"})

    assert fresh(offer).note == "Two carers are ill"


@pytest.mark.parametrize("told", [{}, {"reason": "nonsense"}])
def test_a_decline_without_a_reason_asks_for_it(as_provider, told):
    offer = an_open_offer()

    page = text_of(as_provider(offer).post(f"{page_of(offer)}decline/", told))

    assert "There is a problem" in page
    assert fresh(offer).state == OfferState.OPEN


def test_part_of_the_hours_is_accepted(as_provider):
    offer = an_open_offer()

    as_provider(offer).post(f"{page_of(offer)}part/", {"weekly_hours": "10.5"})

    assert fresh(offer).accepted_hours == Decimal("10.50")
    assert offer.requirement.parts.count() == 2


@pytest.mark.parametrize("hours", ["", "14", "0", "-1", "many", "1.005"])
def test_a_part_that_is_none_is_refused_beside_the_question(as_provider, hours):
    offer = an_open_offer()

    page = as_provider(offer).post(f"{page_of(offer)}part/", {"weekly_hours": hours}).content.decode()

    assert 'href="#id_weekly_hours"' in page
    assert fresh(offer).state == OfferState.OPEN


def test_a_later_start_goes_to_the_managers(as_provider):
    offer = an_open_offer()
    client = as_provider(offer)

    answered = client.post(f"{page_of(offer)}later/", {"start_on": "2018-01-15"})

    assert fresh(offer).later_start_on == date(2018, 1, 15)
    assert "You can start on Monday 15 January 2018" in text_of(client.get(answered.url))


@pytest.mark.parametrize(
    "told",
    [
        {"start_on": "2018-01-08"},
        {"start_on_day": "32", "start_on_month": "1", "start_on_year": "2018"},
        {"start_on_day": "", "start_on_month": "1", "start_on_year": "2018"},
        {},
    ],
)
def test_a_later_start_that_is_not_later_or_no_date_is_refused_beside_the_question(as_provider, told):
    offer = an_open_offer()

    page = as_provider(offer).post(f"{page_of(offer)}later/", told).content.decode()

    assert 'href="#id_start_on_day"' in page
    assert fresh(offer).state == OfferState.OPEN


def test_the_days_to_consider_are_those_that_the_policy_allows(as_provider):
    offer = an_open_offer()

    page = text_of(as_provider(offer).get(f"{page_of(offer)}considering/"))

    assert "5pm Wed 27 December at the latest" in page
    assert "Today, Fri 22 December Tomorrow, Sat 23 December" in page
    assert "Thu 28 December" not in page


def test_considering_until_a_stated_time(as_provider):
    offer = an_open_offer()
    client = as_provider(offer)

    client.post(f"{page_of(offer)}considering/", {"until": "2017-12-27", "clock": "11am"})

    assert fresh(offer).considering_until == datetime(2017, 12, 27, 11, tzinfo=UTC)
    page = text_of(client.get(page_of(offer)))
    assert "Answer by 11am Wed 27 December" in page
    assert "Still considering" not in page


@pytest.mark.parametrize(
    ("day", "clock"), [("2017-12-22", "9am"), ("2017-12-29", "9am"), ("2017-12-27", "5:01pm"), ("2017-12-27", "soon")]
)
def test_a_moment_past_or_too_far_is_refused_on_the_page(as_provider, day, clock):
    offer = an_open_offer()

    page = as_provider(offer).post(f"{page_of(offer)}considering/", {"until": day, "clock": clock})

    assert "There is a problem" in text_of(page)
    assert fresh(offer).state == OfferState.OPEN


def test_the_documents_are_asked_for(as_provider):
    offer = an_open_offer()
    client = as_provider(offer)
    client.get(f"{page_of(offer)}documents/")
    assert fresh(offer).documents_asked_at is None

    for _ in range(2):
        answered = client.post(f"{page_of(offer)}documents/")
        assert answered.url == page_of(offer)

    assert fresh(offer).documents_asked_at == FRIDAY
    assert "You asked for the documents at 3:45pm Fri 22 December" in text_of(client.get(page_of(offer)))


ANSWERS = {
    "accept": {},
    "decline": {"reason": "price"},
    "part": {"weekly_hours": "7"},
    "later": {"start_on": "2018-01-15"},
    "considering": {"until": "2017-12-27", "clock": "11am"},
}


@pytest.mark.parametrize("answer", ANSWERS)
def test_exactly_on_time_is_in_time(as_provider, at, answer):
    offer = an_open_offer()
    at.append(ANSWER_BY)

    assert as_provider(offer).post(f"{page_of(offer)}{answer}/", ANSWERS[answer]).status_code == 302
    assert fresh(offer).state != OfferState.OPEN


@pytest.mark.parametrize("answer", ANSWERS)
def test_a_second_late_it_is_refused_and_says_whom_to_ring(as_provider, at, answer):
    offer = an_open_offer()
    at.append(ANSWER_BY + SECOND)
    client = as_provider(offer)

    refused = client.post(f"{page_of(offer)}{answer}/", ANSWERS[answer])

    assert refused.status_code == 409
    assert fresh(offer).state == OfferState.OPEN
    page = text_of(refused)
    assert "Your answer was not recorded" in page
    assert "The time to answer ended at 9:45am Wed 27 December" in page
    assert "If you can still provide this care, ring us." in page
    assert "Ring the brokerage team" in page


def test_whom_to_ring_is_the_broker_when_they_have_a_telephone(as_provider, settings):
    settings.BROKERAGE_TELEPHONE = "01632 960100"
    offer = an_open_offer()

    assert "Ring the brokerage team on 01632 960100" in text_of(as_provider(offer).get(page_of(offer)))


@pytest.mark.parametrize("answer", ANSWERS)
def test_when_another_was_first_it_is_told_courteously(as_provider, answer):
    offer = an_offer_in(OfferState.GONE)

    refused = as_provider(offer).post(f"{page_of(offer)}{answer}/", ANSWERS[answer])

    assert refused.status_code == 409
    page = text_of(refused)
    assert "This package has gone to another provider. Thank you for answering." in page
    assert "This does not count as a decline" in page


SAYS = {
    OfferState.OPEN: "Answer by 9:45am Wed 27 December",
    OfferState.CONSIDERING: "You are considering this. You can still accept or decline.",
    OfferState.LATER_START: "Two managers decide whether that is safe",
    OfferState.LATER_START_REFUSED: "We could not accept a start on Monday 15 January 2018. Thank you for offering.",
    OfferState.ACCEPTED: "You have accepted. What happens next",
    OfferState.DECLINED: "You declined this: no capacity.",
    OfferState.NO_RESPONSE: "We did not hear from you in time",
    OfferState.GONE: "This package has gone to another provider.",
    OfferState.WITHDRAWN: "We have withdrawn this offer.",
}


@pytest.mark.parametrize("state", list(OfferState))
def test_each_state_is_said_in_words_and_shows_only_what_can_be_done(as_provider, state):
    offer = an_offer_in(state)

    page = as_provider(offer).get(page_of(offer))

    assert SAYS[state] in text_of(page)
    can_answer = state in (OfferState.OPEN, OfferState.CONSIDERING)
    assert (f"{page_of(offer)}accept/" in page.content.decode()) is can_answer


@pytest.mark.parametrize("question", ["decline", "part", "later", "considering", "documents", "confirm", "withdraw"])
def test_a_question_that_is_not_asked_now_leads_back_to_the_offer(as_provider, question):
    offer = an_offer_in(OfferState.DECLINED)

    assert as_provider(offer).get(f"{page_of(offer)}{question}/").url == page_of(offer)


def test_who_was_still_considering_may_answer_after_the_moment_it_named(as_provider, at):
    offer = a_considering_offer()
    at.append(datetime(2017, 12, 27, 11, 12, tzinfo=UTC))
    client = as_provider(offer)

    assert "12 minutes late" in text_of(client.get(page_of(offer)))
    assert client.post(f"{page_of(offer)}accept/").status_code == 302
    assert fresh(offer).state == OfferState.ACCEPTED


def test_what_waits_for_the_council_is_listed_apart(as_provider):
    offer = a_later_start()

    assert "Waiting for us Home care in CT5" in text_of(as_provider(offer).get("/portal/offers/"))


def test_an_acceptance_is_listed_as_waiting_for_the_call(as_provider):
    award = an_award()

    assert "Waiting for us Home care in CT5 Accepted 14 hours a week" in text_of(
        as_provider(award).get("/portal/offers/")
    )
