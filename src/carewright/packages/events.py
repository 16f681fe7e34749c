"""What is recorded about packages and orders. No costs or rates: timelines have many readers (ROLE-6)."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar


@dataclass(frozen=True, kw_only=True)
class OrderMade:
    """A version of a service delivery order was made from what was confirmed."""

    NAME: ClassVar[str] = "order.made"
    SENTENCE: ClassVar[str] = "Service delivery order version {version} made, from {starts_on}. {awaiting}"
    PERSONAL: ClassVar[tuple[str, ...]] = ()
    SUBJECTS: ClassVar[tuple[str, ...]] = ("order", "package", "person", "requirement", "providers")
    order: str
    package: str
    person: str
    requirement: str
    providers: tuple[str, ...]
    version: int
    starts_on: date
    awaiting: str


@dataclass(frozen=True, kw_only=True)
class OrderChanged:
    """A later version of an order: what became of what was placed (ORD-2, ORD-3, ORD-5).

    `kind` is one of the kinds of an order; `because` the change, suspension or referral that asked for it.
    """

    NAME: ClassVar[str] = "order.changed"
    SENTENCE: ClassVar[str] = "Service delivery order version {version}, from {starts_on}: {what} {reason}"
    PERSONAL: ClassVar[tuple[str, ...]] = ("reason",)
    SUBJECTS: ClassVar[tuple[str, ...]] = ("order", "package", "person", "providers", "because")
    order: str
    package: str
    person: str
    providers: tuple[str, ...]
    version: int
    kind: str
    starts_on: date
    because: str
    what: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class IndividualContractCompleted:
    """A non-contracted provider's contract is complete, so that its order can go."""

    NAME: ClassVar[str] = "individual_contract.completed"
    SENTENCE: ClassVar[str] = "Individual contract completed; the order can be sent."
    PERSONAL: ClassVar[tuple[str, ...]] = ()
    SUBJECTS: ClassVar[tuple[str, ...]] = ("order", "package", "person", "provider", "contract")
    order: str
    package: str
    person: str
    provider: str
    contract: str


@dataclass(frozen=True, kw_only=True)
class OrderSent:
    """The order document went to the providers on it."""

    NAME: ClassVar[str] = "order.sent"
    SENTENCE: ClassVar[str] = "Service delivery order version {version} sent to {provider_names}."
    PERSONAL: ClassVar[tuple[str, ...]] = ()
    SUBJECTS: ClassVar[tuple[str, ...]] = ("order", "package", "person", "providers")
    order: str
    package: str
    person: str
    providers: tuple[str, ...]
    provider_names: tuple[str, ...]
    version: int
    document: str


@dataclass(frozen=True, kw_only=True)
class FinancialAssessmentRecorded:
    """The financial assessment was recorded and sent to finance."""

    NAME: ClassVar[str] = "financial_assessment.recorded"
    SENTENCE: ClassVar[str] = "Financial assessment recorded and sent to finance."
    PERSONAL: ClassVar[tuple[str, ...]] = ("contribution",)
    SUBJECTS: ClassVar[tuple[str, ...]] = ("order", "package", "person")
    order: str
    package: str
    person: str
    contribution: str


@dataclass(frozen=True, kw_only=True)
class PackagesLoaded:
    """Existing packages were loaded from a file, to start from."""

    NAME: ClassVar[str] = "packages.loaded"
    SENTENCE: ClassVar[str] = "{count} existing packages loaded."
    PERSONAL: ClassVar[tuple[str, ...]] = ()
    SUBJECTS: ClassVar[tuple[str, ...]] = ("packages",)
    packages: tuple[str, ...]
    count: int


@dataclass(frozen=True, kw_only=True)
class PackagesImported:
    """A file of existing packages was loaded; the packages stand in the event before."""

    NAME: ClassVar[str] = "packages.imported"
    SENTENCE: ClassVar[str] = (
        "File of packages “{file_name}” loaded: {added} added, {same} known already, {rejected} rejected."
    )
    PERSONAL: ClassVar[tuple[str, ...]] = ()
    SUBJECTS: ClassVar[tuple[str, ...]] = ("file",)
    file: str
    file_name: str
    added: int
    same: int
    rejected: int
