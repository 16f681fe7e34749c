"""What the person pays of what is ordered, day by day (CHG-5)."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from carewright.packages.rules import (
    Budget,
    Contribution,
    LineFacts,
    Step,
    from_step,
    on_day,
    order_cost,
    pays_otherwise_from,
    step_on,
    steps_in_force,
    steps_of,
)

MONDAY = date(2018, 1, 8)
DAY = timedelta(days=1)


def day(number: int) -> date:
    return MONDAY + number * DAY


@st.composite
def rows(draw: st.DrawFn) -> tuple[LineFacts, ...]:
    """Up to three parts, each with rows one after another, some of them suspended."""
    found = []
    for part in range(1, draw(st.integers(1, 3)) + 1):
        starts = sorted(draw(st.sets(st.integers(0, 60), min_size=1, max_size=4)))
        for first, following in zip(starts, [*starts[1:], None], strict=True):
            suspended = draw(st.booleans())
            found.append(
                LineFacts(
                    provider=f"PRV-{part}",
                    weekly_hours=Decimal(draw(st.integers(1, 40))),
                    carers=1,
                    rate=Decimal("18.40"),
                    from_on=day(first),
                    to_on=None if following is None else day(following - 1),
                    part=part,
                    is_suspended=suspended,
                    paid_percent=draw(st.sampled_from([0, 50])) if suspended else 100,
                )
            )
    return tuple(found)


terms = st.builds(
    Contribution,
    weekly=st.decimals(0, 900, places=2),
    is_max_payer=st.booleans(),
    maximum=st.none() | st.decimals(0, 900, places=2),
)


@given(rows=rows(), terms=terms, first=st.integers(0, 60), asked=st.integers(0, 90))
def test_on_every_day_the_person_pays_what_was_assessed_and_never_more_than_is_paid(
    rows: tuple[LineFacts, ...], terms: Contribution, first: int, asked: int
) -> None:
    step = step_on(steps_of(rows, day(first), terms), day(first + asked))

    assert step is not None
    cost = order_cost(on_day(rows, day(first + asked)))
    ceiling = (cost if terms.maximum is None else terms.maximum) if terms.is_max_payer else terms.weekly
    assert (step.weekly_amount, step.contribution) == (cost, min(ceiling, cost))


steps = st.lists(
    st.tuples(st.integers(0, 40), st.integers(0, 3)), min_size=1, max_size=5, unique_by=lambda pair: pair[0]
).map(lambda pairs: tuple(Step(day(at), Decimal(5), Decimal(paid)) for at, paid in sorted(pairs)))


@given(told=st.lists(steps, max_size=5), asked=st.integers(0, 60))
def test_what_is_told_later_speaks_for_its_days_and_leaves_those_before(
    told: list[tuple[Step, ...]], asked: int
) -> None:
    budgets = [Budget(number, one[0].from_on, one) for number, one in enumerate(told, start=1)]

    speaking = [budget for budget in budgets if budget.from_on <= day(asked)]
    expected = step_on(speaking[-1].steps, day(asked)) if speaking else None
    assert step_on(steps_in_force(budgets), day(asked)) == expected


@given(before=steps, after=steps, first=st.integers(0, 40))
def test_it_is_told_from_the_first_day_that_differs(
    before: tuple[Step, ...], after: tuple[Step, ...], first: int
) -> None:
    def paid(told: tuple[Step, ...], on: date) -> Decimal | None:
        step = step_on(told, on)
        return step.contribution if step else None

    differing = [day(n) for n in range(first, 80) if paid(before, day(n)) != paid(after, day(n))]

    found = pays_otherwise_from(before, after, day(first))
    assert found == (differing[0] if differing else None)
    if found:
        kept = from_step(after, found)
        assert all(paid(kept, day(n)) == paid(after, day(n)) for n in range((found - MONDAY).days, 80))
