"""Authority to spend: limits on the gross weekly cost, by role (REF-7)."""

from collections.abc import Iterable

from carewright.access.roles import Role
from carewright.kernel.money import Money, in_words
from carewright.kernel.refused import NotAllowed
from carewright.policy.terms import Terms


def may_authorise(role: Role, weekly_cost: Money, terms: Terms) -> bool:
    """Whether the role's limit reaches the gross weekly cost: the limit itself is within; no limit, no authority."""
    limit = terms.authority.weekly_limit([role])
    return limit is not None and weekly_cost <= limit


def check_may_authorise(roles: Iterable[Role], weekly_cost: Money, terms: Terms) -> Role:
    """Of these roles the lowest whose limit reaches the cost; refused when none does, naming who could (REF-7)."""
    limits = terms.authority.weekly_limits
    able = [role for role in roles if may_authorise(role, weekly_cost, terms)]
    if able:
        return min(able, key=lambda role: (limits[role], role.value))
    others = sorted((limit, role.in_words) for role, limit in limits.items() if limit >= weekly_cost)
    who = f"Ask a {others[0][1]}." if others else "Nobody's limit reaches it: speak to the policy owner."
    raise NotAllowed(f"{in_words(weekly_cost)} a week is more than you may authorise. {who}", rule="REF-7")
