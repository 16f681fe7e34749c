"""Operations about obligations: one's own work, the team's, and how time limits are kept."""

from typing import TYPE_CHECKING, Annotated

from ninja import Query
from pydantic import Field

from carewright.api.operations import Area
from carewright.api.paging import Listed, Page, Paging, paged
from carewright.api.schemas.fields import Moment
from carewright.api.schemas.obligations import ObligationShown, OnTimeShown
from carewright.look.page import Request
from carewright.obligations import queries
from carewright.obligations.queries import Per
from carewright.worktime import is_late

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from carewright.obligations.models import Obligation

area = Area("Obligations")


@area.reads("/obligations/mine", "see_my_work")
def list_my_work(request: Request, page: Query[Paging]) -> Page[ObligationShown]:
    """What the key's user owes, most urgent first (OBL-4)."""
    return _work(request, queries.my_work(request.actor), page)


@area.reads("/obligations/team", "see_team_work")
def list_team_work(request: Request, page: Query[Paging]) -> Page[ObligationShown]:
    """What everybody owes in the units that the key's user manages, most urgent first (OBL-4)."""
    return _work(request, queries.team_work(request.actor), page)


@area.reads("/obligations/on-time", "see_team_work")
def get_on_time(
    request: Request,
    since: Annotated[Moment, Field(description="Time limits that ended from here on.")],
    until: Annotated[Moment, Field(description="And before this moment.")],
    per: Annotated[Per, Field(description="What they are counted by.")] = Per.RULE,
) -> Listed[OnTimeShown]:
    """How time limits were kept, by rule, team, provider or month (OBL-3)."""
    found = queries.on_time(request.actor, since=since, until=until, at=request.at, per=per)
    return Listed(items=[OnTimeShown.model_validate(row) for row in found])


def _work(request: Request, work: "QuerySet[Obligation]", page: Paging) -> Page[ObligationShown]:
    def shown(owed: "Obligation") -> ObligationShown:
        owed.is_overdue = is_late(request.at, owed.due_at)  # type: ignore[attr-defined]  # read by the schema
        return ObligationShown.model_validate(owed)

    return paged(request, work, page, order=("due_at", "ref"), shown=shown)
