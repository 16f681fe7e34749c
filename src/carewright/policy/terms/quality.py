"""[ranking], [monitoring] and [case_audit]. Their keys are fixed, so that a council's file keeps working."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated

from carewright.kernel.hours import in_words as plain
from carewright.kernel.refused import Fault
from carewright.policy.terms.base import (
    Code,
    Count,
    Figure,
    Hours,
    Item,
    Percent,
    Table,
    YesNo,
    said,
    shown,
)

HUNDRED = Decimal(100)
COLUMNS = ("provider", "price", "on_contract_since")


class Indicator(Item):
    """A measure of quality, from its worst to its best acceptable value (worst may be the larger number)."""

    name: Code
    weight: Percent
    worst: Figure
    best: Figure

    def contradictions(self) -> Iterator[Fault]:
        """Worst equal to best, or a name that is another column's."""
        if self.worst == self.best:
            yield Fault(
                "worst",
                f"The worst and the best value of {shown(self.name)} are both {plain(self.best)}; they must differ.",
            )
        if self.name in COLUMNS:
            yield Fault("name", f"{shown(self.name)} is a column of its own in the ranking. Choose another name.")

    def in_words(self) -> tuple[str, str]:
        """Its name, weight and range."""
        values = f"worst {plain(self.worst)}, best {plain(self.best)}"
        return self.name.replace("_", " "), f"weight {plain(self.weight)}, {values}"


class RankingTerms(Table):
    """How quality and price make a rank (RNK-1)."""

    quality_weight: Annotated[Percent, said("Weight of quality", "RNK-1", unit="percent")]
    price_weight: Annotated[Percent, said("Weight of price", "RNK-1", unit="percent")]
    neutral: Annotated[Percent, said("Neutral value where there is nothing to go by", "RNK-1", "RNK-2")]
    indicators: Annotated[tuple[Indicator, ...], said("Indicator", "RNK-1", "RNK-2")]

    def contradictions(self) -> Iterator[Fault]:
        """Weights that do not total 100, and two indicators of one name."""
        total = self.quality_weight + self.price_weight
        if total != HUNDRED:
            yield Fault(
                "quality_weight", f"The weights of quality and price must total 100; they total {plain(total)}."
            )
        total = sum((indicator.weight for indicator in self.indicators), Decimal(0))
        if total != HUNDRED:
            yield Fault("indicators", f"The weights of the indicators must total 100; they total {plain(total)}.")
        names = [indicator.name for indicator in self.indicators]
        for number, name in enumerate(names, start=1):
            if name in names[: number - 1]:
                yield Fault(
                    f"indicators.{number}.name", f"There are two indicators named {shown(name)}. Keep one of them."
                )


class MonitoringTerms(Table):
    """Tolerance of delivered hours against ordered ones (MON-2)."""

    tolerance_percent: Annotated[Percent, said("Within tolerance up to, of the hours ordered", "MON-2", unit="percent")]
    tolerance_hours: Annotated[Hours, said("Or up to, if that is more", "MON-2", unit="hours")]
    count_frustrated: Annotated[YesNo, said("Frustrated visits count as delivered", "MON-2", "MON-3")]


class CaseAuditTerms(Table):
    """The monthly sample of cases (AUD-1)."""

    cases_per_service: Annotated[Count, said("Cases for each service each month", "AUD-1")]
    increased_share_percent: Annotated[Percent, said("Of these, with increased cost", "AUD-1", unit="percent")]
