"""Who is acting: a person with the roles they hold now, or the system."""

from dataclasses import dataclass, field

from carewright.access.roles import PROVIDER_ROLES, Role


@dataclass(frozen=True)
class Holding:
    """A role held in a unit (its path, such as `1.4.9.`; all below it is covered) or at a provider (its reference)."""

    role: Role
    unit: str = ""
    provider: str = ""

    def covers(self, *, unit: str | None, provider: str | None) -> bool:
        """Whether this role reaches a thing of this unit and provider. None: the thing is of no unit, no provider."""
        if self.role in PROVIDER_ROLES:
            return provider is None or provider == self.provider
        return unit is None or unit.startswith(self.unit)


@dataclass(frozen=True)
class Actor:
    """A signed-in user, or a key's user with the key's scopes, or the system."""

    ref: str
    name: str
    holdings: frozenset[Holding]
    scopes: frozenset[str] | None = field(default=None)

    @property
    def roles(self) -> frozenset[Role]:
        """The roles held, wherever."""
        return frozenset(holding.role for holding in self.holdings)

    @property
    def provider(self) -> str:
        """The reference of the provider that this user works for; empty for the council's people."""
        return next((h.provider for h in self.holdings if h.role in PROVIDER_ROLES), "")

    @property
    def is_council(self) -> bool:
        """Whether this user holds any role in the council (or is the system)."""
        return bool(self.roles - PROVIDER_ROLES)

    def holds(self, *roles: Role) -> bool:
        """Whether any of these roles is held, wherever."""
        return bool(self.roles & set(roles))

    def unit_paths(self, *roles: Role) -> tuple[str, ...]:
        """The units in which any of these roles (or, none given, any council role) is held."""
        wanted = set(roles) or (set(Role) - PROVIDER_ROLES)
        return tuple(sorted({h.unit for h in self.holdings if h.role in wanted}))

    def roles_over(self, *, unit: str | None = None, provider: str | None = None) -> frozenset[Role]:
        """The roles held that reach a thing of this unit and provider."""
        return frozenset(held.role for held in self.holdings if held.covers(unit=unit, provider=provider))

    def acting_as(self, verb: str, *, unit: str | None = None, provider: str | None = None) -> str:
        """In which role the verb is done to a thing of this unit and provider; a deputy's as whose deputy (ROLE-4)."""
        from carewright.access.who_may import WHO_MAY

        right = WHO_MAY.get(verb)
        if right is None:
            return ""
        held = self.roles_over(unit=unit, provider=provider)
        own = sorted(role.in_words for role in held & right.roles)
        if own:
            return own[0]
        deputies = sorted(role.in_words for role in held & right.deputies)
        return f"{deputies[0]}, as deputy of the team manager" if deputies else ""


SYSTEM = Actor(ref="SYSTEM", name="Carewright", holdings=frozenset({Holding(Role.SYSTEM)}))
"""Does what falls due by itself."""
