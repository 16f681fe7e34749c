"""One area's review programme: drafted, started, and the outcomes of its first reviews (REV-7)."""

from decimal import Decimal
from typing import Any

from carewright.access.roles import Role
from carewright.demo.chance import chance
from carewright.demo.county import areas, teams
from carewright.demo.existing import moment_at
from carewright.demo.stage import Stage, Steps
from carewright.kernel.refused import Refused
from carewright.reviews.commands import draft_programme, record_programme_review, start_programme
from carewright.reviews.models import ProgrammeEntry
from carewright.worktime import local

A_MONTH = 4
"""So many reviews a community team manages in a month."""
_OUTCOMES: tuple[dict[str, Any], ...] = (
    {"outcome": "reduced", "share": Decimal("0.8")},
    {"outcome": "same"},
    {"outcome": "increased", "share": Decimal("1.1")},
    {"outcome": "ended"},
)


def programme(stage: Stage) -> Steps:
    """The first area's, from early in the weeks on; nothing where no package belongs to a cohort."""
    rng, area = chance(stage.seed, "programme"), areas()[0]
    yield stage.until(moment_at(stage, 0.2, rng))
    community = [plan.name for plan in teams() if plan.area == area and plan.source_team == "community"]
    try:
        drafted = stage.act(
            draft_programme,
            name=f"{area}: support by day, and supported living",
            unit=stage.cast.units[area],
            start_month=local(stage.now).date().replace(day=1),
            capacity={stage.cast.units[name]: A_MONTH for name in community},
            by=stage.cast.one(Role.REVIEW_ADMINISTRATOR),
        )
    except Refused:
        return
    yield stage.wait(700)
    stage.act(start_programme, programme=drafted.ref, by=stage.cast.one(Role.HEAD_OF_SERVICE))
    for told in _OUTCOMES:
        yield stage.wait(rng.uniform(900, 1500))
        waiting = ProgrammeEntry.objects.filter(programme=drafted, taken_on=None, left_because="")
        entry = waiting.select_related("package__team").order_by("month", "pk").first()
        if entry is not None:
            _recorded(stage, entry, told)


def _recorded(stage: Stage, entry: ProgrammeEntry, told: dict[str, Any]) -> None:
    cost = entry.package.orders.order_by("version").values_list("weekly_cost", flat=True).last()
    after = (cost * told["share"]).quantize(Decimal("0.01")) if cost and "share" in told else None
    stage.act(
        record_programme_review,
        entry=entry.ref,
        taken_on=local(stage.now).date(),
        outcome=told["outcome"],
        cost_after=after,
        by=stage.cast.at(Role.PRACTITIONER, entry.package.team.name),
    )
