"""A small county for one story: a cluster with three providers, a team, a broker, and a person."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from carewright.access.actors import Actor
from carewright.access.roles import Role
from carewright.people.models import Person
from carewright.providers.models import Cluster, Provider
from carewright.sourcing.models import Requirement
from tests.builders import Council, a_council, a_user
from tests.people.builders import a_person
from tests.providers.builders import a_cluster, cluster_providers
from tests.referrals.builders import a_complete_referral

RATE = Decimal("18.40")


@dataclass(frozen=True)
class County:
    """Who is in the story."""

    council: Council
    person: Person
    cluster: Cluster
    cluster_providers: list[Provider]
    practitioner: Actor
    practitioner_email: str
    team_manager: Actor
    broker: Actor
    brokerage_manager: Actor
    coordinators: dict[str, Actor]

    def coordinator_of(self, provider: Provider) -> Actor:
        """Who answers for the provider."""
        return self.coordinators[provider.ref]

    def rate_of(self, provider: Provider) -> Decimal:
        """What every cluster contract here pays an hour."""
        return RATE

    def a_waiting_requirement(
        self, *, weekly_hours: Decimal, carers: int, start_on: date, at: datetime, **details: Any
    ) -> Requirement:
        """The person's referral goes from draft to complete, and so on the list."""
        referral = a_complete_referral(
            self.person,
            by=self.practitioner,
            broker=self.broker,
            weekly_hours=weekly_hours,
            carers=carers,
            start_on=start_on,
            at=at,
            **details,
        )
        return Requirement.objects.get(referral=referral)


def a_county(*, at: datetime) -> County:
    """Harbour in East: its community team, the Whitstable cluster, and Edith Attwood."""
    council = a_council(at=at)
    team = council.team("Harbour")
    cluster = a_cluster(council.east, at=at)
    providers = cluster_providers(cluster, "Harbour Care", "Elm Homecare", "Kestrel Care", at=at)
    practitioner = a_user(Role.PRACTITIONER, unit=team, at=at)
    a_user(Role.FINANCE_OFFICER, unit=council.unit, at=at)
    return County(
        council=council,
        person=a_person(team, by=practitioner, at=at),
        cluster=cluster,
        cluster_providers=providers,
        practitioner=practitioner,
        practitioner_email=f"practitioner.of.{team.name.lower().replace(' ', '.')}@westmarch.example",
        team_manager=a_user(Role.TEAM_MANAGER, unit=team, at=at),
        broker=a_user(Role.BROKER, unit=council.east, at=at),
        brokerage_manager=a_user(Role.BROKERAGE_MANAGER, unit=council.east, at=at),
        coordinators={
            provider.ref: a_user(
                Role.PROVIDER_COORDINATOR, provider=provider.ref, name=f"Coordinator at {provider.name}", at=at
            )
            for provider in providers
        },
    )
