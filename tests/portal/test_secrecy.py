"""What a provider must never see, searched for in all bytes of all its pages (promises 8 and 9; ROLE-5 to 7)."""

import re
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.test import Client
from django.urls import get_resolver

from carewright.access.models import User
from carewright.access.roles import COUNCIL_ROLES
from carewright.messages.models import Message
from carewright.sourcing import commands
from carewright.sourcing.models import Offer
from tests.builders import a_user
from tests.people.builders import a_representative
from tests.portal.conftest import signed_in_for
from tests.providers.builders import a_contract
from tests.sourcing.builders import (
    FRIDAY,
    a_confirmed_award,
    a_considering_offer,
    a_later_start,
    a_market,
    a_released_award,
    a_waiting_requirement,
    an_award,
    an_offer_in,
    an_offer_with_documents_asked,
    an_open_offer,
    coordinator,
    let_next,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at")]

PERSONAL = ("Attwood", "Edith", "Seaview", "CT5 1AB", "1AB", "01632 960111", "01632960111", "hard of hearing", "Joan")
RIVALS = ("Elm Homecare", "Kestrel", "County Care", "Outside Care", "elm-homecare", "47.11", "4711", "£18.40", "18.40")
NONSENSE = "OFR-0000-0000-0"
CHANGING = (r'nonce="[^"]*"', r'name="csrfmiddlewaretoken" value="[^"]*"', r'"X-CSRFToken": "[^"]*"')


def portal_addresses():
    """Every address of the portal, from the program."""
    [portal] = [entry for entry in get_resolver().url_patterns if str(entry.pattern) == "portal/"]
    found = []
    for entry in portal.url_patterns:
        for each in getattr(entry, "url_patterns", [entry]):
            found.append(f"/portal/{each.pattern}")
    return sorted(found)


ADDRESSES = portal_addresses()
ABOUT_OFFERS = [address for address in ADDRESSES if address.startswith("/portal/offers/<str:ref>")]


def with_ref(address, ref):
    return address.replace("<str:ref>", ref).replace("<str:document>", "ATT-0000-0000-0")


def crawled(client, offer):
    """All bytes that the provider's people can get to about the offer, and what was mailed to the provider."""
    pages = [client.get(with_ref(address, offer.ref)) for address in ADDRESSES]
    assert {page.status_code for page in pages} <= {200, 302, 404, 405}
    mails = Message.objects.filter(provider=offer.provider.ref).values_list("subject", "text", "html")
    return b" ".join([page.content + str(page.headers).encode() for page in pages]).decode() + str(list(mails))


def of_harbour(make):
    """A thing in a market where rivals have prices of their own, and the person a daughter."""
    market = a_market()
    a_contract(market.elm, area=market.council.east, rate=Decimal("47.11"))
    requirement = a_waiting_requirement(market)
    a_representative(requirement.person)
    made = make(requirement)
    return getattr(made, "offer", made)


def declined(requirement):
    offer = an_open_offer(requirement)
    return commands.decline_offer(offer=offer.ref, reason="price", by=coordinator(offer), at=FRIDAY)


def lost(requirement):
    considering = let_next(a_considering_offer(requirement))
    an_award(requirement)
    return Offer.objects.get(pk=considering.pk)


def withdrawn(requirement):
    award = a_released_award(requirement)
    return commands.withdraw_acceptance(award=award.ref, reason="No staff", by=coordinator(award), at=FRIDAY)


def without_own_price(text):
    """Harbour's own contract is at £18.40 too: its own page may show it."""
    return [word for word in RIVALS if word in text and word not in {"£18.40", "18.40"}]


@pytest.mark.parametrize(
    "make", [an_open_offer, a_considering_offer, an_award, a_later_start, an_offer_with_documents_asked,
             declined, lost, withdrawn]
)  # fmt: skip
def test_before_the_release_and_after_it_has_lost_it_neither_person_nor_rival_is_anywhere(make):
    offer = of_harbour(make)

    text = crawled(signed_in_for(offer), offer)

    assert "CT5" in text
    assert [word for word in PERSONAL if word in text] == []
    assert without_own_price(text) == []


@pytest.mark.parametrize("make", [a_released_award, a_confirmed_award])
def test_from_the_release_on_the_person_is_shown_and_rivals_are_not(make):
    offer = of_harbour(make)

    text = crawled(signed_in_for(offer), offer)

    assert "Edith Attwood" in text
    assert "Joan Attwood" in text
    assert without_own_price(text) == []


def test_lists_name_no_person_of_an_offer():
    offer = of_harbour(a_released_award)

    page = signed_in_for(offer).get("/portal/offers/").content.decode()

    assert [word for word in PERSONAL if word in page] == []


def test_the_search_for_canaries_finds_them_where_they_may_be():
    offer = of_harbour(an_open_offer)
    rival = SimpleNamespace(provider=type(offer.provider).objects.get(name="Elm Homecare"))

    text = signed_in_for(rival).get("/portal/agency/").content.decode()

    assert "47.11" in text


def same(response):
    """The page without what changes from one time to the next."""
    text = response.content.decode()
    for pattern in CHANGING:
        text = re.sub(pattern, "", text)
    return response.status_code, text, sorted(set(response.headers) - {"Content-Security-Policy", "Content-Length"})


def test_there_are_addresses_to_probe():
    assert len(ABOUT_OFFERS) >= 10


@pytest.mark.parametrize("make", [an_open_offer, a_released_award])
def test_another_s_offer_is_to_the_byte_as_nonsense_by_every_address_and_method(make):
    offer = of_harbour(make)
    rival = signed_in_for(SimpleNamespace(provider=type(offer.provider).objects.get(name="Elm Homecare")))
    differing = []
    for address in ABOUT_OFFERS:
        for method in ("get", "post"):
            theirs = same(getattr(rival, method)(with_ref(address, offer.ref)))
            nothing = same(getattr(rival, method)(with_ref(address, NONSENSE)))
            if theirs != nothing or theirs[0] not in {404, 405}:
                differing.append((method, address, theirs[0], nothing[0]))

    assert differing == []


def test_another_s_package_is_to_the_byte_as_nonsense():
    award = of_harbour(a_confirmed_award).award
    package = award.requirement.package
    rival = signed_in_for(SimpleNamespace(provider=type(award.provider).objects.get(name="Elm Homecare")))

    theirs = same(rival.get(f"/portal/packages/{package.ref}/"))

    assert theirs == same(rival.get("/portal/packages/PKG-0000-0000-0/"))
    assert theirs[0] == 404


def test_the_council_s_people_have_no_business_in_the_portal():
    offer = of_harbour(an_open_offer)
    unit = offer.requirement.area
    client = Client()
    user = a_user(*sorted(COUNCIL_ROLES), unit=unit, name="Everything at once")
    client.force_login(User.objects.get(ref=user.ref))
    statuses = {
        (method, address): getattr(client, method)(with_ref(address, offer.ref)).status_code
        for address in ADDRESSES
        for method in ("get", "post")
    }

    assert {status for status in statuses.values()} <= {403, 404, 405}
    assert Offer.objects.get(pk=offer.pk).state == "open"


@pytest.mark.parametrize("state", ["open", "accepted", "gone"])
def test_pages_are_small(state):
    offer = an_offer_in(state)
    client = signed_in_for(offer)

    sizes = {address: len(client.get(with_ref(address, offer.ref)).content) for address in ADDRESSES}

    assert max(sizes.values()) < 9_000, sizes
