"""What follows from what: event -> reactions, each called with `event`, `by` and `at` in the same transaction.

A reaction calls commands, as the system: who caused it stands in the event before.
"""

from collections.abc import Sequence
from datetime import datetime

from carewright.access.actors import SYSTEM, Actor
from carewright.changes.events import ChangeSentToReview, ChangeStopped
from carewright.packages.commands import make_order, open_council_change, uplift_part, withdraw_council_change
from carewright.packages.events import OrderChanged, OrderMade, PackagesLoaded
from carewright.packages.queries import council_change_of, package_to_change, parts_to_price
from carewright.providers.events import PriceRequestAccepted, ProviderSanctioned
from carewright.providers.queries import rate_of
from carewright.referrals.events import ReferralCompleted, ReferralWithdrawn
from carewright.reviews.commands import ask_for_review, cancel_review, open_annual_reviews, open_review
from carewright.reviews.lifecycle import AskedBy, ReviewKind
from carewright.reviews.queries import is_over, open_reviews_of, why_new_review
from carewright.reviews.rules import MINOR
from carewright.sourcing.commands import open_requirement, withdraw_offer, withdraw_requirement
from carewright.sourcing.events import AwardConfirmed
from carewright.sourcing.queries.affected import offers_barred_by, requirement_of_referral
from carewright.trail.command import Reaction


def put_on_the_list(*, event: ReferralCompleted, by: Actor, at: datetime) -> None:
    """A complete referral is a package to be placed (WAIT-1); of a change the broker decides first (VAR-1)."""
    if package_to_change(event.referral):
        open_council_change(referral=event.referral, by=SYSTEM, at=at)
    else:
        open_requirement(referral=event.referral, by=SYSTEM, at=at)


def take_off_the_list(*, event: ReferralWithdrawn, by: Actor, at: datetime) -> None:
    """A withdrawn referral is no longer to be placed (REF-9)."""
    requirement = requirement_of_referral(event.referral)
    if requirement:
        withdraw_requirement(requirement=requirement, reason=event.reason, by=SYSTEM, at=at)
    if council_change_of(event.referral):
        withdraw_council_change(referral=event.referral, reason=event.reason, by=SYSTEM, at=at)


def order_what_was_confirmed(*, event: AwardConfirmed, by: Actor, at: datetime) -> None:
    """Confirmed arrangements become the next version of the order (ACC-4)."""
    make_order(requirement=event.requirement, by=SYSTEM, at=at)


def withdraw_barred_offers(*, event: ProviderSanctioned, by: Actor, at: datetime) -> None:
    """A sanction in force withdraws the offers that it bars (SRC-9)."""
    for offer in offers_barred_by(event.sanction, at):
        withdraw_offer(offer=offer, reason="A sanction bars new placements with this provider.", by=SYSTEM, at=at)


def price_what_is_ordered_anew(*, event: PriceRequestAccepted, by: Actor, at: datetime) -> None:
    """The contract's new price is that of every part ordered under it, from its day on (VAR-3, PRO-5)."""
    rate = rate_of(event.contract, event.service, event.from_on)
    if rate is None:
        raise LookupError("an agreed price is the contract's from its day on")
    for part in parts_to_price(event.contract, event.service, event.from_on, rate):
        uplift_part(
            package=part.package,
            provider=part.provider,
            part=part.part,
            rate=rate,
            from_on=part.from_on,
            because=event.price_request,
            by=SYSTEM,
            at=at,
        )


def review_what_is_new(*, event: OrderMade | OrderChanged, by: Actor, at: datetime) -> None:
    """A new package, and one with another provider or service, gets a new review (REV-1, REV-4)."""
    why = why_new_review(package=event.package, version=event.version, providers=event.providers)
    if why:
        kind = ReviewKind.NEW
        open_review(package=event.package, kind=kind, on=event.starts_on, because=why, by=SYSTEM, at=at)


def review_what_changed(*, event: OrderChanged, by: Actor, at: datetime) -> None:
    """What ends a package calls off its reviews; a change inside tolerance opens none (REV-1, REV-4)."""
    if event.kind in {"ended", "cancelled"} and is_over(event.order, event.starts_on):
        for review in open_reviews_of(event.package):
            cancel_review(review=review, reason=f"The package was {event.kind}.", by=SYSTEM, at=at)
    elif event.kind not in MINOR:
        review_what_is_new(event=event, by=by, at=at)


def review_what_was_loaded(*, event: PackagesLoaded, by: Actor, at: datetime) -> None:
    """Packages from before are reviewed every year (REV-2)."""
    if event.packages:
        open_annual_reviews(packages=event.packages, by=SYSTEM, at=at)


def review_in_a_changes_place(*, event: ChangeStopped | ChangeSentToReview, by: Actor, at: datetime) -> None:
    """A change that is stopped, or that a manager wants reviewed, has the package reviewed (CHG-4, CHG-7, REV-6)."""
    stopped = event if isinstance(event, ChangeStopped) else None
    ask_for_review(
        package=event.package,
        asked_by=AskedBy(stopped.asked_by) if stopped else AskedBy.AUTHORISER,
        reason=event.reason,
        urgent=stopped is not None and stopped.is_urgent,
        because=event.change,
        by=SYSTEM,
        at=at,
    )


REACTIONS: dict[str, Sequence[Reaction]] = {
    "referral.completed": (put_on_the_list,),
    "referral.withdrawn": (take_off_the_list,),
    "award.confirmed": (order_what_was_confirmed,),
    "order.made": (review_what_is_new,),
    "order.changed": (review_what_changed,),
    "packages.loaded": (review_what_was_loaded,),
    "change.stopped": (review_in_a_changes_place,),
    "change.sent_to_review": (review_in_a_changes_place,),
    "provider.sanctioned": (withdraw_barred_offers,),
    "price_request.accepted": (price_what_is_ordered_anew,),
}
