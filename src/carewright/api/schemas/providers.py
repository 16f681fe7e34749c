"""Providers, contracts, capacity, sanctions, clusters."""

from datetime import date, datetime
from typing import Literal

from pydantic import AliasPath, Field

from carewright.api.schemas.fields import (
    AmountShown,
    Asked,
    Day,
    Email,
    Hours,
    LongLine,
    Moment,
    Note,
    Pounds,
    Prose,
    Ref,
    RefOf,
    Refs,
    Shown,
    Word,
)

Rating = Literal["", "Outstanding", "Good", "Requires improvement", "Inadequate"]
TimeOfDay = Literal["", "morning", "lunch", "tea", "bed", "night"]


class ProviderShown(Shown):
    """A provider in the register."""

    ref: Ref = Field(description="The provider's reference.")
    name: str = Field(description="Name.")
    regulator_id: str = Field(description="The regulator's number of it.")
    is_registered: bool = Field(description="Whether it is registered with the regulator.")
    is_dormant: bool = Field(description="Whether the regulator has it as dormant.")
    rating: str = Field(description="The regulator's last overall rating; empty: unrated.")
    rated_on: date | None = Field(description="When it was rated.")
    offers_email: str = Field(description="Where offers are sent.")
    manager_email: str = Field(description="The manager's address.")
    telephone: str = Field(description="Telephone.")
    address: str = Field(description="Address.")


class ProviderToRegister(Asked):
    """A provider to add to the register."""

    name: LongLine = Field(description="Name.")
    regulator_id: Word = Field(max_length=20, description="The regulator's number of it, such as 1-101671690.")
    offers_email: Email = Field(default="", description="Where offers are sent.")
    manager_email: Email = Field(default="", description="The manager's address.")
    telephone: Word = Field(default="", max_length=30, description="Telephone.")
    address: Note = Field(default="", description="Address.")
    rating: Rating = Field(default="", description="The regulator's last overall rating; empty: unrated.")
    rated_on: Day | None = Field(default=None, description="When it was rated.")


class ProviderAmendment(Asked):
    """The details to amend: those that are sent, no others."""

    name: LongLine = Field(default="", description="Name.")
    offers_email: Email = Field(default="", description="Where offers are sent.")
    manager_email: Email = Field(default="", description="The manager's address.")
    telephone: Word = Field(default="", max_length=30, description="Telephone.")
    address: Note = Field(default="", description="Address.")


class ContractShown(Shown):
    """What a provider is contracted for, without prices and terms (ROLE-6)."""

    ref: Ref = Field(description="The contract's reference.")
    kind: str = Field(description="cluster, other_contracted, framework, off_framework, individual or exception.")
    services: list[str] = Field(description="Codes of the policy's services.")
    need_categories: list[str] = Field(description="Codes of the policy's need categories; empty: all.")
    areas: Refs = Field(description="References of the areas; with no clusters either, the whole council.")
    clusters: Refs = Field(description="References of the clusters.")
    from_on: date = Field(description="First day.")
    to_on: date | None = Field(description="Last day, included; null: without an end.")


class RateShown(Shown):
    """A contract's price per carer-hour of a service, from a day (ROLE-6)."""

    contract: Ref = Field(validation_alias=AliasPath("contract", "ref"), description="The contract's reference.")
    service: str = Field(description="The service's code.")
    hourly: AmountShown = Field(description="Pounds per carer-hour.")
    from_on: date = Field(description="From this day until the next price of the service.")


class ContractToMake(Asked):
    """A contract to make."""

    kind: Literal["cluster", "other_contracted", "framework", "off_framework", "individual", "exception"] = Field(
        description="What kind of contract it is."
    )
    services: list[Word] = Field(min_length=1, max_length=50, description="Codes of the policy's services.")
    need_categories: list[Word] = Field(default=[], max_length=50, description="Codes; empty: all.")
    areas: list[Ref] = Field(default=[], max_length=100, description="References of the areas.")
    clusters: list[Ref] = Field(default=[], max_length=500, description="References of the clusters.")
    from_on: Day = Field(description="First day.")
    to_on: Day | None = Field(default=None, description="Last day, included; null: without an end.")
    rates: dict[Word, Pounds] = Field(default={}, max_length=50, description="Pounds per carer-hour by service.")
    terms: Prose = Field(default="", description="Terms, in words.")


class RateToSet(Asked):
    """A price from a day on; the past keeps its own (PRO-2)."""

    service: Word = Field(description="The service's code.")
    hourly: Pounds = Field(description="Pounds per carer-hour.")
    from_on: Day = Field(description="From this day on.")


class ContractEnd(Asked):
    """A contract's last day."""

    to_on: Day = Field(description="The last day, included.")
    reason: Note = Field(description="Why.")


class CapacityShown(Shown):
    """Hours a week that a provider declared free (PRO-3)."""

    cluster: Ref = Field(validation_alias=AliasPath("cluster", "ref"), description="The cluster's reference.")
    cluster_name: str = Field(validation_alias=AliasPath("cluster", "name"), description="The cluster's name.")
    time_of_day: str = Field(description="morning, lunch, tea, bed or night; empty: any.")
    weekly_hours: AmountShown = Field(description="Hours a week.")
    declared_at: datetime = Field(description="When it was declared.")
    expires_at: datetime = Field(description="Stale after this moment.")


class CapacityToDeclare(Asked):
    """Hours a week free in a cluster, in place of what was declared before."""

    cluster: Ref = Field(description="The cluster's reference.")
    weekly_hours: Hours = Field(description="Hours a week.")
    time_of_day: TimeOfDay = Field(default="", description="At which time of day; empty: any.")
    expires_at: Moment | None = Field(default=None, description="Until when; null: as long as the policy says.")


class SanctionShown(Shown):
    """What bars new placements with a provider (SRC-9)."""

    ref: Ref = Field(description="The sanction's reference.")
    from_on: date = Field(description="First day.")
    to_on: date | None = Field(description="Last day, included; null: until lifted.")
    area: RefOf = Field(description="The area's reference; null: everywhere.")
    service: str = Field(description="The service's code; empty: every service.")
    moves_existing: bool = Field(description="Whether existing placements are to be moved.")
    reason: str = Field(description="Why.")
    imposed_at: datetime = Field(description="When it was imposed.")
    lifted_at: datetime | None = Field(description="When it was lifted.")


class SanctionToImpose(Asked):
    """A sanction to impose: of everything, of an area, of a service."""

    from_on: Day = Field(description="First day.")
    to_on: Day | None = Field(default=None, description="Last day, included; null: until lifted.")
    area: Ref | Literal[""] = Field(default="", description="The area's reference; empty: everywhere.")
    service: Word = Field(default="", description="The service's code; empty: every service.")
    moves_existing: bool = Field(default=False, description="Whether existing placements are to be moved.")
    reason: Prose = Field(description="Why: shown to those who place packages.")


class Lifting(Asked):
    """Why a sanction is lifted."""

    reason: Note = Field(description="Why.")


class ClusterShown(Shown):
    """A group of MSOAs whose cluster providers are approached first (SRC-20)."""

    ref: Ref = Field(description="The cluster's reference.")
    name: str = Field(description="Name.")
    area: Ref = Field(validation_alias=AliasPath("area", "ref"), description="The area's reference.")
    area_name: str = Field(validation_alias=AliasPath("area", "name"), description="The area's name.")


class ProtocolPlaceShown(Shown):
    """A provider's place in the order in which a cluster's providers are approached."""

    service: str = Field(description="The service's code.")
    position: int = Field(description="1 is approached first.")
    provider: Ref = Field(validation_alias=AliasPath("provider", "ref"), description="The provider's reference.")
    provider_name: str = Field(validation_alias=AliasPath("provider", "name"), description="The provider's name.")


class ProtocolOrder(Asked):
    """The order anew."""

    service: Word = Field(description="The service's code.")
    providers: list[Ref] = Field(max_length=100, description="References of the providers, first to last.")
