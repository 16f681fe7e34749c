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

    `kind` is one of the kinds of an order; `because` the change, suspension or referral that asked for it;
    `contribution` says whether the personal budget is told anew or left to the annual review (CHG-5).
    """

    NAME: ClassVar[str] = "order.changed"
    SENTENCE: ClassVar[str] = (
        "Service delivery order version {version}, from {starts_on}: {what} {reason} {contribution}"
    )
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
    contribution: str


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


@dataclass(frozen=True, kw_only=True)
class PersonalBudgetRenewed:
    """The personal budget was brought up to date at a review (CHG-5). Its figures are in the record and the letter."""

    NAME: ClassVar[str] = "personal_budget.renewed"
    SENTENCE: ClassVar[str] = (
        "Personal budget renewed from {starts_on}: a letter goes to the person, a copy to finance."
    )
    PERSONAL: ClassVar[tuple[str, ...]] = ()
    SUBJECTS: ClassVar[tuple[str, ...]] = ("budget", "order", "package", "person", "because")
    budget: str
    order: str
    package: str
    person: str
    because: str
    starts_on: date


@dataclass(frozen=True, kw_only=True)
class BudgetLetterSent:
    """The letter about the personal budget was made for the person, and a copy went to finance (CHG-5, ORD-5)."""

    NAME: ClassVar[str] = "budget_letter.sent"
    SENTENCE: ClassVar[str] = (
        "Personal budget letter made for the person, of what holds from {starts_on}; finance has a copy."
    )
    PERSONAL: ClassVar[tuple[str, ...]] = ()
    SUBJECTS: ClassVar[tuple[str, ...]] = ("budget", "order", "package", "person")
    budget: str
    order: str
    package: str
    person: str
    document: str
    starts_on: date


@dataclass(frozen=True, kw_only=True)
class CouncilChangeOpened:
    """A practitioner's change of a package came to brokerage: same provider, or find one (VAR-1)."""

    NAME: ClassVar[str] = "council_change.opened"
    SENTENCE: ClassVar[str] = "Change of package {package} to {hours_words}: the broker decides who provides it."
    PERSONAL: ClassVar[tuple[str, ...]] = ()
    SUBJECTS: ClassVar[tuple[str, ...]] = ("referral", "package", "person")
    referral: str
    package: str
    person: str
    hours_words: str


@dataclass(frozen=True, kw_only=True)
class CouncilChangeOrdered:
    """The provider that has the package takes the change: no new search (VAR-1)."""

    NAME: ClassVar[str] = "council_change.ordered"
    SENTENCE: ClassVar[str] = (
        "Change ordered from {provider_name} without a new search: {hours_words} instead of {hours_before}, as agreed "
        "on {agreed_on} with {agreed_with}. {why}"
    )
    PERSONAL: ClassVar[tuple[str, ...]] = ("agreed_with", "why")
    SUBJECTS: ClassVar[tuple[str, ...]] = ("referral", "order", "package", "person", "provider")
    referral: str
    order: str
    package: str
    person: str
    provider: str
    provider_name: str
    hours_before: str
    hours_words: str
    agreed_on: date
    agreed_with: str
    why: str
    policy_version: str


@dataclass(frozen=True, kw_only=True)
class CouncilChangePut:
    """A provider is looked for: the change went on the list of packages to be placed (VAR-1)."""

    NAME: ClassVar[str] = "council_change.put"
    SENTENCE: ClassVar[str] = "A provider is looked for; the present one stays until another starts. {why}"
    PERSONAL: ClassVar[tuple[str, ...]] = ("why",)
    SUBJECTS: ClassVar[tuple[str, ...]] = ("referral", "requirement", "package", "person")
    referral: str
    requirement: str
    package: str
    person: str
    why: str


@dataclass(frozen=True, kw_only=True)
class CouncilChangeWithdrawn:
    """The change is off: its referral was withdrawn (REF-9)."""

    NAME: ClassVar[str] = "council_change.withdrawn"
    SENTENCE: ClassVar[str] = "Change withdrawn: {reason}"
    PERSONAL: ClassVar[tuple[str, ...]] = ("reason",)
    SUBJECTS: ClassVar[tuple[str, ...]] = ("referral", "package", "person")
    referral: str
    package: str
    person: str
    reason: str
