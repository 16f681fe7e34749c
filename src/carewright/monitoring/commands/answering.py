"""Case management answers variations: approved ones adjust payment, all others are paid as before (VAR-2)."""

from collections.abc import Sequence
from datetime import datetime

from carewright.access.actors import Actor
from carewright.access.check import check_may, check_not_own
from carewright.kernel.refused import Fault, Invalid, NotFound
from carewright.messages.commands import queue_email
from carewright.messages.wording.variations import variations_refused
from carewright.monitoring.commands.reporting import ANSWER
from carewright.monitoring.events import VariationsApproved, VariationsRefused, VariationUnanswered
from carewright.monitoring.lifecycle import VARIATION
from carewright.monitoring.models import Variation, VariationPayment
from carewright.monitoring.queries.ordered import book_of
from carewright.monitoring.queries.variations import nothing_paid, paid_so_far
from carewright.monitoring.rules import check_as_reported, working_of
from carewright.obligations.commands import meet
from carewright.providers.models import Provider
from carewright.providers.rules import day_in_words
from carewright.trail.command import command, record

MOST_AT_ONCE = 500


@command
def approve_variations(*, variations: Sequence[str], by: Actor, at: datetime) -> list[Variation]:
    """Approve variations, one or many: each week is paid for the hours delivered (VAR-2). All of them or none.

    Refused for one that has been answered or replaced meanwhile, whose order has changed since it was reported, or that
    the actor reported (ROLE-3). A correction changes the payment by the difference from what was approved before.
    """
    found = _locked(variations)
    for one in found:
        check_may(by, "approve_variations", unit=one.package.team.path)
        check_not_own(by, one.reported_by)
        one.state = VARIATION.check_move("approve_variations", one.state)
    _check_orders_as_reported(found)
    for one in found:
        one.answered_at, one.answered_by = at, by.ref
        one.save(update_fields=["state", "answered_at", "answered_by"])
        meet(duty=ANSWER, subject=one.ref, at=at)
    _pay(found, at)
    record(
        VariationsApproved(
            variations=_refs(found), packages=_packages(found), providers=_providers(found), weeks=_weeks(found)
        )
    )
    return found


@command
def refuse_variations(*, variations: Sequence[str], reason: str, by: Actor, at: datetime) -> list[Variation]:
    """Refuse variations, one or many, with the reason that the provider reads: nothing changes of their payment."""
    found = _locked(variations)
    for one in found:
        check_may(by, "refuse_variations", unit=one.package.team.path)
        check_not_own(by, one.reported_by)
        one.state = VARIATION.check_move("refuse_variations", one.state)
    if not reason.strip() or len(reason.strip()) > 500:
        raise Invalid([Fault("reason", "Give the reason, in 500 characters or fewer: the provider reads it.")])
    for one in found:
        one.answered_at, one.answered_by, one.answer = at, by.ref, reason.strip()
        one.save(update_fields=["state", "answered_at", "answered_by", "answer"])
        meet(duty=ANSWER, subject=one.ref, at=at)
    _tell(found, at)
    record(
        VariationsRefused(
            variations=_refs(found),
            packages=_packages(found),
            providers=_providers(found),
            weeks=_weeks(found),
            reason=reason.strip(),
        )
    )
    return found


@command
def pay_as_ordered(*, variation: str, by: Actor, at: datetime) -> Variation:
    """The time to answer has passed: the week is paid as before (VAR-2). It can still be answered, late."""
    [found] = _locked([variation])
    check_may(by, "pay_as_ordered")
    found.state = VARIATION.check_move("pay_as_ordered", found.state)
    found.save(update_fields=["state"])
    record(
        VariationUnanswered(
            variation=found.ref,
            package=found.package.ref,
            provider=found.provider.ref,
            week=_week(found),
        )
    )
    return found


def hold_variation(ref: str) -> None:
    """Lock the variation, if there is one by this reference: for a lapse, before it locks its obligation."""
    Variation.objects.select_for_update(no_key=True).filter(ref=ref).values_list("pk", flat=True).first()


def _locked(refs: Sequence[str]) -> list[Variation]:
    wanted = list(dict.fromkeys(refs))
    if not 0 < len(wanted) <= MOST_AT_ONCE:
        raise Invalid([Fault("variations", f"Choose at least one, and at most {MOST_AT_ONCE} at once.")])
    found = list(
        Variation.objects.select_for_update(of=("self",), no_key=True)
        .select_related("package__team", "provider")
        .filter(ref__in=wanted)
        .order_by("pk")
    )
    if len(found) != len(wanted):
        raise NotFound
    return found


def _check_orders_as_reported(found: Sequence[Variation]) -> None:
    for provider in {one.provider.ref for one in found}:
        own = [one for one in found if one.provider.ref == provider]
        book = book_of(provider, {one.package.ref for one in own})
        for one in own:
            booked = book.get(one.package.ref)
            week = booked.week(one.week_on) if booked else None
            check_as_reported(one.working, working_of(week) if week else [])


def _pay(found: Sequence[Variation], at: datetime) -> None:
    for provider in {one.provider.ref for one in found}:
        own = [one for one in found if one.provider.ref == provider]
        paid = paid_so_far(provider, {one.week_on for one in own})
        VariationPayment.objects.bulk_create(
            VariationPayment(
                variation=one,
                package=one.package,
                provider=one.provider,
                week_on=one.week_on,
                amount=one.effect - paid.get((one.package.ref, one.week_on), nothing_paid()),
                made_at=at,
            )
            for one in own
        )


def _tell(found: Sequence[Variation], at: datetime) -> None:
    """One email for each provider, however many of its variations were refused."""
    for provider in sorted({one.provider for one in found}, key=lambda one: one.ref):
        own = [one for one in found if one.provider == provider]
        queue_email(
            to=_addresses(provider),
            wording=variations_refused(count=len(own), path="/portal/visits/"),
            about=[provider.ref, *_refs(own)],
            provider=provider.ref,
            at=at,
        )


def _addresses(provider: Provider) -> list[str]:
    return [address for address in (provider.offers_email or provider.manager_email,) if address]


def _refs(found: Sequence[Variation]) -> tuple[str, ...]:
    return tuple(one.ref for one in found)


def _packages(found: Sequence[Variation]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.package.ref for one in found))


def _providers(found: Sequence[Variation]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.provider.ref for one in found))


def _weeks(found: Sequence[Variation]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_week(one) for one in found))


def _week(one: Variation) -> str:
    return f"week from {day_in_words(one.week_on)}"
