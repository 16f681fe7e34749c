"""The checks that every command makes before anything else (ROLE-2, 3, 5). Deny by default."""

from carewright.access.actors import Actor
from carewright.access.roles import PROVIDER_ROLES
from carewright.access.who_may import WHO_MAY
from carewright.kernel.refused import NotAllowed, NotFound
from carewright.trail.command import acts_as


def may(by: Actor, verb: str, *, unit: str | None = None, provider: str | None = None) -> bool:
    """Whether the table gives this actor the right, for a thing of this unit and provider."""
    right = WHO_MAY.get(verb)
    if right is None or (by.scopes is not None and right.scope not in by.scopes):
        return False
    holders = right.roles | right.deputies
    return any(h.role in holders and h.covers(unit=unit, provider=provider) for h in by.holdings)


def check_may(by: Actor, verb: str, *, unit: str | None = None, provider: str | None = None) -> None:
    """Refuse unless the table gives the right.

    The running command's event says in which role it was given (ROLE-4). Somebody outside the council is told
    the same about another provider's thing as about nonsense (ROLE-5).
    """
    if may(by, verb, unit=unit, provider=provider):
        acts_as(by.acting_as(verb, unit=unit, provider=provider), verb=verb)
        return
    right = WHO_MAY.get(verb)
    elsewhere = provider is not None and provider != by.provider
    if not by.is_council and (right is None or elsewhere or not right.roles & PROVIDER_ROLES):
        raise NotFound
    if right is None:
        raise NotAllowed("Nobody may do this.")
    if by.scopes is not None and right.scope not in by.scopes:
        raise NotAllowed(
            f"This key does not carry the scope “{right.scope}”. Ask an administrator for a key that does."
        )
    wanted = ", ".join(sorted(role.in_words for role in right.roles))
    raise NotAllowed(f"{right.sentence}: this is for: {wanted}. Ask one of them, or see “Who may do what”.")


def check_not_own(by: Actor, requested_by: str) -> None:
    """Refuse when the one who asked is the one who would authorise (ROLE-3)."""
    if by.ref == requested_by:
        raise NotAllowed("You asked for this, so somebody else has to authorise it.", rule="ROLE-3")
