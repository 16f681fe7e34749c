"""Reads of the changes that practitioners ask for: which package, how large, who could take it (VAR-1)."""

from dataclasses import dataclass

from carewright.access.actors import Actor
from carewright.kernel.hours import Hours
from carewright.kernel.refused import NotFound
from carewright.packages.models import CouncilChange, Package
from carewright.packages.queries.book import book_of, with_book
from carewright.packages.rules import NOTHING, LineFacts, on_day, weekly_hours
from carewright.packages.rules.council_changes import ChangeAsked, SameProvider, same_provider
from carewright.policy.queries import policy_of
from carewright.referrals.models import Referral
from carewright.referrals.queries import referral as referral_seen


@dataclass(frozen=True)
class PartThatCould:
    """A part of the package that could take the change: its provider, its hours now and then."""

    part: int
    provider: str
    provider_name: str
    hours_now: Hours
    hours_then: Hours


@dataclass(frozen=True)
class CouncilChangePanel:
    """What the broker decides from: the change, its figures, whether the same provider may take it, and which could."""

    change: CouncilChange
    asked: ChangeAsked
    same: SameProvider
    parts: tuple[PartThatCould, ...]
    policy_version: str


def package_to_change(referral: str) -> Package | None:
    """The package that a referral asks to change: of the same person, with an order. None for a new one."""
    source = Referral.objects.filter(ref=referral, kind=Referral.Kind.CHANGE).exclude(package="").first()
    if source is None:
        return None
    found = Package.objects.filter(ref=source.package.strip().upper(), person=source.person_id)
    return found.filter(orders__isnull=False).distinct().first()


def council_change_of(referral: str) -> CouncilChange | None:
    """The change of a package that a referral asks for, if it has come to brokerage."""
    found = CouncilChange.objects.select_related("package", "provider", "order", "referral__requirement")
    return found.filter(referral__ref=referral).first()


def council_change(referral: str, by: Actor) -> CouncilChangePanel:
    """The change that a referral asks for, as the broker judges it; as nonsense for a referral not to be seen."""
    seen = referral_seen(referral, by)
    found = council_change_of(seen.ref)
    if found is None:
        raise NotFound
    return panel_of(found)


def panel_of(change: CouncilChange) -> CouncilChangePanel:
    """The change against what is ordered on its day, by the policy that the referral was started under."""
    referral, policy = change.referral, policy_of(change.referral.policy_version)
    package = with_book(Package.objects.all()).get(pk=change.package_id)
    rows = [row for row in on_day(book_of(package), referral.start_on) if row.fund is None]
    asked = asked_of(referral, package, rows)
    names = {line.provider.ref: line.provider.name for order in package.orders.all() for line in order.lines.all()}
    return CouncilChangePanel(
        change=change,
        asked=asked,
        same=same_provider(asked, policy.terms.council_changes),
        parts=tuple(
            PartThatCould(row.part, row.provider, names[row.provider], row.weekly_hours, row.weekly_hours + asked.more)
            for row in rows
        ),
        policy_version=policy.version,
    )


def asked_of(referral: Referral, package: Package, rows: list[LineFacts]) -> ChangeAsked:
    """The referral's hours and carers are the whole package's, as it is to become."""
    return ChangeAsked(
        hours_now=weekly_hours(rows) if rows else NOTHING,
        hours_asked=referral.weekly_hours,
        carers_now=max((row.carers for row in rows), default=0),
        carers_asked=referral.carers,
        is_same_service=referral.service == package.service,
    )
