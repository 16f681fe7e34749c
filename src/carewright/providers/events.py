"""What is recorded about the market. No event holds a price or a contract's terms: many read timelines (ROLE-6)."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import ClassVar


@dataclass(frozen=True, kw_only=True)
class ProviderRegistered:
    """A provider was added to the register."""

    NAME: ClassVar[str] = "provider.registered"
    SENTENCE: ClassVar[str] = "{title} added to the register (regulator's number {regulator_id})."
    PERSONAL: ClassVar[tuple[str, ...]] = ()
    SUBJECTS: ClassVar[tuple[str, ...]] = ("provider",)
    provider: str
    title: str
    regulator_id: str


@dataclass(frozen=True, kw_only=True)
class ProviderAmended:
    """Details of a provider were amended."""

    NAME: ClassVar[str] = "provider.amended"
    SENTENCE: ClassVar[str] = "Details amended: {details}."
    PERSONAL: ClassVar[tuple[str, ...]] = ()
    SUBJECTS: ClassVar[tuple[str, ...]] = ("provider",)
    provider: str
    details: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ContractMade:
    """A contract was made."""

    NAME: ClassVar[str] = "contract.made"
    SENTENCE: ClassVar[str] = "Contract {contract} made ({kind}): {services}, {span}."
    PERSONAL: ClassVar[tuple[str, ...]] = ()
    SUBJECTS: ClassVar[tuple[str, ...]] = ("contract", "provider")
    contract: str
    provider: str
    kind: str
    services: tuple[str, ...]
    from_on: date
    to_on: date | None
    span: str


@dataclass(frozen=True, kw_only=True)
class RateSet:
    """A contract's price for a service was set from a date. The price itself is in the contract."""

    NAME: ClassVar[str] = "contract.rate_set"
    SENTENCE: ClassVar[str] = "Price for {service} under contract {contract} set from {from_words}."
    PERSONAL: ClassVar[tuple[str, ...]] = ()
    SUBJECTS: ClassVar[tuple[str, ...]] = ("contract", "provider")
    contract: str
    provider: str
    service: str
    from_on: date
    from_words: str


@dataclass(frozen=True, kw_only=True)
class ContractEnded:
    """The last day of a contract was set."""

    NAME: ClassVar[str] = "contract.ended"
    SENTENCE: ClassVar[str] = "Contract {contract} ends on {to_words}: {reason}"
    PERSONAL: ClassVar[tuple[str, ...]] = ()
    SUBJECTS: ClassVar[tuple[str, ...]] = ("contract", "provider")
    contract: str
    provider: str
    to_on: date
    to_words: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class ContractEndPlanned:
    """What happens when a contract ends was said."""

    NAME: ClassVar[str] = "contract.end_planned"
    SENTENCE: ClassVar[str] = "What happens when contract {contract} ends: {plan}"
    PERSONAL: ClassVar[tuple[str, ...]] = ()
    SUBJECTS: ClassVar[tuple[str, ...]] = ("contract", "provider")
    contract: str
    provider: str
    plan: str


@dataclass(frozen=True, kw_only=True)
class ContractWatched:
    """The next time that a contract's end has to be planned for was set."""

    NAME: ClassVar[str] = "contract.watched"
    SENTENCE: ClassVar[str] = "The end of contract {contract} is to be planned for again: {months} months ahead."
    PERSONAL: ClassVar[tuple[str, ...]] = ()
    SUBJECTS: ClassVar[tuple[str, ...]] = ("contract", "provider")
    contract: str
    provider: str
    months: int


@dataclass(frozen=True, kw_only=True)
class ClusterDefined:
    """A cluster was given its MSOAs."""

    NAME: ClassVar[str] = "cluster.defined"
    SENTENCE: ClassVar[str] = "Cluster {title} defined: {msoas}."
    PERSONAL: ClassVar[tuple[str, ...]] = ()
    SUBJECTS: ClassVar[tuple[str, ...]] = ("cluster",)
    cluster: str
    title: str
    msoas: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ProtocolOrderSet:
    """The order in which a cluster's providers are approached was set."""

    NAME: ClassVar[str] = "cluster.protocol_set"
    SENTENCE: ClassVar[str] = "Protocol order in {title} for {service}: {names}."
    PERSONAL: ClassVar[tuple[str, ...]] = ()
    SUBJECTS: ClassVar[tuple[str, ...]] = ("cluster", "providers")
    cluster: str
    title: str
    service: str
    providers: tuple[str, ...]
    names: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class CapacityDeclared:
    """A provider's free hours were declared."""

    NAME: ClassVar[str] = "provider.capacity_declared"
    SENTENCE: ClassVar[str] = "{weekly_hours} hours a week free in {title} ({time_of_day})."
    PERSONAL: ClassVar[tuple[str, ...]] = ()
    SUBJECTS: ClassVar[tuple[str, ...]] = ("provider",)
    provider: str
    cluster: str
    title: str
    time_of_day: str
    weekly_hours: Decimal
    expires_at: datetime


@dataclass(frozen=True, kw_only=True)
class ProviderSanctioned:
    """A sanction was imposed (SRC-9)."""

    NAME: ClassVar[str] = "provider.sanctioned"
    SENTENCE: ClassVar[str] = "Sanction {sanction}: {scope}, {span}. {reason}"
    PERSONAL: ClassVar[tuple[str, ...]] = ()
    SUBJECTS: ClassVar[tuple[str, ...]] = ("provider", "sanction")
    provider: str
    sanction: str
    scope: str
    from_on: date
    to_on: date | None
    span: str
    area: str
    service: str
    moves_existing: bool
    reason: str


@dataclass(frozen=True, kw_only=True)
class SanctionLifted:
    """A sanction was lifted."""

    NAME: ClassVar[str] = "provider.sanction_lifted"
    SENTENCE: ClassVar[str] = "Sanction {sanction} lifted: {reason}"
    PERSONAL: ClassVar[tuple[str, ...]] = ()
    SUBJECTS: ClassVar[tuple[str, ...]] = ("provider", "sanction")
    provider: str
    sanction: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class RegulatorChangeNoted:
    """Something that the regulator says of a provider has changed (PRO-1)."""

    NAME: ClassVar[str] = "provider.regulator_change"
    SENTENCE: ClassVar[str] = "The regulator's record changed: {changes}."
    PERSONAL: ClassVar[tuple[str, ...]] = ()
    SUBJECTS: ClassVar[tuple[str, ...]] = ("provider",)
    provider: str
    changes: tuple[str, ...]
    is_worse: bool


@dataclass(frozen=True, kw_only=True)
class WorseRatingReviewed:
    """A worse rating was looked into."""

    NAME: ClassVar[str] = "provider.worse_rating_reviewed"
    SENTENCE: ClassVar[str] = "Worse rating looked into: {finding}"
    PERSONAL: ClassVar[tuple[str, ...]] = ()
    SUBJECTS: ClassVar[tuple[str, ...]] = ("provider",)
    provider: str
    finding: str


@dataclass(frozen=True, kw_only=True)
class MarketFileImported:
    """A file of the market was loaded: one event for the file, on the timeline of each provider in it."""

    NAME: ClassVar[str] = "market.imported"
    SENTENCE: ClassVar[str] = (
        "Loaded from the file {file_name} ({kind}): {added} added, {changed} changed, {rejected} rejected."
    )
    PERSONAL: ClassVar[tuple[str, ...]] = ()
    SUBJECTS: ClassVar[tuple[str, ...]] = ("file", "providers")
    file: str
    providers: tuple[str, ...]
    kind: str
    file_name: str
    added: int
    changed: int
    rejected: int


@dataclass(frozen=True, kw_only=True)
class PriceAsked:
    """Another price was asked for. The prices themselves are in the request."""

    NAME: ClassVar[str] = "price_request.asked"
    SENTENCE: ClassVar[str] = "Another price asked for from {from_words}, for commissioning to answer."
    PERSONAL: ClassVar[tuple[str, ...]] = ()
    SUBJECTS: ClassVar[tuple[str, ...]] = ("price_request", "provider", "contract", "split_off")
    price_request: str
    provider: str
    contract: str
    service: str
    from_words: str
    split_off: str


@dataclass(frozen=True, kw_only=True)
class PriceRequestAccepted:
    """A price request was accepted: the contract has a new price from a day on. Orders follow what this event says."""

    NAME: ClassVar[str] = "price_request.accepted"
    SENTENCE: ClassVar[str] = "Price request accepted: a new price for {service} from {from_words}."
    PERSONAL: ClassVar[tuple[str, ...]] = ()
    SUBJECTS: ClassVar[tuple[str, ...]] = ("price_request", "provider", "contract")
    price_request: str
    provider: str
    contract: str
    service: str
    from_on: date
    from_words: str


@dataclass(frozen=True, kw_only=True)
class PriceRequestRefused:
    """A price request was refused: the price stays. The reason is in the request, since it may tell prices."""

    NAME: ClassVar[str] = "price_request.refused"
    SENTENCE: ClassVar[str] = "Price request for {service} refused: the price stays as it is."
    PERSONAL: ClassVar[tuple[str, ...]] = ()
    SUBJECTS: ClassVar[tuple[str, ...]] = ("price_request", "provider", "contract")
    price_request: str
    provider: str
    contract: str
    service: str


@dataclass(frozen=True, kw_only=True)
class PriceRequestWithdrawn:
    """A price request was withdrawn by whoever asks: the price stays."""

    NAME: ClassVar[str] = "price_request.withdrawn"
    SENTENCE: ClassVar[str] = "Price request for {service} withdrawn."
    PERSONAL: ClassVar[tuple[str, ...]] = ()
    SUBJECTS: ClassVar[tuple[str, ...]] = ("price_request", "provider", "contract")
    price_request: str
    provider: str
    contract: str
    service: str
