"""What an order means for reviews, for the reactions to it (REV-1, REV-4)."""

from collections.abc import Sequence
from datetime import date

from carewright.packages.models import Fund, Line
from carewright.reviews.lifecycle import OPEN, ReviewKind
from carewright.reviews.models import Review
from carewright.reviews.rules import review_that_follows


def why_new_review(*, package: str, version: int, providers: Sequence[str]) -> str:
    """Why a new review of the package follows this version of its order; empty when none does.

    None either while a new review is still to be held: it will see what has changed, and no later than it would have.
    """
    if Review.objects.filter(package__ref=package, kind=ReviewKind.NEW, state__in=OPEN).exists():
        return ""
    earlier = Line.objects.filter(order__package__ref=package, order__version__lt=version)
    now = Line.objects.filter(order__package__ref=package, order__version=version)
    services = set(now.values_list("service", flat=True))
    before = set(earlier.values_list("service", flat=True))
    return review_that_follows(
        version=version,
        providers=providers,
        before=earlier.values_list("provider__ref", flat=True),
        same_service=services <= before,
    )


def is_over(order: str, last_on: date) -> bool:
    """Whether the version leaves nothing ordered after the day: the package ends with it, or was cancelled (ORD-3)."""
    goes_on = (kind.objects.filter(order__ref=order).exclude(to_on__lte=last_on).exists() for kind in (Line, Fund))
    return not any(goes_on)
