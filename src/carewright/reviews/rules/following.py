"""Whether an order opens a review, and which (REV-1, REV-4)."""

from collections.abc import Iterable

MINOR = frozenset({"flexed", "suspended", "resumed", "uplifted", "funded"})
"""What happens to an order without changing service or provider: opens no review."""


def review_that_follows(*, version: int, providers: Iterable[str], before: Iterable[str], same_service: bool) -> str:
    """Why a new review follows this version of an order, in words; empty when none does.

    The first version starts a package. A later one that brings in another provider, or another service, is a change
    that a further first review follows; the same providers with other hours are not.
    """
    if version == 1:
        return "The package started"
    if not same_service:
        return "The service changed"
    return "The provider changed" if set(providers) - set(before) else ""
