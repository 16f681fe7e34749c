"""Requests for another price: asked, withdrawn, and answered by commissioning (VAR-3, PRO-5).

A price uplift is never a variation: whoever asks for one, wherever, it comes here. What is split off from a variation
report or a handback (HBK-4) is asked with `split_off`.
"""

from datetime import date, datetime

from carewright.access.actors import Actor
from carewright.access.check import check_may, check_not_own
from carewright.access.queries import users_holding
from carewright.access.roles import Role
from carewright.kernel.money import Money, to_penny
from carewright.kernel.refused import Fault, Invalid, Refused
from carewright.messages.commands import queue_email
from carewright.messages.wording import prices
from carewright.obligations.commands import cancel, meet, open_obligation
from carewright.policy.queries import policy_at
from carewright.providers.commands.contracts import set_rate
from carewright.providers.commands.lookup import council, locked_contract, locked_price_request
from carewright.providers.events import PriceAsked, PriceRequestAccepted, PriceRequestRefused, PriceRequestWithdrawn
from carewright.providers.lifecycle import PRICE_REQUEST, PriceRequestState
from carewright.providers.models import Contract, PriceRequest
from carewright.providers.queries.price_requests import open_price_request
from carewright.providers.queries.register import rate_of
from carewright.providers.rules import day_in_words, faults_of_price_request
from carewright.trail.command import command, record
from carewright.worktime import due, local

ANSWER = "answer_price_request"


@command
def ask_price(
    *,
    contract: str,
    service: str,
    hourly: Money,
    from_on: date,
    evidence: str,
    split_off: str = "",
    by: Actor,
    at: datetime,
) -> PriceRequest:
    """Ask commissioning for another price of a carer-hour under a contract, from a day on (VAR-3).

    By the provider, or a broker on its behalf. One at a time for a contract's service. `split_off`: the
    reference of the variation report or handback in which it was asked.
    """
    found = locked_contract(contract)
    check_may(by, "ask_price", provider=found.provider.ref)
    now, today = rate_of(found.ref, service, local(at).date()), local(at).date()
    faults = [] if service in found.services else [Fault("service", f"The contract is not for {service}.")]
    faults += faults_of_price_request(
        hourly, from_on, evidence, now=now, first=max(found.from_on, today), last=found.to_on
    )
    if faults:
        raise Invalid(faults, rule="VAR-3")
    _check_none_is_open(found, service)
    policy = policy_at(at).terms
    asked = PriceRequest.objects.create(
        provider=found.provider,
        contract=found,
        service=service,
        hourly_now=now,
        asked_hourly=to_penny(hourly),
        asked_from_on=from_on,
        evidence=evidence.strip(),
        split_off=split_off,
        state=PriceRequestState.ASKED,
        asked_at=at,
        asked_by=by.ref,
        answer_by=due(at, policy.variations.price_answer_within, policy.calendar_for()),
    )
    _owe_answer(asked, at)
    record(
        PriceAsked(
            price_request=asked.ref,
            provider=found.provider.ref,
            contract=found.ref,
            service=service,
            from_words=day_in_words(from_on),
            split_off=split_off,
        )
    )
    return asked


@command
def accept_price_request(
    *, price_request: str, hourly: Money, from_on: date, note: str = "", by: Actor, at: datetime
) -> PriceRequest:
    """Agree a price from a day on: it becomes the contract's, the past keeps its own (VAR-3, PRO-2).

    It may be less than was asked, or from a later day; never more. Nobody accepts their own (ROLE-3).
    """
    found = locked_price_request(price_request)
    check_may(by, "accept_price_request")
    check_not_own(by, found.asked_by)
    found.state = PRICE_REQUEST.check_move("accept_price_request", found.state)
    if hourly > found.asked_hourly:
        sentence = "This is more than the provider asks for. Agree the price asked for, or less."
        raise Invalid([Fault("hourly", sentence)], rule="VAR-3")
    set_rate(contract=found.contract.ref, service=found.service, hourly=hourly, from_on=from_on, by=by, at=at)
    found.agreed_hourly, found.agreed_from_on, found.answer = to_penny(hourly), from_on, note.strip()
    _answered(found, by, at)
    record(
        PriceRequestAccepted(
            price_request=found.ref,
            provider=found.provider.ref,
            contract=found.contract.ref,
            service=found.service,
            from_on=from_on,
            from_words=day_in_words(from_on),
        )
    )
    return found


@command
def refuse_price_request(*, price_request: str, reason: str, by: Actor, at: datetime) -> PriceRequest:
    """Refuse another price, with the reason, which the provider reads (VAR-3). Nobody refuses their own (ROLE-3)."""
    found = locked_price_request(price_request)
    check_may(by, "refuse_price_request")
    check_not_own(by, found.asked_by)
    found.state = PRICE_REQUEST.check_move("refuse_price_request", found.state)
    if not reason.strip():
        raise Invalid([Fault("reason", "Give the reason: the provider reads it.")])
    found.answer = reason.strip()
    _answered(found, by, at)
    record(
        PriceRequestRefused(
            price_request=found.ref, provider=found.provider.ref, contract=found.contract.ref, service=found.service
        )
    )
    return found


@command
def withdraw_price_request(*, price_request: str, by: Actor, at: datetime) -> PriceRequest:
    """Take a price request back: nothing is to be answered any more. A provider takes back its own alone (ROLE-5)."""
    found = locked_price_request(price_request)
    check_may(by, "withdraw_price_request", provider=found.provider.ref)
    found.state = PRICE_REQUEST.check_move("withdraw_price_request", found.state)
    found.answered_at, found.answered_by = at, by.ref
    found.save()
    cancel(subject=found.ref, duty=ANSWER, at=at)
    record(
        PriceRequestWithdrawn(
            price_request=found.ref, provider=found.provider.ref, contract=found.contract.ref, service=found.service
        )
    )
    return found


def _check_none_is_open(contract: Contract, service: str) -> None:
    other = open_price_request(contract.ref, service)
    if other is not None:
        raise Refused(
            f"Commissioning is already asked for a price of this service under this contract ({other.ref}). "
            "Withdraw that one first, or wait for its answer.",
            rule="VAR-3",
            field="hourly",
        )


def _owe_answer(asked: PriceRequest, at: datetime) -> None:
    open_obligation(
        rule="VAR-3",
        duty=ANSWER,
        sentence="Answer the price request",
        subject=asked.ref,
        about=asked.provider.ref,
        role=Role.COMMISSIONER,
        unit=council(),
        due_at=asked.answer_by,
        at=at,
    )
    commissioners = [user.email for user in users_holding(Role.COMMISSIONER, unit=council())]
    queue_email(
        to=commissioners,
        wording=prices.price_asked(
            provider=asked.provider.name,
            service=_words(asked, at),
            answer_by=asked.answer_by,
            path=f"/price-requests/{asked.ref}/",
            at=at,
        ),
        about=[asked.ref, asked.provider.ref],
        at=at,
    )


def _answered(found: PriceRequest, by: Actor, at: datetime) -> None:
    found.answered_at, found.answered_by = at, by.ref
    found.save()
    meet(duty=ANSWER, subject=found.ref, at=at)
    provider = found.provider
    queue_email(
        to=[address for address in (provider.manager_email or provider.offers_email,) if address],
        wording=prices.price_answered(service=_words(found, at), path="/portal/prices/"),
        about=[found.ref, provider.ref],
        provider=provider.ref,
        at=at,
    )


def _words(found: PriceRequest, at: datetime) -> str:
    return policy_at(at).terms.services.get(found.service, found.service)
