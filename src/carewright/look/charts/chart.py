"""What a chart shows: its kind, its words and its figures. Knows nothing of how it is drawn."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from carewright.kernel import hours as kernel_hours
from carewright.kernel import money as kernel_money

Figure = int | Decimal | None
MOST_SERIES = 6
"""As many colours as can be told apart."""
NO_FIGURE = "–"


class Kind(StrEnum):
    """The kinds of chart. A bar chart has one series; grouped bars stand side by side, stacked ones add up."""

    LINE = "line"
    BAR = "bar"
    GROUPED = "grouped"
    STACKED = "stacked"


class Written(StrEnum):
    """How a figure is written in the table and on the axis."""

    NUMBER = "number"
    POUNDS = "pounds"
    HOURS = "hours"
    PERCENT = "percent"


@dataclass(frozen=True)
class Series:
    """One line, or the bars of one colour: a name and a figure for each label, None where there is none."""

    name: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True)
class Chart:
    """A chart with what it says in words. `measure` is what is counted, `across` what the labels are.

    Refuses (ValueError) figures that do not match the labels, several series in a plain bar chart, and more series than
    there are colours: those are faults of the page, not of whoever looks at it.
    """

    kind: Kind
    title: str
    told: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    measure: str
    across: str
    written: Written = Written.NUMBER

    def __post_init__(self) -> None:
        if not 1 <= len(self.series) <= (1 if self.kind is Kind.BAR else MOST_SERIES):
            raise ValueError(f"a {self.kind} chart cannot show {len(self.series)} series")
        if any(len(one.figures) != len(self.labels) for one in self.series):
            raise ValueError("every series has one figure for each label")

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw."""
        return all(figure is None for one in self.series for figure in one.figures)

    @property
    def heads(self) -> tuple[str, ...]:
        """The headings of the table's columns of figures: one series alone is named by what is measured."""
        if len(self.series) == 1 and not self.series[0].name:
            return (f"{self.measure[:1].upper()}{self.measure[1:]}",)
        return tuple(one.name for one in self.series)

    @property
    def rows(self) -> list[tuple[str, tuple[tuple[str, str], ...]]]:
        """The table: each label with its figures as written, each beside its heading."""
        return [
            (
                label,
                tuple((head, self._words(one.figures[n])) for head, one in zip(self.heads, self.series, strict=True)),
            )
            for n, label in enumerate(self.labels)
        ]

    def _words(self, figure: Figure) -> str:
        if figure is None:
            return NO_FIGURE
        match self.written:
            case Written.POUNDS:
                return kernel_money.in_words(Decimal(figure))
            case Written.HOURS:
                return kernel_hours.in_words(Decimal(figure))
            case Written.PERCENT:
                return f"{figure}%"
            case _:
                return f"{figure:,}"
