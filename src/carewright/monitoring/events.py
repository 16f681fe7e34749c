"""What is recorded about weekly variation reports. No amounts: timelines have many readers (ROLE-6)."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, kw_only=True)
class VariationsReported:
    """A provider's report of weeks: what it changed. The packages are those whose week it reported or corrected."""

    NAME: ClassVar[str] = "variation.reported"
    SENTENCE: ClassVar[str] = (
        "Weekly variation report from {provider_name}: {added} new, {corrected} corrected, {same} known already. "
        "{waiting} to be answered by case management."
    )
    PERSONAL: ClassVar[tuple[str, ...]] = ()
    SUBJECTS: ClassVar[tuple[str, ...]] = ("report", "provider", "packages")
    report: str
    provider: str
    provider_name: str
    packages: tuple[str, ...]
    added: int
    corrected: int
    same: int
    waiting: int


@dataclass(frozen=True, kw_only=True)
class VariationsImported:
    """A file of weekly variation reports was loaded; what it changed stands in the events before."""

    NAME: ClassVar[str] = "variation.imported"
    SENTENCE: ClassVar[str] = (
        "File of weekly variations “{file_name}” loaded: {added} new, {corrected} corrected, {same} known already, "
        "{rejected} rejected."
    )
    PERSONAL: ClassVar[tuple[str, ...]] = ()
    SUBJECTS: ClassVar[tuple[str, ...]] = ("file",)
    file: str
    file_name: str
    added: int
    corrected: int
    same: int
    rejected: int


@dataclass(frozen=True, kw_only=True)
class VariationsApproved:
    """Case management approved variations: their weeks are paid for the hours delivered."""

    NAME: ClassVar[str] = "variation.approved"
    SENTENCE: ClassVar[str] = "Variation approved, paid for the hours delivered: {weeks}."
    PERSONAL: ClassVar[tuple[str, ...]] = ()
    SUBJECTS: ClassVar[tuple[str, ...]] = ("variations", "packages", "providers")
    variations: tuple[str, ...]
    packages: tuple[str, ...]
    providers: tuple[str, ...]
    weeks: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class VariationsRefused:
    """Case management refused variations: nothing changes of the payment."""

    NAME: ClassVar[str] = "variation.refused"
    SENTENCE: ClassVar[str] = "Variation refused, {weeks}: {reason}"
    PERSONAL: ClassVar[tuple[str, ...]] = ("reason",)
    SUBJECTS: ClassVar[tuple[str, ...]] = ("variations", "packages", "providers")
    variations: tuple[str, ...]
    packages: tuple[str, ...]
    providers: tuple[str, ...]
    weeks: tuple[str, ...]
    reason: str


@dataclass(frozen=True, kw_only=True)
class VariationUnanswered:
    """The time to answer a variation has passed: nothing changes of the payment."""

    NAME: ClassVar[str] = "variation.unanswered"
    SENTENCE: ClassVar[str] = "Variation not answered in time, paid as before: {week}."
    PERSONAL: ClassVar[tuple[str, ...]] = ()
    SUBJECTS: ClassVar[tuple[str, ...]] = ("variation", "package", "provider")
    variation: str
    package: str
    provider: str
    week: str
