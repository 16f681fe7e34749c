"""Packages of care and their orders."""

from datetime import date, datetime
from typing import Any

from pydantic import AliasPath, Field

from carewright.api.schemas.fields import AmountShown, Asked, Pounds, Prose, Ref, Shown


class PackageRow(Shown):
    """A package as a list shows it: how it stands, from the last order made."""

    ref: Ref = Field(description="The package's reference.")
    person: str = Field(description="The person's name.")
    service: str = Field(description="The service's name.")
    hours: AmountShown | None = Field(description="Hours a week ordered; null: nothing is ordered yet.")
    providers: str = Field(description="The providers' names.")
    standing: str = Field(description="How it stands today, in words.")


class LineShown(Shown):
    """One part of a package held by one provider."""

    provider: Ref = Field(description="The provider's reference.")
    provider_name: str = Field(description="The provider's name.")
    service: str = Field(description="The service's code.")
    part: int = Field(description="Which part of the package; the same from version to version.")
    weekly_hours: AmountShown = Field(description="Hours a week.")
    carers: int = Field(description="Carers at each visit.")
    visits: list[str] = Field(description="Planned times; empty: as agreed with the person.")
    from_on: date = Field(description="First day.")
    to_on: date | None = Field(description="Last day, included; null: without an end.")
    rate: AmountShown | None = Field(description="Pounds per carer-hour; null for who may not see prices (ROLE-6).")
    weekly_cost: AmountShown | None = Field(description="Pounds a week; null for who may not see prices.")
    is_suspended: bool = Field(description="Whether care pauses (ORD-3).")
    paid_percent: int = Field(description="So much of the cost is paid; 100 unless suspended.")


class OrderShown(Shown):
    """A version of a package's service delivery order (ORD-1)."""

    ref: Ref = Field(description="The order's reference.")
    package: Ref = Field(description="The package's reference.")
    version: int = Field(description="1 for the first, 2 for what took its place ...")
    kind: str = Field(
        description="placed, flexed, reordered, uplifted, suspended, resumed, ended, part_ended, cancelled or funded."
    )
    state: str = Field(description="awaiting_contract, made or sent.")
    from_on: date = Field(description="From this day on its lines and nothing else are ordered.")
    known_at: datetime | None = Field(description="Since when it counts; null: it waits for an individual contract.")
    because: str = Field(description="The reference of the change, suspension or referral that asked for it.")
    made_at: datetime = Field(description="When it was made.")
    sent_at: datetime | None = Field(description="When it was sent.")
    ordered_hours: AmountShown = Field(description="Hours a week as ordered, which tolerance is measured from.")
    weekly_cost: AmountShown | None = Field(description="Pounds a week; null for who may not see prices (ROLE-6).")
    lines: list[LineShown] = Field(description="Its lines.")
    terms: str = Field(description="Terms, in words.")


class PackageShown(Shown):
    """A package of care with every version of its order."""

    ref: Ref = Field(description="The package's reference.")
    person: Ref = Field(description="The person's reference.")
    person_name: str = Field(description="The person's name.")
    team: Ref = Field(description="The team's reference.")
    requirement: Ref | None = Field(description="The requirement that it was placed from; null: loaded from a file.")
    external_number: str = Field(description="Of a package loaded from a file: its number there.")
    service: str = Field(description="The service's code.")
    started_at: datetime = Field(description="When it was put together.")
    standing: str = Field(description="How it stands today, in words.")
    orders: list[OrderShown] = Field(description="Every version of the order, newest first.")


class DocumentShown(Shown):
    """A document that is kept: fetch it by its reference."""

    ref: Ref = Field(description="The document's reference.")
    kind: str = Field(description="What it is, such as order.")
    title: str = Field(description="Its title.")
    kept_at: datetime = Field(validation_alias="made_at", description="Since when it is kept.")


class IndividualContract(Asked):
    """A non-contracted provider's contract, complete with its rate (SRC-8, ACC-4)."""

    provider: Ref = Field(description="The provider's reference.")
    hourly_rate: Pounds = Field(description="Pounds per carer-hour.")
    terms: Prose = Field(default="", description="Terms, in words.")


class Assessment(Asked):
    """What the person pays a week (ACC-6)."""

    contribution: Pounds = Field(description="Pounds a week, no more than the package costs.")
    is_max_payer: bool = Field(default=False, description="Whether this is the full assessed maximum.")
    maximum: Pounds | None = Field(
        default=None,
        description="A max payer's assessed maximum a week; null: what they pay, or no ceiling.",
    )


class AssessmentShown(Shown):
    """What the person pays a week."""

    order: Ref = Field(validation_alias=AliasPath("order", "ref"), description="The order's reference.")
    contribution: AmountShown = Field(description="Pounds a week.")
    is_max_payer: bool = Field(description="Whether this is the full assessed maximum.")
    maximum: AmountShown | None = Field(description="A max payer's assessed maximum a week; null: no ceiling.")
    recorded_at: datetime = Field(description="When it was recorded.")


class OwnLineShown(Shown):
    """A provider's own part of a package, with its own rate."""

    package: Ref = Field(description="The package's reference.")
    order: Ref = Field(description="The order's reference.")
    version: int = Field(description="The order's version.")
    person: Ref = Field(validation_alias="person_ref", description="The person's reference.")
    person_name: str = Field(description="The person's name.")
    address: str = Field(description="Where they live.")
    postcode: str = Field(description="Postcode.")
    telephone: str = Field(description="Telephone.")
    service: str = Field(description="The service's code.")
    weekly_hours: AmountShown = Field(description="Hours a week.")
    carers: int = Field(description="Carers at each visit.")
    rate: AmountShown = Field(description="Pounds per carer-hour.")
    weekly_cost: AmountShown = Field(description="Pounds paid a week.")
    visits: list[Any] = Field(description="Planned times.")
    from_on: date = Field(description="First day.")
    to_on: date | None = Field(description="Last day, included; null: without an end.")
    document: str = Field(description="The reference of the order's document; empty: none yet.")
    is_suspended: bool = Field(description="Whether care pauses (ORD-3).")
    paid_percent: int = Field(description="So much of the cost is paid; 100 unless suspended.")
