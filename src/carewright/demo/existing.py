"""Packages from before, taken one after another by whatever is to happen to them; and when it does."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from random import Random

from carewright.access.actors import Actor
from carewright.access.roles import Role
from carewright.demo.chance import chance
from carewright.demo.hours import after_working, working_days, working_days_later
from carewright.demo.market import HOME_CARE
from carewright.demo.staff import HOME_TEAM
from carewright.demo.stage import Stage
from carewright.packages.models import Line
from carewright.worktime import local, london

HOME = f"{HOME_TEAM} community team"
"""The team of those whom the demonstration signs in as."""


@dataclass(frozen=True)
class Existing:
    """A package of home care from before: whose it is, and what is ordered of it a week."""

    stage: Stage
    package: str
    order: str
    person: str
    provider: str
    team: str
    area: str
    hours: Decimal
    carers: int
    weekly_cost: Decimal

    @property
    def coordinator(self) -> Actor:
        """Who speaks for its provider."""
        return self.stage.cast.at(Role.PROVIDER_COORDINATOR, self.provider)

    @property
    def practitioner(self) -> Actor:
        """Whose work it is in the team."""
        return self.stage.cast.at(Role.PRACTITIONER, self.team)

    @property
    def team_manager(self) -> Actor:
        """Who decides in the team."""
        return self.stage.cast.at(Role.TEAM_MANAGER, self.team)

    @property
    def broker(self) -> Actor:
        """One of the area's brokers."""
        return self.stage.cast.at(Role.BROKER, self.area)


Fits = Callable[[Existing], bool]


def _any(_: Existing) -> bool:
    return True


@dataclass
class Pool:
    """What is left of the packages from before, in the seed's order."""

    stage: Stage
    rng: Random = field(init=False)
    left: list[Existing] = field(init=False)
    taken: set[str] = field(default_factory=set)
    """References of the packages that something is to happen to."""

    def __post_init__(self) -> None:
        self.rng = chance(self.stage.seed, "packages in place")
        self.left = list(_existing(self.stage))
        self.rng.shuffle(self.left)

    def take(self, fits: Fits = _any, *, is_shown: bool = False) -> Existing | None:
        """The next that fits; `is_shown`: where those work whom the demonstration signs in as, if there is one."""
        fitting = [one for one in self.left if fits(one)]
        if is_shown:
            fitting.sort(key=lambda one: (one.team != HOME, one.provider != self.shown_provider))
        if not fitting:
            return None
        self.left.remove(fitting[0])
        self.taken.add(fitting[0].package)
        return fitting[0]

    @property
    def shown_provider(self) -> str:
        """The provider whose people the demonstration signs in as: the first of the register."""
        return next(iter(self.stage.cast.providers.values()))


def moment_at(stage: Stage, share: float, rng: Random) -> datetime:
    """A moment in office hours, so far (0 to 1) through the stage's weeks."""
    days = working_days(local(stage.start).date(), local(stage.end).date(), stage.calendar)
    return _in_the_day(stage, days[min(int(share * len(days)), len(days) - 1)], rng)


def moment_before(stage: Stage, days: int, rng: Random) -> datetime:
    """A moment in office hours so many working days before the stage's end, and not before its start."""
    day = working_days_later(local(stage.end).date(), -days, stage.calendar)
    return max(_in_the_day(stage, day, rng), stage.start)


def days_on(stage: Stage, days: int) -> date:
    """The day so many after the stage's."""
    return local(stage.now).date() + timedelta(days=days)


def _in_the_day(stage: Stage, day: date, rng: Random) -> datetime:
    return after_working(london(day, time(9)), timedelta(minutes=rng.randint(10, 400)), stage.calendar)


def _existing(stage: Stage) -> Iterable[Existing]:
    lines = Line.objects.filter(
        order__package__requirement=None, order__version=1, service=HOME_CARE, to_on=None
    ).select_related("order__package__person", "order__package__team__parent__parent", "provider")
    for line in lines.order_by("pk"):
        package = line.order.package
        locality = package.team.parent
        area = locality.parent if locality is not None else None
        yield Existing(
            stage=stage,
            package=package.ref,
            order=line.order.ref,
            person=package.person.ref,
            provider=line.provider.ref,
            team=package.team.name,
            area=area.name if area is not None else "",
            hours=line.weekly_hours,
            carers=line.carers,
            weekly_cost=line.weekly_cost,
        )
