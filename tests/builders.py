"""A council to work in, made by the real commands: two areas with localities and teams, and people who hold roles.

Areas have builders of their own (`tests/<area>/builders.py`), which perform the real commands as well.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime

from carewright.access.actors import Actor
from carewright.access.commands import add_unit, add_user, grant_role
from carewright.access.models import Unit
from carewright.access.queries import actor_of
from carewright.access.roles import PROVIDER_ROLES, Role
from tests.conftest import actor
from tests.remembering import remembered

SET_UP = datetime(2017, 11, 1, 9, 0, tzinfo=UTC)
"""9am on Wednesday 1 November 2017: when what a test starts from was set up."""
SOURCE_TEAMS = ("community", "short_term", "enablement", "hospital")
LOCALITIES = {"East": ("Harbour", "Downs"), "West": ("Vale", "Moor")}


@dataclass(frozen=True)
class Council:
    """The council's units. Teams by locality and source team: `council.team("Harbour", "hospital")`."""

    unit: Unit
    east: Unit
    west: Unit
    localities: dict[str, Unit]
    teams: dict[tuple[str, str], Unit] = field(repr=False)

    def team(self, locality: str = "Harbour", source_team: str = "community") -> Unit:
        """A team; Harbour is in East, Vale in West."""
        return self.teams[locality, source_team]


@remembered
def a_council(*, at: datetime = SET_UP) -> Council:
    """Westmarch: East (Harbour, Downs) and West (Vale, Moor). Harbour has every kind of team, the others one."""
    by = actor(Role.ADMINISTRATOR)
    top = add_unit(name="Westmarch", parent=None, by=by, at=at)
    areas, localities, teams = {}, {}, {}
    for area_name, names in LOCALITIES.items():
        areas[area_name] = add_unit(name=area_name, parent=top.ref, by=by, at=at)
        for name in names:
            localities[name] = add_unit(name=name, parent=areas[area_name].ref, by=by, at=at)
            for source in SOURCE_TEAMS if name == "Harbour" else ("community",):
                teams[name, source] = a_team(localities[name], source, at=at)
    return Council(top, areas["East"], areas["West"], localities, teams)


def a_team(locality: Unit, source_team: str = "community", name: str = "", *, at: datetime = SET_UP) -> Unit:
    """A team of a locality, with an address of its own."""
    name = name or f"{locality.name} {source_team.replace('_', ' ')} team"
    email = f"{name.lower().replace(' ', '.')}@westmarch.example"
    by = actor(Role.ADMINISTRATOR)
    return add_unit(name=name, parent=locality.ref, source_team=source_team, email=email, by=by, at=at)


def a_user(
    *roles: Role,
    unit: Unit | None = None,
    provider: str = "",
    name: str = "",
    password: str | None = None,
    at: datetime = SET_UP,
) -> Actor:
    """Somebody who can sign in and holds the roles over the unit, or at the provider; as the actor they are."""
    by = actor(Role.ADMINISTRATOR)
    name = name or f"{' and '.join(role.in_words for role in roles).capitalize()} of {unit.name if unit else provider}"
    email = f"{name.lower().replace(' ', '.')}@{'provider' if provider else 'westmarch'}.example"
    user = add_user(email=email, name=name, password=password, by=by, at=at)
    for role in roles:
        place = {"provider": provider} if role in PROVIDER_ROLES else {"unit": unit.ref if unit else ""}
        grant_role(user=user.ref, role=role, **place, by=by, at=at)
    return actor_of(user)
