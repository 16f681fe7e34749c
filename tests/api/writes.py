"""A request that succeeds for every write there is, against a county in the middle of its work."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from carewright.access.roles import Role
from carewright.packages import commands
from carewright.packages.models import Order
from carewright.packages.sending import send_made_orders
from carewright.sourcing import commands as sourcing
from carewright.sourcing.models import Offer
from tests.api.book_writes import BOOK
from tests.api.change_writes import CHANGES
from tests.api.programme_writes import PROGRAMMES
from tests.api.review_writes import REVIEW_WRITES
from tests.api.world import AT, World
from tests.api.write import Write, Writing, of_council
from tests.conftest import actor
from tests.monitoring.builders import a_loaded_package
from tests.packages.builders import the_order_of
from tests.people.builders import a_person
from tests.providers.builders import a_contract
from tests.referrals.builders import (
    PDF,
    a_complete_referral,
    a_draft_referral,
    a_practitioner,
    approve,
    attach_everything,
)
from tests.sourcing import builders as made

WINDOW = {"from_time": "08:00", "to_time": "08:30", "reason": "Medication before breakfast"}
CARE = {
    "service": "home_care",
    "need_category": "frailty",
    "weekly_hours": "14.00",
    "start_on": "2018-01-08",
    "needs": "Personal care morning and evening.",
    "essential_visits": [WINDOW],
}
PERSON = {
    "case_number": "W900001",
    "given_name": "Albert",
    "family_name": "Fenn",
    "born_on": "1940-02-29",
    "address": "2 Quay Street, Whitstable",
    "postcode": "CT5 1AB",
}
ARRANGEMENTS = {
    "start_on": "2018-01-08",
    "planned_times": ["8am to 9am"],
    "carers_per_visit": 1,
    "confirmed_by": "Dana Holt",
}


WRITES: dict[str, Writing] = {**BOOK, **CHANGES, **PROGRAMMES}


def write(function: Writing) -> Writing:
    WRITES[function.__name__] = function
    return function


def waiting(world: World, **details: Any) -> Any:
    return made.a_waiting_requirement(world.market, **details)


WRITES |= {
    "correct_person": of_council("/people/{0}", {"pronoun": "they"}),
    "add_representative": of_council(
        "/people/{0}/representatives", {"kind": "advocate", "name": "Ada Moss", "telephone": "01632 960444"}
    ),
    "register_provider": of_council("/providers", {"name": "New Care", "regulator_id": "1-999"}),
    "amend_provider": of_council("/providers/{0}", {"telephone": "01632 960555"}),
    "make_contract": of_council(
        "/providers/{1}/contracts",
        {"kind": "framework", "services": ["home_care"], "from_on": "2018-01-01", "rates": {"home_care": "19.00"}},
    ),
    "set_rate": of_council(
        "/contracts/{0}/prices", {"service": "home_care", "hourly": "19.20", "from_on": "2018-04-01"}
    ),
    "end_contract": of_council("/contracts/{0}/end", {"to_on": "2018-06-30", "reason": "Bought anew"}),
    "impose_sanction": of_council("/providers/{0}/sanctions", {"from_on": "2018-01-01", "reason": "Late visits"}),
    "lift_sanction": of_council("/sanctions/{0}/lifting", {"reason": "Put right"}),
    "amend_referral": of_council("/referrals/{0}", {"carers": 2}),
    "authorise_spend": of_council("/referrals/{0}/authorisation"),
    "submit_referral": of_council("/referrals/{0}/submission"),
    "withdraw_referral": of_council("/referrals/{0}/withdrawal", {"reason": "Moved away"}),
    "return_referral": of_council("/referrals/{1}/return", {"note": "Please ring"}),
    "complete_referral": of_council("/referrals/{1}/completion"),
    "report_readiness": of_council(
        "/referrals/{1}/readiness", {"ready": False, "until": "2018-01-02", "reason": "unwell"}
    ),
    "split_requirement": of_council("/requirements/{0}/split", {"hours": ["10.00", "4.00"]}),
    "agree_reassessment": of_council("/requirements/{0}/reassessment", {"who": "Sam Okafor"}),
    "record_waiting_risk": of_council("/requirements/{0}/risk", {"level": "low", "note": "Family visits daily"}),
    "withdraw_offer": of_council("/offers/{0}/withdrawal", {"reason": "Made by mistake"}),
    "draft_policy": of_council("/policies", {"name": "Six hours", "text": "[changes]\nmax_flex_hours = 6\n"}),
    "activate_policy": of_council("/policies/{0}/activation", {"effective_on": "2018-04-01"}),
    "discard_policy": of_council("/policies/{0}/discarding", {"reason": "Too short"}),
    "record_financial_assessment": of_council("/orders/{0}/financial-assessment", {"contribution": "20.00"}),
}
WRITES |= {
    "approve_variation": of_council("/variations/{0}/approval"),
    "refuse_variation": of_council("/variations/{0}/refusal", {"reason": "She was at home"}),
    "accept_price_request": of_council(
        "/price-requests/{0}/acceptance", {"hourly": "77.90", "from_on": "2018-04-01", "note": "As the index"}
    ),
    "refuse_price_request": of_council("/price-requests/{0}/refusal", {"reason": "The framework holds"}),
    "withdraw_price_request": of_council("/price-requests/{0}/withdrawal"),
}


@write
def report_variations(world):
    held = a_loaded_package(world.market.team, world.market.harbour, at=AT)
    row = {"package": held.package.ref, "week_on": "2017-12-11", "delivered_hours": "9.00", "reason": "hospital"}
    return Write(world.provider, f"/providers/{world.market.harbour.ref}/variation-reports", {"rows": [row]})


@write
def approve_variations(world):
    return Write(world.council, "/variation-approvals", {"variations": world.refs["variations"]})


@write
def refuse_variations(world):
    body = {"variations": world.refs["variations"], "reason": "She was at home"}
    return Write(world.council, "/variation-refusals", body)


@write
def ask_price(world):
    contract = a_contract(world.market.harbour, area=world.market.council.east)
    body = {"service": "home_care", "hourly": "19.60", "from_on": "2018-04-01", "evidence": "The wage floor rises"}
    return Write(world.council, f"/contracts/{contract.ref}/price-requests", body)


WRITES |= {
    "give_enablement_start": of_council("/enablement/{0}/start", {"starts_on": "2017-12-27"}),
    "reject_enablement": of_council("/enablement/{0}/rejection", {"reason": "No places this week"}),
}


def started(world: World) -> str:
    """Enablement that has a start."""
    from carewright.referrals.commands import give_enablement_start

    ref = world.refs["enablement"][0]
    give_enablement_start(episode=ref, starts_on=AT.date(), by=actor(Role.ENABLEMENT_SUPERVISOR), at=AT)
    return ref


@write
def ask_enablement(world):
    team = world.market.council.team(source_team="enablement")
    return Write(world.council, "/enablement", {"person": a_person(world.market.team).ref, "team": team.ref})


@write
def plan_discharge(world):
    body = {"ready_on": "2017-12-22", "planned_on": "2017-12-29"}
    return Write(world.council, f"/enablement/{started(world)}/discharge", body)


@write
def end_enablement(world):
    return Write(world.council, f"/enablement/{started(world)}/end", {"ended_on": "2017-12-22", "note": "Well again"})


@write
def start_grace_period(world):
    agreed = ("potential_reached", "ongoing_need", "liaison_agreed", "will_self_fund")
    return Write(world.council, f"/enablement/{started(world)}/grace-period", dict.fromkeys(agreed, True))


@write
def record_bypass_review(world):
    body = {
        "actions": "Ask enablement first",
        "team": world.market.team.ref,
        "since_on": "2017-10-01",
        "until_on": "2017-12-20",
        "brokerage_manager": world.council.user.ref,
        "team_manager": world.team_manager.ref,
    }
    return Write(world.council, "/enablement/bypass-reviews", body)


@write
def add_person(world):
    return Write(world.council, "/people", PERSON | {"team": world.market.team.ref})


@write
def declare_capacity(world):
    body = {"cluster": world.market.cluster.ref, "weekly_hours": "12.50", "time_of_day": "morning"}
    return Write(world.provider, f"/providers/{world.market.harbour.ref}/capacity", body)


@write
def set_protocol_order(world):
    body = {"service": "home_care", "providers": [world.market.elm.ref, world.market.harbour.ref]}
    return Write(world.council, f"/clusters/{world.market.cluster.ref}/protocol", body)


@write
def start_referral(world):
    body = CARE | {"person": world.refs["people"][0], "team": world.market.team.ref, "external_number": "ASC-9"}
    return Write(world.council, "/referrals", body)


@write
def attach_document(world):
    body = {"code": "assessment", "dated_on": "2017-12-15", "content": PDF}
    return Write(world.council, f"/referrals/{world.refs['referrals'][0]}/documents", body, form=True)


@write
def forward_referral(world):
    draft = a_draft_referral(
        a_person(world.market.team), essential_visits=[(made.RECEIVED.time(), made.FRIDAY.time(), "daily", "Insulin")]
    )
    return Write(world.council, f"/referrals/{draft.ref}/forwarding", {"note": "Agreed"})


@write
def refuse_referral(world):
    draft = attach_everything(a_draft_referral(a_person(world.market.team), funding="self_funder"))
    approve(draft)
    from carewright.referrals.commands import submit_referral

    submit_referral(referral=draft.ref, by=a_practitioner(draft.team), at=AT)
    return Write(world.council, f"/referrals/{draft.ref}/refusal", {"reason": "She pays for her own care"})


@write
def make_offer(world):
    return Write(world.council, f"/requirements/{waiting(world).ref}/offers", {"provider": world.market.harbour.ref})


@write
def permit_non_contracted(world):
    from tests.providers.builders import a_provider

    body = {"provider": a_provider("Another Care").ref, "reason": "Nobody contracted can"}
    return Write(world.council, f"/requirements/{waiting(world).ref}/permissions", body)


@write
def decide_when_exhausted(world):
    requirement = made.nobody_left(world.market)
    return Write(
        world.council,
        f"/requirements/{requirement.ref}/decisions",
        {"decision": "teleconference", "note": "Called for Monday"},
    )


@write
def release_documents(world):
    offer = Offer.objects.get(ref=world.refs["offers"][0])
    documents = offer.requirement.referral.documents.exclude(code="charging_letter")
    return Write(world.council, f"/offers/{offer.ref}/documents", {"documents": [one.ref for one in documents]})


@write
def ask_next_approach(world):
    return Write(world.council, f"/offers/{made.a_considering_offer(waiting(world)).ref}/next-approach")


@write
def allow_next_approach(world):
    offer = made.a_considering_offer(waiting(world))
    sourcing.ask_next_approach(offer=offer.ref, by=made.broker(offer), at=AT)
    return Write(world.council, f"/offers/{offer.ref}/next-approach/permission")


@write
def decide_later_start(world):
    offer = made.a_later_start(waiting(world))
    return Write(world.council, f"/offers/{offer.ref}/later-start/decision", {"accept": False, "reason": "Too late"})


@write
def record_failed_call(world):
    return Write(world.council, f"/awards/{made.an_award(waiting(world)).ref}/failed-calls", {"note": "No answer"})


@write
def record_courtesy_call(world):
    return Write(world.council, f"/awards/{made.an_award(waiting(world)).ref}/courtesy-call", {"spoke_to": "Joan"})


def answer(name: str, body: Any = None) -> Writing:
    """The provider's answer to an offer that is open."""
    return lambda world: Write(world.provider, f"/offers/{made.an_open_offer(waiting(world)).ref}/{name}", body)


WRITES |= {
    "accept_offer": answer("acceptance"),
    "accept_part_of_offer": answer("part-acceptance", {"weekly_hours": "4.00"}),
    "accept_with_later_start": answer("later-start", {"start_on": "2018-01-15"}),
    "keep_considering": answer("considering", {"until": "2017-12-27T11:00:00Z"}),
    "decline_offer": answer("decline", {"reason": "no_capacity"}),
    "ask_for_documents": answer("document-request"),
}


@write
def confirm_arrangements(world):
    return Write(world.provider, f"/awards/{made.a_released_award(waiting(world)).ref}/confirmation", ARRANGEMENTS)


@write
def withdraw_acceptance(world):
    return Write(
        world.provider, f"/awards/{made.an_award(waiting(world)).ref}/withdrawal", {"reason": "No staff after all"}
    )


@write
def send_order(world):
    order = Order.objects.get(package__requirement=made.a_confirmed_award(waiting(world)).requirement)
    return Write(world.council, f"/orders/{order.ref}/sending")


@write
def complete_individual_contract(world):
    from tests.providers.builders import a_provider

    requirement = made.nobody_left(world.market)
    provider = a_provider("Another Care")
    manager = made.brokerage_manager(requirement)
    sourcing.permit_non_contracted(
        requirement=requirement.ref, provider=provider.ref, reason="Nobody contracted can", by=manager, at=AT
    )
    offer = sourcing.make_offer(requirement=requirement.ref, provider=provider.ref, by=made.broker(requirement), at=AT)
    order = the_order_of(sourcing.accept_offer(offer=offer.ref, by=made.coordinator(offer), at=AT))
    body = {"provider": provider.ref, "hourly_rate": "21.00"}
    return Write(world.council, f"/orders/{order.ref}/individual-contract", body)


def about_a_review(told: Any) -> Writing:
    """As `review_writes` has it, by the council."""
    return lambda world: Write(world.council, *told(world))


WRITES |= {name: about_a_review(told) for name, told in REVIEW_WRITES.items()}


@write
def ask_for_own_review(world):
    list(send_made_orders(AT))
    return Write(world.provider, f"/own/packages/{world.refs['packages'][0]}/reviews", {"reason": "He eats nothing"})


@write
def renew_personal_budget(world):
    order, by = Order.objects.get(ref=world.refs["orders"][0]), actor(Role.FINANCE_OFFICER)
    commands.record_financial_assessment(order=order.ref, contribution=Decimal(20), by=by, at=AT)
    return Write(world.council, f"/packages/{order.package.ref}/personal-budgets", {"from_on": "2018-02-01"})


def a_change(world):
    """A practitioner's change of the package, by an hour, for the broker to decide."""
    package = Order.objects.get(ref=world.refs["orders"][0]).package
    told = {"kind": "change", "package": package.ref, "weekly_hours": Decimal(15), "start_on": date(2018, 2, 1)}
    return a_complete_referral(package.person, at=AT, **told)


@write
def order_from_same_provider(world):
    body = {"provider": world.market.harbour.ref, "agreed_with": "Dana Holt", "agreed_on": "2017-12-22"}
    return Write(world.council, f"/referrals/{a_change(world).ref}/same-provider", body)


@write
def find_provider_for_change(world):
    return Write(world.council, f"/referrals/{a_change(world).ref}/provider-search", {"why": "They have no staff."})


def send(write: Write, method: str, body: dict[str, Any] | None, *, key: str) -> Any:
    """Send it, with this body."""
    if not write.form or body is None:
        return write.caller.send(method, write.path, body, key=key)
    told = body | {"content": SimpleUploadedFile("assessment.pdf", body["content"])}
    headers = {"Authorization": f"Bearer {write.caller.secret}", "Idempotency-Key": key}
    return write.caller.client.post(f"/api/v1{write.path}", told, headers=headers)
