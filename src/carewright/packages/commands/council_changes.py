"""Changes that practitioners ask for: from the same provider without a new search, or a provider is found (VAR-1)."""

from datetime import date, datetime

from carewright.access.actors import SYSTEM, Actor
from carewright.access.check import check_may
from carewright.access.roles import Role
from carewright.kernel.refused import Fault, Invalid, NotFound, Refused
from carewright.messages.commands import queue_email
from carewright.messages.wording.orders import change_ordered
from carewright.messages.wording.words import day_words, hours_words
from carewright.obligations.commands import cancel, meet, open_obligation
from carewright.packages.commands.hours import reorder_part
from carewright.packages.events import (
    CouncilChangeOpened,
    CouncilChangeOrdered,
    CouncilChangePut,
    CouncilChangeWithdrawn,
)
from carewright.packages.lifecycle import COUNCIL_CHANGE
from carewright.packages.models import CouncilChange, Order, Package
from carewright.packages.queries.book import area_name_of
from carewright.packages.queries.council_changes import PartThatCould, package_to_change, panel_of
from carewright.policy.queries import policy_of
from carewright.providers.models import Provider
from carewright.referrals.lifecycle import State as ReferralState
from carewright.referrals.models import Referral
from carewright.sourcing.commands import open_requirement
from carewright.sourcing.models import Requirement
from carewright.trail.command import command, record
from carewright.worktime import due, local

DECIDE = "decide_council_change"


@command
def open_council_change(*, referral: str, by: Actor, at: datetime) -> CouncilChange:
    """A complete referral that changes a package comes to the broker, who decides by the policy's limit (VAR-1)."""
    source = Referral.objects.select_related("person", "team").filter(ref=referral).first()
    package = package_to_change(referral)
    if source is None or package is None:
        raise NotFound
    check_may(by, "open_council_change", unit=source.team.path)
    Package.objects.select_for_update(no_key=True).get(pk=package.pk)
    if source.state != ReferralState.COMPLETE:
        raise Refused("Only a complete referral changes a package. Check it for what is missing.", rule="VAR-1")
    if CouncilChange.objects.filter(referral=source).exists():
        raise Refused("This change is with the broker already.", rule="VAR-1")
    change = CouncilChange.objects.create(referral=source, package=package, opened_at=at)
    policy = policy_of(source.policy_version).terms
    open_obligation(
        rule="VAR-1",
        duty=DECIDE,
        sentence="Decide who provides the change: the same provider, or find one",
        subject=source.ref,
        about=source.ref,
        role=Role.BROKER,
        unit=source.team,
        due_at=due(at, policy.council_changes.decide_within, policy.calendar_for(area_name_of(package))),
        at=at,
    )
    record(CouncilChangeOpened(**_fields(change), hours_words=hours_words(source.weekly_hours)))
    return change


@command
def order_from_same_provider(
    *,
    referral: str,
    provider: str,
    agreed_with: str,
    agreed_on: date,
    part: int | None = None,
    why: str = "",
    by: Actor,
    at: datetime,
) -> CouncilChange:
    """Order the change from a provider that has the package, as it has agreed: no new search (VAR-1).

    Its part takes all the hours more or fewer, from the referral's start. Refused for a change that is not small enough
    by the policy, and without who at the provider agreed and when (today or before).
    """
    change = _locked(referral)
    check_may(by, "order_from_same_provider", unit=change.referral.team.path)
    change.state = COUNCIL_CHANGE.check_move("order_from_same_provider", change.state)
    _check_agreed(agreed_with, agreed_on, at)
    panel = panel_of(change)
    if not panel.same.allowed:
        raise Refused(f"{panel.same.why} Find a provider instead.", rule=panel.same.rule)
    taken = _part(panel.parts, provider, part)
    order = reorder_part(
        package=change.package.ref,
        provider=taken.provider,
        weekly_hours=taken.hours_then,
        from_on=change.referral.start_on,
        because=change.referral.ref,
        part=taken.part,
        by=SYSTEM,
        at=at,
    )
    change.provider, change.order = Provider.objects.get(ref=taken.provider), order
    change.agreed_with, change.agreed_on = agreed_with.strip()[:160], agreed_on
    _decided(change, why, by, at)
    _tell_the_team(change, order, at)
    record(
        CouncilChangeOrdered(
            **_fields(change),
            order=order.ref,
            provider=taken.provider,
            provider_name=taken.provider_name,
            hours_before=hours_words(panel.asked.hours_now),
            hours_words=hours_words(panel.asked.hours_asked),
            agreed_on=agreed_on,
            agreed_with=change.agreed_with,
            why=change.why,
            policy_version=panel.policy_version,
        )
    )
    return change


@command
def find_provider_for_change(*, referral: str, why: str, by: Actor, at: datetime) -> Requirement:
    """Look for a provider of the change: it goes on the list, with the clock of its referral (VAR-1, WAIT-1).

    The package goes on as it is until a new provider has confirmed and starts (HBK-5).
    """
    change = _locked(referral)
    check_may(by, "find_provider_for_change", unit=change.referral.team.path)
    change.state = COUNCIL_CHANGE.check_move("find_provider_for_change", change.state)
    if not why.strip():
        raise Refused("Say why a provider has to be found.", rule="VAR-1", field="why")
    requirement = open_requirement(referral=change.referral.ref, by=SYSTEM, at=at)
    _decided(change, why, by, at)
    record(CouncilChangePut(**_fields(change), requirement=requirement.ref, why=change.why))
    return requirement


@command
def withdraw_council_change(*, referral: str, reason: str, by: Actor, at: datetime) -> CouncilChange:
    """The change is off, because its referral was withdrawn (REF-9). Refused once it is ordered."""
    change = _locked(referral)
    check_may(by, "withdraw_council_change", unit=change.referral.team.path)
    change.state = COUNCIL_CHANGE.check_move("withdraw_council_change", change.state)
    change.save(update_fields=["state"])
    cancel(subject=change.referral.ref, duty=DECIDE, at=at)
    record(CouncilChangeWithdrawn(**_fields(change), reason=reason))
    return change


def _locked(referral: str) -> CouncilChange:
    """The change, its package locked first as by everything that changes one."""
    owner = CouncilChange.objects.filter(referral__ref=referral).values_list("package", flat=True).first()
    if owner is None:
        raise NotFound
    Package.objects.select_for_update(no_key=True).get(pk=owner)
    found = CouncilChange.objects.select_for_update(of=("self",), no_key=True)
    return found.select_related("referral__person", "referral__team", "package").get(referral__ref=referral)


def _check_agreed(agreed_with: str, agreed_on: date, at: datetime) -> None:
    faults = []
    if not agreed_with.strip():
        faults.append(Fault("agreed_with", "Enter who at the provider agreed."))
    if agreed_on > local(at).date():
        faults.append(Fault("agreed_on", "The day on which the provider agreed must be today or before."))
    if faults:
        raise Invalid(faults, rule="VAR-1")


def _part(parts: tuple[PartThatCould, ...], provider: str, part: int | None) -> PartThatCould:
    own = [one for one in parts if one.provider == provider and part in (None, one.part)]
    if not own:
        raise Refused("This provider has no part of the package then.", rule="VAR-1", field="provider")
    if len(own) > 1:
        raise Refused("This provider has several parts of the package. Say which.", rule="VAR-1", field="part")
    if own[0].hours_then <= 0:
        raise Refused(
            "This part has fewer hours than are to go. Choose another part, or end this one first.",
            rule="VAR-1",
            field="provider",
        )
    return own[0]


def _decided(change: CouncilChange, why: str, by: Actor, at: datetime) -> None:
    change.why, change.decided_at, change.decided_by = why.strip()[:500], at, by.ref
    change.save()
    meet(duty=DECIDE, subject=change.referral.ref, at=at)


def _tell_the_team(change: CouncilChange, order: Order, at: datetime) -> None:
    """The referrer's team learns what came of it (ACC-5)."""
    queue_email(
        to=[change.referral.team.email],
        wording=change_ordered(
            referral=change.referral.ref,
            package=change.package.ref,
            version=order.version,
            from_words=day_words(order.from_on),
            path=f"/packages/{change.package.ref}/",
        ),
        about=[change.referral.ref, change.package.ref],
        at=at,
    )


def _fields(change: CouncilChange) -> dict[str, str]:
    return {
        "referral": change.referral.ref,
        "package": change.package.ref,
        "person": change.referral.person.ref,
    }
