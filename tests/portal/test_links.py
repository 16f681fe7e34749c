"""The link in an offer's email: one use, short, and reading changes nothing (promise 13; SRC-3)."""

import logging
import re
from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache
from django.test import Client

from carewright.access.commands import disable_user
from carewright.access.models import User
from carewright.access.roles import Role
from carewright.messages.models import Message
from carewright.sourcing import commands
from carewright.sourcing.commands import by_link
from carewright.sourcing.lifecycle import OfferState
from carewright.sourcing.models import AnswerLink, Award, Offer
from carewright.trail.models import Event
from tests.builders import a_user
from tests.conftest import actor
from tests.portal.conftest import signed_in_for, text_of
from tests.quartet import everything
from tests.sourcing.builders import (
    ANSWER_BY,
    FRIDAY,
    a_considering_offer,
    a_market,
    a_waiting_requirement,
    an_award,
    an_open_offer,
    broker,
    coordinator,
    let_next,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at")]

LINK = re.compile(r"/answer/([A-Za-z0-9_-]{43})/")
NEVER_GIVEN = "/answer/" + "A" * 43 + "/"
ANSWERS = {
    "": ({}, OfferState.ACCEPTED),
    "decline/": ({"reason": "price"}, OfferState.DECLINED),
    "part/": ({"weekly_hours": "7"}, OfferState.ACCEPTED),
    "later/": ({"start_on": "2018-01-15"}, OfferState.LATER_START),
    "considering/": ({"until": "2017-12-27", "clock": "11am"}, OfferState.CONSIDERING),
}


def link_to(offer):
    """The link in the newest email about the offer that has one."""
    texts = Message.objects.filter(mentions__ref=offer.ref).order_by("-pk").values_list("text", flat=True)
    return next(f"/answer/{found[1]}/" for text in texts if (found := LINK.search(text)))


def fresh(offer):
    return Offer.objects.get(pk=offer.pk)


def uses():
    return Event.objects.filter(name="offer.answered_by_link").count()


@pytest.fixture
def offer():
    return an_open_offer()


def test_the_link_shows_the_offer_to_whoever_holds_it_without_signing_in(client, offer):
    page = text_of(client.get(link_to(offer)))

    assert "Home care in CT5 Answer by 9:45am Wed 27 December" in page
    assert "Accept Decline Accept part Start later Still considering" in page
    assert "You answer for Harbour Care." in page


@pytest.mark.parametrize("answer", ANSWERS)
def test_each_answer_is_taken_by_post_once_as_given_by_the_link(client, offer, answer):
    told, state = ANSWERS[answer]
    link = link_to(offer)

    answered = client.post(f"{link}{answer}", told)

    assert answered.status_code == 200
    assert (fresh(offer).state, fresh(offer).answered_how) == (state, "link")
    assert uses() == 1


def test_after_accepting_it_says_what_happens_next(client, offer):
    page = text_of(client.post(link_to(offer)))

    assert "You have accepted home care in CT5".lower() in page.lower()
    assert "Please do not make contact yet." in page


@pytest.mark.parametrize("method", ["get", "head"])
@pytest.mark.parametrize("question", ["", "decline/", "part/", "later/", "considering/"])
def test_whatever_fetches_the_link_changes_nothing(client, offer, method, question):
    link = link_to(offer)
    before = everything()

    for _ in range(3):
        assert getattr(client, method)(f"{link}{question}").status_code == 200

    assert everything() == before


@pytest.mark.parametrize("answer", ANSWERS)
def test_a_replay_is_refused_and_says_whom_to_ring(client, offer, answer):
    link = link_to(offer)
    client.post(link)
    told, _ = ANSWERS[answer]

    replayed = client.post(f"{link}{answer}", told)

    assert replayed.status_code == 404
    assert "This link has been used." in text_of(replayed)
    assert "Ring the brokerage team" in text_of(replayed)
    assert (uses(), Award.objects.count()) == (1, 1)


def test_after_considering_the_first_link_is_used_up_and_the_new_one_works(client, offer):
    first = link_to(offer)
    client.post(f"{first}considering/", {"until": "2017-12-27", "clock": "11am"})
    second = link_to(offer)

    assert first != second
    assert client.post(first).status_code == 404
    assert client.post(second).status_code == 200
    assert fresh(offer).state == OfferState.ACCEPTED


def test_with_the_guard_off_a_replay_would_answer_again(client, offer, monkeypatch):
    monkeypatch.setattr(by_link, "check_link_works", lambda link, at: None)
    monkeypatch.setattr("carewright.sourcing.queries.links.check_link_works", lambda link, at: None)
    first = link_to(offer)

    client.post(f"{first}considering/", {"until": "2017-12-27", "clock": "11am"})
    client.post(first)

    assert uses() == 2


def test_two_who_have_it_open_at_once_answer_it_once(offer):
    link = link_to(offer)
    first, second = Client(), Client()
    assert {client.get(link).status_code for client in (first, second)} == {200}

    statuses = [first.post(link).status_code, second.post(f"{link}decline/", {"reason": "price"}).status_code]

    assert statuses == [200, 404]
    assert (fresh(offer).state, uses()) == (OfferState.ACCEPTED, 1)


def test_forwarded_it_works_once_all_told(offer):
    link = link_to(offer)
    statuses = [Client(REMOTE_ADDR=f"192.0.2.{number}").post(link).status_code for number in range(1, 4)]

    assert statuses == [200, 404, 404]
    assert uses() == 1


def test_exactly_on_time_it_works_and_a_second_later_no_more(client, at):
    market = a_market()
    in_time, late = (an_open_offer(a_waiting_requirement(market)) for _ in range(2))
    at.append(ANSWER_BY)
    assert client.post(link_to(in_time)).status_code == 200

    at.append(ANSWER_BY + timedelta(seconds=1))
    assert "The time to answer by this link is over." in text_of(client.get(link_to(late)))
    assert client.post(link_to(late)).status_code == 404
    assert fresh(late).state == OfferState.OPEN


def test_what_is_none_was_used_or_is_over_has_one_page_and_one_status(client, at):
    market = a_market()
    used, over = (an_open_offer(a_waiting_requirement(market)) for _ in range(2))
    client.post(link_to(used))
    at.append(ANSWER_BY + timedelta(days=9))

    answers = [client.get(link) for link in (NEVER_GIVEN, "/answer/x/", link_to(used), link_to(over))]

    assert {answer.status_code for answer in answers} == {404}
    assert all("This link cannot be used" in text_of(answer) for answer in answers)
    assert all("Ring the brokerage team" in text_of(answer) for answer in answers)


def test_answered_in_the_portal_its_link_has_ended(client, offer):
    link = link_to(offer)
    commands.decline_offer(offer=offer.ref, reason="price", by=coordinator(offer), at=FRIDAY)

    assert client.get(link).status_code == 404
    assert client.post(link).status_code == 404
    assert (fresh(offer).state, uses()) == (OfferState.DECLINED, 0)


def test_withdrawn_its_link_has_ended(client, offer):
    link = link_to(offer)
    commands.withdraw_offer(offer=offer.ref, reason="Made by mistake", by=broker(offer), at=FRIDAY)

    assert "We have withdrawn this offer." in text_of(client.get(link))
    assert client.post(link).status_code != 200
    assert (fresh(offer).state, uses()) == (OfferState.WITHDRAWN, 0)


def test_gone_to_another_it_says_so_courteously(client):
    considering = let_next(a_considering_offer())
    link = link_to(considering)
    an_award(considering.requirement)

    for answer in (client.get(link), client.post(link)):
        assert "This package has gone to another provider. Thank you for answering." in text_of(answer)
    assert uses() == 0


def test_the_link_sent_to_somebody_disabled_since_is_revoked_at_once(client, offer):
    link = link_to(offer)
    a_user(Role.PROVIDER_COORDINATOR, provider=offer.provider.ref, name="Dana Holt")
    user = User.objects.get(name="Dana Holt")
    User.objects.filter(pk=user.pk).update(email=offer.provider.offers_email)
    disable_user(user=user.ref, reason="Left", by=actor(Role.ADMINISTRATOR), at=FRIDAY)

    assert client.get(link).status_code == 404
    assert client.post(link).status_code == 404
    assert fresh(offer).state == OfferState.OPEN


@pytest.mark.parametrize("question", ["", "decline/"])
def test_when_it_goes_to_another_in_the_very_moment_it_says_so_courteously(client, question, monkeypatch):
    considering = let_next(a_considering_offer())
    link = link_to(considering)
    truly = by_link.answer_by_link

    def after_another(**given):
        an_award(considering.requirement)
        return truly(**given)

    monkeypatch.setattr("carewright.portal.links.views.answer_by_link", after_another)

    refused = client.post(f"{link}{question}", {"reason": "price"})

    assert refused.status_code == 409
    assert "This package has gone to another provider. Thank you for answering." in text_of(refused)
    assert uses() == 0


@pytest.mark.parametrize("hours", ["", "14", "nonsense"])
def test_a_fault_is_told_beside_the_question_and_leaves_the_link_to_be_used(client, offer, hours):
    link = link_to(offer)

    page = client.post(f"{link}part/", {"weekly_hours": hours})

    assert 'href="#id_weekly_hours"' in page.content.decode()
    assert client.post(link).status_code == 200


def test_a_question_that_is_none_is_as_nonsense(client, offer):
    assert client.get(f"{link_to(offer)}confirm/").status_code == 404
    assert client.post(f"{link_to(offer)}documents/").status_code == 404


def test_considering_twice_leads_back_to_the_offer(client):
    offer = a_considering_offer()

    assert client.get(f"{link_to(offer)}considering/").url == link_to(offer)


def test_no_cookie_is_set_nothing_is_kept_and_no_address_leads_away(client, offer):
    link = link_to(offer)
    answers = [client.get(link), client.get(f"{link}decline/"), client.post(link), client.post(link)]

    for answer in [*answers, client.get(NEVER_GIVEN)]:
        assert answer["Referrer-Policy"] == "no-referrer"
        assert answer["Cache-Control"] == "no-store"
        assert not answer.cookies
        assert "csrfmiddlewaretoken" not in answer.content.decode()
        assert "Content-Security-Policy" in answer


def test_a_forged_form_needs_the_link_and_no_more(offer):
    checked = Client(enforce_csrf_checks=True)

    assert checked.post(link_to(offer)).status_code == 200


def test_whoever_else_is_signed_in_here_neither_shows_nor_answers(offer):
    someone = signed_in_for(a_market_rival(offer), name="Ria Rival")
    page = someone.get(link_to(offer)).content.decode()
    someone.post(link_to(offer))

    assert "Ria Rival" not in page
    assert not someone.get("/answer/x/").cookies
    assert fresh(offer).answered_by == AnswerLink.objects.get().ref


def a_market_rival(offer):
    provider = type(offer.provider)
    return provider.objects.get(name="Elm Homecare")


def test_the_person_is_never_shown_by_a_link_even_when_documents_were_released(client, offer):
    link = link_to(offer)
    commands.ask_for_documents(offer=offer.ref, by=coordinator(offer), at=FRIDAY)
    documents = [d.ref for d in offer.requirement.referral.documents.exclude(code="charging_letter")]
    commands.release_documents(offer=offer.ref, documents=documents, by=broker(offer), at=FRIDAY)

    pages = [client.get(link), client.get(f"{link}decline/"), client.post(link), client.get(link)]

    text = " ".join(page.content.decode() for page in pages)
    assert [word for word in ("Attwood", "Edith", "Seaview", "1AB", "01632 960111") if word in text] == []


def test_the_token_is_neither_in_the_trail_nor_in_the_log(client, offer, caplog, at):
    link = link_to(offer)
    token = link.split("/")[2]
    with caplog.at_level(logging.DEBUG):
        client.put(link)
        client.post(link)
        client.post(link)
        client.get(f"{link}nonsense/")
        client.get(f"{link}no/such/page/")

    assert "/answer/..." in caplog.text
    assert token not in caplog.text
    kept = [str(row) for row in Event.objects.values()]
    assert [row for row in kept if token in row] == []


def test_whoever_tries_many_that_are_none_waits_and_a_true_one_works_still(client, offer, settings):
    cache.clear()
    link = link_to(offer)

    statuses = [client.post(f"/answer/{number:043}/").status_code for number in range(62)]

    assert statuses == [404] * 60 + [429] * 2
    assert client.get(link).status_code == 200
    cache.clear()


def test_it_opens_at_whatever_hour(client, offer, at):
    at.append(datetime(2017, 12, 25, 3, 0, tzinfo=UTC))

    assert client.get(link_to(offer)).status_code == 200
