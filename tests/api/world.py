"""A county in the middle of its work, with a thing of every kind, for tests that try every operation."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from carewright.access.actors import Actor
from carewright.access.roles import PROVIDER_ROLES, Role
from carewright.packages.models import Order, Package
from carewright.packages.sending import send_made_orders
from carewright.policy.commands import draft_policy
from carewright.providers.commands import ask_price, declare_capacity, impose_sanction
from carewright.providers.models import Rate
from carewright.referrals.commands import ask_enablement
from carewright.referrals.models import EnablementEpisode
from carewright.reviews.commands import draft_programme
from carewright.reviews.models import Programme, Review
from tests.api.conftest import NOWHERE, Caller, Calling
from tests.builders import Council, a_user
from tests.changes import builders as changes
from tests.conftest import FRIDAY_BEFORE_CHRISTMAS, actor
from tests.monitoring.builders import a_loaded_package, report
from tests.people.builders import a_person, a_representative
from tests.referrals.builders import a_draft_referral, a_submitted_referral, attach_everything
from tests.reviews.builders import a_slot, an_exception
from tests.reviews.programmes import people_with
from tests.sourcing.builders import (
    Market,
    a_confirmed_award,
    a_market,
    a_released_award,
    a_waiting_requirement,
    an_offer_with_documents_asked,
)

PRICE = "77.31"
"""What the provider is paid an hour: no other figure is like it."""
WEEKLY_COST = "1082.34"
"""For the 14 hours of its order."""
AT = FRIDAY_BEFORE_CHRISTMAS
LAST_WEEK = date(2017, 12, 11)
LATER = date(2018, 1, 15)


@dataclass(frozen=True)
class World:
    """What there is, by the address under which it is: references to ask for; `named`: what fields may hold."""

    refs: dict[str, list[str]]
    documents: dict[str, list[str]]
    named: dict[str, list[Any]]
    council: Caller
    provider: Caller
    team_manager: Actor
    market: Market


def a_world(calling: Calling, westmarch: Council) -> World:
    """Drafts, waiting requirements, an offer, awards and a sent order; the provider is the one that has them."""
    market = a_market(westmarch)
    Rate.objects.filter(contract__provider=market.harbour).update(hourly=Decimal(PRICE))
    person = a_person(market.team)
    a_representative(person)
    draft = attach_everything(a_draft_referral(person))
    submitted = a_submitted_referral(a_person(market.team))
    waiting = a_waiting_requirement(market)
    offer = an_offer_with_documents_asked(a_waiting_requirement(market), at=AT)
    released = a_released_award(a_waiting_requirement(market), at=AT)
    confirmed = a_confirmed_award(a_waiting_requirement(market), at=AT)
    officer = actor(Role.CONTRACT_OFFICER)
    declare_capacity(
        provider=market.harbour.ref, cluster=market.cluster.ref, weekly_hours=Decimal(20), by=officer, at=AT
    )
    sanction = impose_sanction(provider=market.outside.ref, from_on=AT.date(), reason="Falls", by=officer, at=AT)
    list(send_made_orders(AT))
    episode = an_episode(westmarch, market)
    package, order, review = Package.objects.get(), Order.objects.get(), Review.objects.get()
    slot = a_slot(review.team, AT + timedelta(days=40), at=AT)
    held = a_loaded_package(market.team, market.harbour, at=AT, rate=Decimal(PRICE))
    variation = report(held, held.row("9", week_on=LAST_WEEK), at=AT, week_on=LAST_WEEK)
    asked = ask_price(
        contract=market.harbour.contracts.get().ref,
        service="home_care",
        hourly=Decimal("78.20"),
        from_on=date(2018, 4, 1),
        evidence="The wage floor rises.",
        by=actor(Role.BROKER, ref="USR-ANOTHER-BROKER"),
        at=AT,
    )
    change = changes.confirmed(changes.a_notice(package, "20", at=AT, effective_on=LATER), at=AT)
    programme = a_programme_under_way(westmarch)
    every = [role for role in Role if role not in {*PROVIDER_ROLES, Role.SYSTEM}]
    return World(
        refs={
            "people": [person.ref],
            "providers": [market.harbour.ref, market.outside.ref],
            "contracts": [market.county.contracts.get().ref],
            "sanctions": [sanction.ref],
            "clusters": [market.cluster.ref],
            "referrals": [draft.ref, submitted.ref],
            "requirements": [waiting.ref, offer.requirement.ref],
            "offers": [offer.ref, released.offer.ref],
            "awards": [released.ref, confirmed.ref],
            "packages": [package.ref],
            "orders": [order.ref],
            "enablement": [episode.ref],
            "policies": [a_draft_policy()],
            "variations": [variation.ref],
            "price-requests": [asked.ref],
            "own": [offer.ref, released.offer.ref, package.ref, change.ref, order.document],
            "changes": [change.ref],
            "reviews": [review.ref],
            "slots": [slot.ref],
            "exceptions": [an_exception(review, at=AT).ref],
            "review-programmes": [programme.ref],
            "programme-entries": [programme.entries.get().ref],
            "programme-letters": [NOWHERE],
        },
        documents={
            "referrals": [document.ref for document in draft.documents.all()],
            "packages": [order.document],
            "enablement": [episode.ref],
            "variations": [variation.ref],
            "price-requests": [asked.ref],
            "own": [document.ref for document in offer.requirement.referral.documents.all()],
        },
        named={
            "team": [market.team.ref],
            "person": [person.ref],
            "provider": [market.harbour.ref, market.elm.ref, market.outside.ref],
            "cluster": [market.cluster.ref],
            "area": [westmarch.east.ref, ""],
            "part": [""],
            "service": ["home_care"],
            "services": [["home_care"]],
            "rates": [{}, {"home_care": "18.40"}],
            "need_category": ["frailty"],
            "postcode": ["CT5 1AB"],
            "start_on": ["2018-01-08", "2018-02-01"],
            "until": ["2017-12-27T11:00:00Z"],
            "decision": ["teleconference"],
            "reason": ["no_capacity", "In hospital"],
            "documents": [[document.ref for document in offer.requirement.referral.documents.all()]],
            "code": ["assessment"],
        },
        council=calling(*every),
        provider=calling(*PROVIDER_ROLES, provider=market.harbour.ref),
        team_manager=a_user(Role.TEAM_MANAGER, unit=market.team),
        market=market,
    )


def a_draft_policy() -> str:
    """A draft by an owner who has left since, under which offers have to be answered within an hour; its reference."""
    text = '[sourcing]\nanswer_within = "1 working hours"\n'
    return draft_policy(name="One hour", text=text, by=actor(Role.POLICY_OWNER), at=AT).ref


def a_programme_under_way(westmarch: Council) -> Programme:
    """One person of Harbour, drafted to be reviewed from December 2017."""
    people_with(westmarch, "off_framework", 1)
    return draft_programme(
        name="Reviews",
        unit=westmarch.unit.ref,
        start_month=AT.date(),
        capacity={westmarch.team().ref: 2},
        by=actor(Role.HEAD_OF_SERVICE),
        at=AT,
    )


def an_episode(westmarch: Council, market: Market) -> EnablementEpisode:
    """Somebody of Harbour, asked to be taken by its enablement team."""
    team = westmarch.team(source_team="enablement")
    person = a_person(market.team)
    return ask_enablement(person=person.ref, team=team.ref, by=actor(Role.PRACTITIONER, unit=market.team), at=AT)
