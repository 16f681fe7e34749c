"""What replays come to: counts before and after, the decisions that turn, and the money on either side of each."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from carewright.kernel.money import Money
from carewright.policy.rules import Difference, differences
from carewright.policy.terms import Terms
from carewright.reports.what_if.answers import NOTHING, Kind, Left, Replayed, Turn, in_order


@dataclass(frozen=True, kw_only=True)
class Sides:
    """Of cases that turn alike: how many add to the weekly cost and by how much, and how many take from it.

    Those that leave it as it is, or have no money hanging on them, count in `cases` alone.
    """

    cases: int
    up: int
    up_pounds: Money
    down: int
    down_pounds: Money

    @property
    def net_pounds(self) -> Money:
        """A week, both sides together."""
        return self.up_pounds + self.down_pounds


@dataclass(frozen=True, kw_only=True)
class Totals:
    """All past cases of one kind. `left`: how many can't be replayed, by the reason.

    `earlier` and `later`: offers that nobody answered, which would have lapsed sooner or not so soon.
    """

    kind: Kind
    cases: int
    was: Mapping[str, int]
    would_be: Mapping[str, int]
    turns: Mapping[Turn, Sides]
    earlier: int
    later: int
    left: Mapping[str, int]

    @property
    def turned(self) -> int:
        """How many would have been decided differently."""
        return sum(sides.cases for sides in self.turns.values())

    @property
    def decisions(self) -> list[tuple[str, int, int]]:
        """Each decision with how often it was made, and how often the draft would make it."""
        known = sorted({*self.was, *self.would_be}, key=lambda decision: in_order(self.kind, decision))
        return [(decision, self.was.get(decision, 0), self.would_be.get(decision, 0)) for decision in known]


@dataclass(frozen=True, kw_only=True)
class WhatIf:
    """A whole trial: totals of each kind that there are cases of, and the cases that turn."""

    totals: tuple[Totals, ...]
    turned: tuple[Replayed, ...]

    @property
    def cases(self) -> int:
        """How many were replayed."""
        return sum(total.cases for total in self.totals)


def tried(answers: Iterable[Replayed | Left]) -> WhatIf:
    """Count what replays said; the cases that turn stay in the order in which they came."""
    counted = {kind: _Counted(kind) for kind in Kind}
    turned = []
    for answer in answers:
        counted[answer.kind].add(answer)
        if isinstance(answer, Replayed) and answer.was != answer.would_be:
            turned.append(answer)
    return WhatIf(totals=tuple(one.totals() for one in counted.values() if one.seen), turned=tuple(turned))


class _Counted:
    """The counts of one kind while they grow."""

    def __init__(self, kind: Kind) -> None:
        self.kind = kind
        self.seen = self.earlier = self.later = 0
        self.was: Counter[str] = Counter()
        self.would_be: Counter[str] = Counter()
        self.left: Counter[str] = Counter()
        self.turns: dict[Turn, list[Money]] = {}

    def add(self, answer: Replayed | Left) -> None:
        """One more."""
        self.seen += 1
        if isinstance(answer, Left):
            self.left[answer.why] += 1
            return
        self.was[answer.was] += 1
        self.would_be[answer.would_be] += 1
        if answer.was != answer.would_be:
            self.turns.setdefault(Turn(answer.was, answer.would_be), []).append(answer.pounds or NOTHING)
        elif answer.moved:
            self.earlier += answer.moved < timedelta(0)
            self.later += answer.moved > timedelta(0)

    def totals(self) -> Totals:
        """What they came to."""
        return Totals(
            kind=self.kind,
            cases=self.was.total(),
            was=dict(self.was),
            would_be=dict(self.would_be),
            turns={turn: _sides(pounds) for turn, pounds in sorted(self.turns.items())},
            earlier=self.earlier,
            later=self.later,
            left=dict(self.left),
        )


def _sides(pounds: list[Money]) -> Sides:
    up, down = [one for one in pounds if one > 0], [one for one in pounds if one < 0]
    return Sides(
        cases=len(pounds),
        up=len(up),
        up_pounds=sum(up, NOTHING),
        down=len(down),
        down_pounds=sum(down, NOTHING),
    )


REPLAYED: Mapping[str, tuple[str, ...]] = {
    "calendar": ("opening", "closures", "areas"),
    "referrals": ("assessment_valid_for", "documents", "indicative_rates"),
    "authority": ("weekly_limits",),
    "sourcing": ("answer_within", "considering_longest"),
    "changes": (
        "max_flex_hours", "crossing_percent", "level_limits", "crossing_rule", "above_top", "block_entry_above_top",
    ),
}  # fmt: skip
"""The settings, by table, whose effect on past decisions a trial can show; calendars as far as offers' times go."""


def untried(old: Terms, draft: Terms) -> list[Difference]:
    """What the draft changes besides, whose effect on past cases can't be shown."""
    tables = {
        table: getattr(old, table).model_copy(update={name: getattr(getattr(draft, table), name) for name in names})
        for table, names in REPLAYED.items()
    }
    return differences(old.model_copy(update=tables), draft)
