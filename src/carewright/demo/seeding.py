"""Filling an empty database with the county and its twelve weeks of work (06-interfaces, `carewright demo`)."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db import transaction

from carewright.access.models import HeldRole, Unit
from carewright.access.roles import Role
from carewright.demo.cast import Cast
from carewright.demo.chance import chance
from carewright.demo.changing import changes
from carewright.demo.commands import set_demonstration_clock
from carewright.demo.enabling import enablement
from carewright.demo.existing import Pool
from carewright.demo.founding import (
    FOUNDER,
    declare_capacities,
    found_clusters,
    found_contracts,
    found_market,
    found_policy,
    found_units,
    found_users,
    sanction_providers,
    share_password,
)
from carewright.demo.hours import last_mid_morning, next_morning, working_days_later
from carewright.demo.loading import load_people, load_places
from carewright.demo.market import Market, market
from carewright.demo.names import Names
from carewright.demo.pausing import pauses
from carewright.demo.placing import placed
from carewright.demo.programming import programme
from carewright.demo.referring import told
from carewright.demo.reordering import reorders
from carewright.demo.reporting import reports
from carewright.demo.reviewing import reviews
from carewright.demo.staff import UserPlan, council_staff, one_sign_in_per_role, provider_staff
from carewright.demo.stage import Stage, Steps
from carewright.demo.stories import Ending, stories
from carewright.policy.terms import Terms
from carewright.worktime import STANDARD, local, london

Progress = Callable[[float, str], None]
"""Told how much is done (0 to 1), and what is being done."""


def say_nothing(share: float, what: str) -> None:
    """Show no progress."""


WEEKS = 12
REFERRALS = 260
PEOPLE = 2000
FOUNDED_BEFORE = 10
"""The county is founded so many working days before its twelve weeks begin."""
_FOUNDING_IS = 0.12
"""How much of the whole work founding is."""


@dataclass(frozen=True)
class Seeded:
    """What was made: when it ends, and how many referrals of each ending."""

    end: datetime
    endings: Counter[Ending]


def is_empty() -> bool:
    """Whether there is no county yet."""
    return not Unit.objects.exists()


@transaction.atomic
def seed_county(
    *,
    seed: int,
    now: datetime,
    end: datetime | None = None,
    weeks: int = WEEKS,
    referrals: int = REFERRALS,
    people: int = PEOPLE,
    progress: Progress = say_nothing,
) -> Seeded:
    """Found a county in an empty database, by the seed, and let it work for so many weeks up to `end`.

    The county whole, or nothing of it. Without an `end` it ends on the last working morning before `now`, the real
    moment.
    """
    end = end or last_mid_morning(now, STANDARD)
    days = weeks * 5
    first = working_days_later(local(end).date(), -days, STANDARD)
    start = london(first, time(9))
    founded_at = london(working_days_later(first, -FOUNDED_BEFORE, STANDARD), time(9))
    cast, the_market, terms = _founded(seed, people, founded_at, progress)
    stage = Stage(cast, terms, seed, start, end)
    told_of = stories(seed, referrals, start, end, stage.calendar)
    for story in told_of:
        stage.play(told(stage, story, placed))
    enablement(stage, min(people, referrals // 10))
    stage.play(_market_at_work(stage, the_market))
    _packages_in_place(stage)
    stage.run(lambda share: progress(_FOUNDING_IS + (1 - _FOUNDING_IS) * share, f"{weeks} weeks of work"))
    return Seeded(end, Counter(story.ending for story in told_of))


def start_clock(seeded: Seeded, *, now: datetime) -> None:
    """Let the demonstration's clock go on from the county's end, it being really `now`."""
    set_demonstration_clock(to=seeded.end, by=FOUNDER, at=now)


def _founded(seed: int, people: int, at: datetime, progress: Progress) -> tuple[Cast, Market, Terms]:
    cast, names, the_market = Cast(), Names(chance(seed, "staff")), market(seed, local(at).date())
    progress(0, "units and users")
    found_units(cast, at)
    found_users(cast, council_staff(names), at)
    terms = found_policy(cast, at)
    load_places(cast, at)
    found_clusters(cast, at)
    progress(0.02, "providers and contracts")
    found_market(cast, the_market, at)
    found_users(cast, provider_staff(the_market.providers, names), at)
    found_contracts(cast, the_market, terms, at)
    share_password(at)
    sanction_providers(cast, the_market, at, 0)
    progress(0.06, "people and their packages")
    load_people(cast, the_market, number=people, seed=seed, at=at)
    return cast, the_market, terms


def _packages_in_place(stage: Stage) -> None:
    """What happens to the packages that people have: the rarest first, so that a small county has one of each."""
    pool = Pool(stage)
    changes(stage, pool)
    pauses(stage, pool)
    reorders(stage, pool)
    reviews(stage, pool)
    reports(stage, pool)
    stage.play(programme(stage))


def _market_at_work(stage: Stage, the_market: Market) -> Steps:
    """What providers have free is declared at first and on the last Monday; shortly before the end, one is barred."""
    declare_capacities(stage.cast, the_market, stage.now)
    last = local(stage.end).date()
    yield stage.until(london(working_days_later(last, -8, stage.calendar), time(9, 20)))
    sanction_providers(stage.cast, the_market, stage.now, 1)
    yield stage.until(next_morning(london(last - timedelta(days=last.weekday()), time(0)), stage.calendar))
    declare_capacities(stage.cast, the_market, stage.now, one_in=4)


def sign_ins_shown() -> list[tuple[str, str]]:
    """One sign-in for each role: the role in words, and the address."""
    held = HeldRole.objects.select_related("user", "unit").order_by("pk")
    plans = [UserPlan(one.user.email, one.user.name, Role(one.role)) for one in held]
    return [(plan.role.in_words, plan.email) for plan in one_sign_in_per_role(plans)]
