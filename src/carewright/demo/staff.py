"""Who works for the council and for the providers, with addresses that can be remembered. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from carewright.access.roles import Role
from carewright.demo.county import DOMAIN, TeamPlan, areas, localities, teams
from carewright.demo.market import ProviderPlan
from carewright.demo.names import Names

PASSWORD = "a-lantern-for-westmarch"  # noqa: S105  # nosec B105 - printed by the demonstration, good for nothing else
"""The one password of everybody in the demonstration."""

HOME_TEAM = "Ravenstow"
"""The locality whose community team the memorable practitioner and team manager belong to."""


@dataclass(frozen=True)
class UserPlan:
    """Somebody who can sign in: the role held, and the unit (its name; empty: the council) or provider (its name)."""

    email: str
    name: str
    role: Role
    unit: str = ""
    provider: str = ""

    @property
    def is_memorable(self) -> bool:
        """Whether this is the one sign-in that the demonstration names for the role."""
        return self.email.partition("@")[0] in {role.value.replace("_", ".") for role in Role}


def memorable(role: Role) -> str:
    """The address of the council's role: team.manager@westmarch.example."""
    return f"{role.value.replace('_', '.')}@{DOMAIN}"


_ONE_OF_EACH = (
    Role.HEAD_OF_SERVICE,
    Role.BROKER,
    Role.BROKERAGE_MANAGER,
    Role.ASSISTANT_DIRECTOR,
    Role.COMMISSIONER,
    Role.CONTRACT_OFFICER,
    Role.FINANCE_OFFICER,
    Role.CARE_COORDINATOR,
    Role.REVIEW_ADMINISTRATOR,
    Role.CASE_AUDITOR,
    Role.MODERATOR,
    Role.POLICY_OWNER,
    Role.ADMINISTRATOR,
)
"""Roles held over the whole council by the one whose address is remembered."""


def council_staff(names: Names) -> list[UserPlan]:
    """The council's people: one of each role over the whole council, and those of each area and team."""
    plans = [UserPlan(memorable(role), names.another().full, role) for role in _ONE_OF_EACH]
    plans.append(UserPlan(f"second.policy.owner@{DOMAIN}", names.another().full, Role.POLICY_OWNER))
    for area in areas():
        slug = area.lower().replace(" ", "-")
        plans.append(UserPlan(f"brokerage.manager.{slug}@{DOMAIN}", names.another().full, Role.BROKERAGE_MANAGER, area))
        plans += [UserPlan(f"broker.{slug}.{n}@{DOMAIN}", names.another().full, Role.BROKER, area) for n in (1, 2)]
        for locality in localities(area):
            address = _address(Role.ENABLEMENT_SUPERVISOR, locality, locality == HOME_TEAM)
            plans.append(UserPlan(address, names.another().full, Role.ENABLEMENT_SUPERVISOR, locality))
    for team in teams():
        plans += _of_team(team, names)
    return plans


def _of_team(team: TeamPlan, names: Names) -> Iterable[UserPlan]:
    home = team.locality == HOME_TEAM and team.source_team == "community"
    for role in (Role.TEAM_MANAGER, Role.SENIOR_PRACTITIONER, Role.PRACTITIONER):
        place = f"{team.locality}-{team.source_team}".lower().replace("_", "-")
        yield UserPlan(_address(role, place, home), names.another().full, role, team.name)


def provider_staff(providers: Iterable[ProviderPlan], names: Names) -> list[UserPlan]:
    """A coordinator and a manager of each provider."""
    plans: list[UserPlan] = []
    for provider in providers:
        plans.append(
            UserPlan(provider.coordinator, names.another().full, Role.PROVIDER_COORDINATOR, provider=provider.name)
        )
        plans.append(UserPlan(provider.manager, names.another().full, Role.PROVIDER_MANAGER, provider=provider.name))
    return plans


def one_sign_in_per_role(plans: Iterable[UserPlan]) -> list[UserPlan]:
    """The first of each role, the memorable ones first, in the roles' order."""
    found: dict[Role, UserPlan] = {}
    for plan in sorted(plans, key=lambda plan: not plan.is_memorable):
        found.setdefault(plan.role, plan)
    return [found[role] for role in Role if role in found]


def _address(role: Role, place: str, is_memorable: bool) -> str:
    name = role.value.replace("_", ".")
    return f"{name}@{DOMAIN}" if is_memorable else f"{name}.{place.lower()}@{DOMAIN}"
