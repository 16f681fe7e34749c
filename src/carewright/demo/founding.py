"""Founding the county through the commands: units, users, policy, providers, clusters, contracts."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from carewright.access.actors import Actor, Holding
from carewright.access.commands import add_unit, add_user, grant_role
from carewright.access.queries import actor_of
from carewright.access.roles import PROVIDER_ROLES, Role
from carewright.demo.cast import Cast
from carewright.demo.commands import share_demonstration_password
from carewright.demo.county import COUNCIL, areas, clusters, localities, teams
from carewright.demo.market import HOME_CARE, ContractPlan, Market, ProviderPlan
from carewright.demo.staff import PASSWORD, UserPlan
from carewright.policy.commands import activate_policy, draft_policy
from carewright.policy.queries import policy_at
from carewright.policy.terms import Terms
from carewright.providers.commands import (
    declare_capacity,
    define_cluster,
    impose_sanction,
    make_contract,
    note_regulator_change,
    register_provider,
    set_protocol_order,
)
from carewright.worktime import local

FOUNDER = Actor(ref="DEMONSTRATION", name="The demonstration", holdings=frozenset({Holding(Role.ADMINISTRATOR)}))
"""Adds the first users; the trail names the demonstration."""

POLICY = """\
# Westmarch works by clusters, as Kent does, with some numbers of its own.

[sourcing]
protocol_order = "fixed"

# Reviewers are few: new packages are reviewed eight weeks after their start, and no later than ten.
[reviews]
new_earliest = "4 weeks"
new_scheduled = "8 weeks"
new_latest = "10 weeks"
booked_weeks_ahead = 1
"""


def found_units(cast: Cast, at: datetime) -> None:
    """The council, its areas, localities and teams."""
    top = add_unit(name=COUNCIL, parent=None, by=FOUNDER, at=at)
    cast.units[""] = top.ref
    for area in areas():
        cast.units[area] = add_unit(name=area, parent=top.ref, by=FOUNDER, at=at).ref
        for locality in localities(area):
            cast.units[locality] = add_unit(name=locality, parent=cast.units[area], by=FOUNDER, at=at).ref
    for team in teams():
        cast.units[team.name] = add_unit(
            name=team.name,
            parent=cast.units[team.locality],
            source_team=team.source_team,
            email=team.email,
            by=FOUNDER,
            at=at,
        ).ref


def found_users(cast: Cast, plans: Iterable[UserPlan], at: datetime) -> None:
    """Users with their roles. They have no password until it is shared."""
    for plan in plans:
        user = add_user(email=plan.email, name=plan.name, by=FOUNDER, at=at)
        if plan.role in PROVIDER_ROLES:
            grant_role(user=user.ref, role=plan.role, provider=cast.providers[plan.provider], by=FOUNDER, at=at)
        else:
            grant_role(user=user.ref, role=plan.role, unit=cast.units[plan.unit], by=FOUNDER, at=at)
        cast.add(plan, actor_of(user))


def share_password(at: datetime) -> None:
    """Everybody gets the one password."""
    share_demonstration_password(password=PASSWORD, by=FOUNDER, at=at)


def found_policy(cast: Cast, at: datetime) -> Terms:
    """A policy of the county's own, drafted by one policy owner and activated by the other; what is then in force."""
    owner, second = (
        actor for place, found in cast.by_place.items() if place[0] == Role.POLICY_OWNER for actor in found
    )
    drafted = draft_policy(name="Westmarch", text=POLICY, by=owner, at=at)
    later = at + timedelta(minutes=30)
    activate_policy(policy=drafted.ref, effective_on=local(later).date(), by=second, at=later)
    return policy_at(later).terms


def found_market(cast: Cast, market: Market, at: datetime) -> None:
    """The register of providers."""
    officer = cast.one(Role.CONTRACT_OFFICER)
    for plan in market.providers:
        provider = register_provider(
            name=plan.name,
            regulator_id=plan.regulator_id,
            offers_email=plan.coordinator,
            manager_email=plan.manager,
            telephone=plan.telephone,
            address=plan.address,
            rating=plan.rating,
            rated_on=plan.rated_on,
            by=officer,
            at=at,
        )
        cast.providers[plan.name] = provider.ref
        if plan.is_dormant:
            note_regulator_change(provider=provider.ref, is_dormant=True, by=officer, at=at)


def found_clusters(cast: Cast, at: datetime) -> None:
    """The clusters of MSOAs, which have been loaded before."""
    for plan in clusters():
        codes = [place.code for place in plan.places]
        by = cast.one(Role.COMMISSIONER)
        cast.clusters[plan.name] = define_cluster(
            name=plan.name, area=cast.units[plan.area], msoas=codes, by=by, at=at
        ).ref


def found_contracts(cast: Cast, market: Market, terms: Terms, at: datetime) -> None:
    """Contracts with their prices, each cluster's protocol order, and what bars two of the providers."""
    by = cast.one(Role.COMMISSIONER)
    for plan in market.providers:
        for contract in plan.contracts:
            _contract(cast, plan, contract, terms, at)
    for cluster, names in market.protocol.items():
        refs = [cast.providers[name] for name in names]
        set_protocol_order(cluster=cast.clusters[cluster], service=HOME_CARE, providers=refs, by=by, at=at)


def declare_capacities(cast: Cast, market: Market, at: datetime, *, one_in: int = 1) -> None:
    """What providers say that they have free, said anew but by one in so many (1: by all), whose word goes stale."""
    for number, plan in enumerate(market.providers):
        if one_in > 1 and number % one_in == 1:
            continue
        by = cast.at(Role.PROVIDER_COORDINATOR, cast.providers[plan.name])
        for cluster, hours in plan.capacity.items():
            declare_capacity(
                provider=cast.providers[plan.name], cluster=cast.clusters[cluster], weekly_hours=hours, by=by, at=at
            )


def sanction_providers(cast: Cast, market: Market, at: datetime, which: int) -> None:
    """Bar new placements with one of the providers for whom the market has a reason: the first until it is lifted."""
    plan = [plan for plan in market.providers if plan.sanction][which]
    today, by = local(at).date(), cast.one(Role.CONTRACT_OFFICER)
    until: date | None = today + timedelta(weeks=8) if which else None
    impose_sanction(provider=cast.providers[plan.name], from_on=today, to_on=until, reason=plan.sanction, by=by, at=at)


def _contract(cast: Cast, provider: ProviderPlan, plan: ContractPlan, terms: Terms, at: datetime) -> None:
    accepted = [code for code in terms.need_categories if code not in plan.leaves_out]
    make_contract(
        provider=cast.providers[provider.name],
        kind=plan.kind,
        services=list(plan.rates),
        need_categories=accepted if plan.leaves_out else [],
        areas=[cast.units[area] for area in plan.areas],
        clusters=[cast.clusters[cluster] for cluster in plan.clusters],
        from_on=plan.from_on,
        to_on=plan.to_on,
        rates=plan.rates,
        terms="Westmarch terms of contract for home care and support.",
        by=cast.one(Role.COMMISSIONER),
        at=at,
    )
