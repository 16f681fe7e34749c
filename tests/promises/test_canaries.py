"""Prices and persons stay hidden, searched for in all that anybody can get out of the program (promise 9; ROLE-5 to 7).

One world of two providers, each with persons of its own, is crawled by every role. What a crawl may hold is said once.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from carewright.access.commands import issue_key
from carewright.access.models import Unit, User
from carewright.access.queries import all_scopes
from carewright.access.roles import COUNCIL_ROLES, PROVIDER_ROLES, SEES_PRICES, Role
from carewright.access.who_may import WHO_MAY
from carewright.messages.models import Document, Message
from carewright.monitoring.models import Variation
from carewright.packages.models import Order, Package
from carewright.packages.sending import send_made_orders
from carewright.people.models import Person
from carewright.providers.commands import impose_sanction
from carewright.providers.models import Postcode, Provider, Rate
from carewright.sourcing import commands
from carewright.sourcing.models import Award, Offer
from tests.api.conftest import Caller
from tests.builders import SET_UP, a_council, a_user
from tests.conftest import actor
from tests.people.builders import a_person, a_representative
from tests.promises.crawling import Answer, References, api, pages, readable
from tests.promises.work_in_hand import a_week_and_a_price, changes_of
from tests.referrals.builders import a_complete_referral, a_draft_referral, attach_everything
from tests.sourcing.builders import (
    FRIDAY,
    START,
    Market,
    a_confirmed_award,
    a_market,
    a_released_award,
    an_award,
    an_offer_with_documents_asked,
    coordinator,
    fresh,
)

pytestmark = pytest.mark.django_db

HOURLY = {"Harbour Care": "18.47", "Elm Homecare": "23.91", "Kestrel Care": "29.53", "County Care": "31.17"}
PRICES = {
    "Harbour Care": ("18.47", "1847", "258.58", "25858", "19.71", "1971"),
    "Elm Homecare": ("23.91", "2391", "334.74", "33474"),
    "Kestrel Care": ("29.53", "2953", "413.42", "41342"),
    "County Care": ("31.17", "3117", "436.38", "43638"),
}
"""An hour and the 14 hours of a week, and the price that Harbour asks for, as people write them and the database."""
ALL_PRICES = tuple(price for prices in PRICES.values() for price in prices)
HOURLY_PRICES = tuple(price for prices in PRICES.values() for price in prices[:2])
DECIDE_ABOUT_CHANGES = WHO_MAY["see_change_costs"].roles
"""They find what a change costs a week, with the change (docs/decisions/what-a-change-costs.md)."""
SEES_PERSONS = WHO_MAY["see_people"].roles


@dataclass(frozen=True)
class Identity:
    """A person of whom every word is recognisable."""

    given: str
    family: str
    street: str
    telephone: str
    postcode: str
    born_on: date
    daughter: str

    @property
    def words(self) -> tuple[str, ...]:
        """None of these is in the program itself."""
        told = (self.given, self.family, self.street, self.telephone, self.postcode, self.postcode.replace(" ", ""))
        return (
            *told,
            self.telephone.replace(" ", ""),
            self.born_on.isoformat(),
            f"{self.born_on:%-d %B %Y}",
            self.daughter,
        )


def identity(given: str, family: str, number: int) -> Identity:
    born_on = date(1931, 3, number)
    return Identity(
        given, family, f"{family}strand", f"01632 9607{number}", f"CT5 {number % 10}ZQ", born_on, f"{given}a"
    )


PERSONS = {
    "offered": identity("Zephyrin", "Quillfeather", 11),
    "accepted": identity("Ottoline", "Marchbanksy", 12),
    "released": identity("Peregrin", "Thistlewoody", 13),
    "confirmed": identity("Theodosi", "Ravensdaley", 14),
    "elm's": identity("Barnabyx", "Copperfielder", 15),
    "draft": identity("Ermintru", "Featherstonex", 16),
}
CASEWORK = ("people", "referrals", "requirements", "offers", "awards", "packages", "orders", "variations", "changes")
HARBOUR_SEES = {"released", "confirmed"}
ELM_SEES = {"elm's"}


@dataclass(frozen=True)
class World:
    """What there is: its references by the word of the address before them."""

    market: Market
    refs: References


@dataclass(frozen=True)
class Crawl:
    """What one reader got out of the program."""

    answers: list[Answer]

    def holding(self, words: tuple[str, ...]) -> dict[str, list[str]]:
        """Where any of the words is, and which."""
        found = {one.address: [word for word in words if is_in(word, one.text)] for one in self.answers}
        return {address: hits for address, hits in found.items() if hits}


def is_in(word: str, text: str) -> bool:
    """Whether it is there; a number only as one of its own, for a page's nonce may hold any digits."""
    return word in text and (not word.isdigit() or re.search(rf"(?<!\w){word}(?!\w)", text) is not None)


def of(persons: set[str]) -> tuple[str, ...]:
    return tuple(word for name in sorted(persons) for word in PERSONS[name].words)


def a_waiting(market: Market, name: str) -> Any:
    who = PERSONS[name]
    Postcode.objects.create(code=who.postcode.replace(" ", ""), msoa=Postcode.objects.first().msoa)
    person = a_person(
        market.team,
        given_name=who.given,
        family_name=who.family,
        address=f"14 {who.street}, Whitstable",
        postcode=who.postcode,
        telephone=who.telephone,
        born_on=who.born_on,
    )
    a_representative(person, name=f"{who.daughter} {who.family}", telephone=f"{who.telephone}")
    if name == "draft":
        return attach_everything(a_draft_referral(person))
    referral = a_complete_referral(person, start_on=START)
    return fresh(referral.requirement)


def a_world() -> World:
    """Harbour: an offer with documents asked for, one accepted, one released, one ordered. Elm: one it was released."""
    market = a_market(a_council())
    for name, hourly in HOURLY.items():
        Rate.objects.filter(contract__provider__name=name).update(hourly=Decimal(hourly))
    draft = a_waiting(market, "draft")
    an_offer_with_documents_asked(a_waiting(market, "offered"))
    an_award(a_waiting(market, "accepted"))
    a_released_award(a_waiting(market, "released"))
    a_confirmed_award(a_waiting(market, "confirmed"))
    of_elm = a_waiting(market, "elm's")
    first = commands.make_offer(requirement=of_elm.ref, provider=market.harbour.ref, by=actor(Role.BROKER), at=FRIDAY)
    commands.decline_offer(offer=first.ref, reason="price", by=coordinator(first), at=FRIDAY)
    a_confirmed_award(of_elm)
    sanction = impose_sanction(
        provider=market.outside.ref, from_on=FRIDAY.date(), reason="Falls", by=actor(Role.CONTRACT_OFFICER), at=FRIDAY
    )
    list(send_made_orders(FRIDAY))
    noticed = [changes_of(package) for package in Package.objects.order_by("pk")]
    asked = a_week_and_a_price(market, PERSONS["confirmed"].family)
    offers = Offer.objects.select_related("requirement__referral")
    referrals = [draft, *{one.requirement.referral for one in offers}]
    return World(
        market,
        {
            "people": refs(Person.objects.all()),
            "providers": [market.harbour.ref, market.elm.ref],
            "contracts": [market.harbour.contracts.get().ref, market.elm.contracts.get().ref],
            "sanctions": [sanction.ref],
            "clusters": [market.cluster.ref],
            "referrals": refs(referrals),
            "to-place": refs({one.requirement for one in offers}),
            "requirements": refs({one.requirement for one in offers}),
            "offers": refs(offers),
            "awards": refs(Award.objects.all()),
            "changes": refs(noticed),
            "packages": refs(Package.objects.all()),
            "orders": refs(Order.objects.all()),
            "variations": refs(Variation.objects.all()),
            "visits": refs(Variation.objects.all()),
            "price-requests": [asked],
            "prices": [asked],
            "documents": refs(Document.objects.all()),
            "files": [*refs(offers[0].requirement.referral.documents.all())[:1], *refs(Document.objects.all())[:1]],
            "mailbox": refs(Message.objects.all()),
            "users": [],
        },
    )


def refs(things: Any) -> list[str]:
    return [thing.ref for thing in sorted(things, key=lambda thing: thing.pk)]


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """Made once, by the real commands, and gone at the end."""
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock(), transaction.atomic():
        patch.setattr("carewright.config.middleware.now", lambda: FRIDAY)
        patch.setattr(settings, "DEMONSTRATION", True)
        yield a_world()
        transaction.set_rollback(True)


def crawl(world: World, *roles: Role, unit: Unit | None = None, provider: str = "") -> Crawl:
    """Everything that somebody with these roles gets in answer, by the pages and by the API."""
    undo = transaction.savepoint()
    place = {"provider": provider} if provider else {"unit": unit or world.market.council.unit}
    user = a_user(*roles, **place, name=f"Reader {'-'.join(roles)}")
    client = Client()
    client.raise_request_exception = False
    client.force_login(User.objects.get(ref=user.ref))
    _, secret = issue_key(user=user.ref, name="K", scopes=all_scopes(), by=actor(Role.ADMINISTRATOR), at=SET_UP)
    answers = [*pages(client, world.refs), *api(Caller(secret, user), world.refs)]
    transaction.savepoint_rollback(undo)
    assert [one.address for one in answers if one.status in {429, 500}] == []
    return Crawl(answers)


@pytest.fixture(scope="module")
def harbour(world: World) -> Crawl:
    return crawl(world, *PROVIDER_ROLES, provider=world.market.harbour.ref)


@pytest.fixture(scope="module")
def elm(world: World) -> Crawl:
    return crawl(world, *PROVIDER_ROLES, provider=world.market.elm.ref)


@pytest.fixture(scope="module")
def broker(world: World) -> Crawl:
    return crawl(world, Role.BROKER)


def test_everything_is_opened_and_refused_in_every_way(broker: Crawl, harbour: Crawl):
    assert len(broker.answers) > 300
    assert {200, 302, 403, 404, 409, 422} <= {one.status for one in broker.answers}
    assert {200, 404} <= {one.status for one in harbour.answers}


def test_the_broker_is_shown_the_prices_and_the_persons(broker: Crawl):
    for name in ("Harbour Care", "Elm Homecare"):
        assert broker.holding(PRICES[name][:1]), name
    for person in PERSONS.values():
        assert broker.holding((person.family,)), person.family


def test_what_is_in_a_pdf_is_found(world: World, broker: Crawl):
    found = broker.holding((PRICES["Harbour Care"][0],))

    assert [address for address in found if "/documents/DOC-" in address]


@pytest.mark.parametrize("role", sorted(COUNCIL_ROLES - SEES_PRICES))
def test_no_price_reaches_a_role_that_may_not_see_prices_and_no_person_one_that_may_not_see_persons(world, role):
    got = crawl(world, role)

    assert got.holding(HOURLY_PRICES) == {}
    elsewhere = {address for address in got.holding(ALL_PRICES) if "/changes/" not in f"{address}/"}
    assert elsewhere == set()
    if role not in DECIDE_ABOUT_CHANGES:
        assert got.holding(ALL_PRICES) == {}
    if role not in SEES_PERSONS:
        assert got.holding(of(set(PERSONS))) == {}


@pytest.mark.parametrize("role", sorted(SEES_PRICES - SEES_PERSONS))
def test_no_person_reaches_those_who_see_prices_alone(world, role):
    assert crawl(world, role).holding(of(set(PERSONS))) == {}


@pytest.mark.parametrize("role", [Role.PRACTITIONER, Role.TEAM_MANAGER, Role.BROKER])
def test_no_person_reaches_those_of_another_area(world, role):
    got = crawl(world, role, unit=world.market.council.west)

    assert got.holding(of(set(PERSONS))) == {}
    assert {one.address: one.status for one in got.answers if writes_to_casework(one, world)} == {}


def writes_to_casework(answer: Answer, world: World) -> bool:
    """Whether something was done, or a form was so much as read, for a case of an area that is not the reader's.

    The API reads the body first, whosever the reference is.
    """
    method, path = answer.address.split(" ", 1)
    parts = path.removeprefix("/api/v1").strip("/").split("/")
    of_a_case = any(ref in parts for kind in CASEWORK for ref in world.refs[kind])
    refused = {403, 404, 405, 415, 422} if path.startswith("/api/") else {403, 404, 405}
    return method != "GET" and of_a_case and answer.status not in refused


def test_a_provider_is_shown_its_own_prices_and_the_persons_released_to_it(harbour: Crawl, elm: Crawl):
    assert harbour.holding(PRICES["Harbour Care"][:1])
    assert elm.holding(PRICES["Elm Homecare"][:1])
    for crawled, seen in ((harbour, HARBOUR_SEES), (elm, ELM_SEES)):
        for name in seen:
            assert crawled.holding((PERSONS[name].family,)), name


def test_a_provider_learns_of_no_rival_and_no_price_of_one(harbour: Crawl, elm: Crawl):
    for crawled, own in ((harbour, "Harbour Care"), (elm, "Elm Homecare")):
        others = tuple(name for name in (*HOURLY, "Outside Care") if name != own)
        theirs = tuple(price for name, prices in PRICES.items() if name != own for price in prices)
        assert crawled.holding((*others, *theirs)) == {}


def test_a_provider_learns_of_nobody_not_released_to_it(harbour: Crawl, elm: Crawl):
    assert harbour.holding(of(set(PERSONS) - HARBOUR_SEES)) == {}
    assert elm.holding(of(set(PERSONS) - ELM_SEES)) == {}


def test_every_answer_keeps_to_itself(broker: Crawl, harbour: Crawl):
    """Promise 18: whatever the status, the headers are there, and no script or style of a page's own is let run."""
    lacking = {one.address: lacks(one.headers) for crawled in (broker, harbour) for one in crawled.answers}

    assert {address: names for address, names in lacking.items() if names} == {}


def lacks(headers: dict[str, str]) -> list[str]:
    wanted = {
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Content-Security-Policy": "frame-ancestors 'none'",
    }
    found = [name for name, value in wanted.items() if value not in headers.get(name, "")]
    found += ["Referrer-Policy"] if headers.get("Referrer-Policy") not in {"same-origin", "no-referrer"} else []
    return found + [word for word in ("unsafe-inline", "unsafe-eval") if word in str(headers)]


def test_no_mail_tells_its_readers_more(world: World):
    seen = {world.market.harbour.ref: HARBOUR_SEES, world.market.elm.ref: ELM_SEES}
    told: dict[str, set[str]] = {}
    for message in Message.objects.prefetch_related("attachments"):
        provider = Provider.objects.filter(offers_email__in=message.to + message.cc) | Provider.objects.filter(
            manager_email__in=message.to + message.cc
        )
        text = everything_in(message)
        for one in provider:
            others = tuple(price for name, prices in PRICES.items() if name != one.name for price in prices)
            names = tuple(name for name in (*HOURLY, "Outside Care") if name != one.name)
            hidden = of(set(PERSONS) - seen.get(one.ref, set()))
            told[message.subject] = {word for word in (*others, *names, *hidden) if is_in(word, text)}
        if not provider:
            told[message.subject] = {price for price in ALL_PRICES if is_in(price, text)}

    assert len(told) > 3
    assert {subject: words for subject, words in told.items() if words} == {}


def everything_in(message: Message) -> str:
    """The subject, both bodies and the text of each PDF that goes with it."""
    documents = [readable_document(one) for one in message.attachments.all()]
    return " ".join([message.subject, message.text, message.html, *documents])


def readable_document(document: Document) -> str:
    return readable(HttpResponse(bytes(document.content)))
