"""Who and what there is in the county, found again by name: what the simulation acts with."""

from dataclasses import dataclass, field

from carewright.access.actors import Actor
from carewright.access.roles import Role
from carewright.demo.staff import UserPlan, memorable


@dataclass
class Cast:
    """Units, providers and clusters by name (their references), and the people who act by address."""

    units: dict[str, str] = field(default_factory=dict)
    providers: dict[str, str] = field(default_factory=dict)
    clusters: dict[str, str] = field(default_factory=dict)
    actors: dict[str, Actor] = field(default_factory=dict)
    by_place: dict[tuple[Role, str], list[Actor]] = field(default_factory=dict)

    def add(self, plan: UserPlan, actor: Actor) -> None:
        """Somebody who can act, in their role, in their unit or at their provider."""
        self.actors[plan.email] = actor
        self.by_place.setdefault((plan.role, self.providers.get(plan.provider, "") or plan.unit), []).append(actor)

    def one(self, role: Role) -> Actor:
        """The one who holds the role over the whole council."""
        return self.actors[memorable(role)]

    def at(self, role: Role, place: str, turn: int = 0) -> Actor:
        """One of those who hold the role in a unit (its name) or at a provider (its reference); else the council's."""
        found = self.by_place.get((role, place))
        return found[turn % len(found)] if found else self.one(role)
