"""Operations about provider-led changes, for the council and for the provider that gives notice."""

from typing import TYPE_CHECKING, Annotated

from ninja import Query
from pydantic import Field

from carewright.api.operations import Area
from carewright.api.paging import Page, Paging, paged
from carewright.api.schemas.changes import (
    Authority,
    CaseUpdate,
    ChangeShown,
    Choice,
    Involvement,
    JudgementShown,
    Notice,
    Withdrawal,
)
from carewright.api.schemas.fields import AnyRef, Moment, PathRef, Word
from carewright.api.schemas.trail import TimelineEntry
from carewright.api.timelines import timeline_page
from carewright.changes import commands, queries
from carewright.changes.queries.finding import Sought
from carewright.look.page import Request

if TYPE_CHECKING:
    from carewright.changes.models import Change

area = Area("Changes")
own_area = Area("For providers: changes")

Since = Annotated[Moment | None, Field(description="Made from this moment on.")]
Until = Annotated[Moment | None, Field(description="Made before this moment.")]


@area.reads("/changes", "see_changes")
def list_changes(
    request: Request, page: Query[Paging], state: Word = "", provider: AnyRef = "", reason: Word = ""
) -> Page[ChangeShown]:
    """Changes of packages in the units of the key's user, the latest notice first."""
    found = queries.changes(request.actor, Sought(state=state, provider=provider, reason=reason))
    return paged(request, found, page, order=("-noticed_at", "ref"), shown=lambda change: _to_council(change, request))


@area.reads("/changes/{ref}", "see_changes")
def get_change(request: Request, ref: PathRef) -> ChangeShown:
    """A change, with how it was judged."""
    return _to_council(queries.change(ref, request.actor), request)


@area.reads("/changes/{ref}/timeline", "see_changes")
def get_change_timeline(request: Request, page: Query[Paging], ref: PathRef) -> Page[TimelineEntry]:
    """What happened about a change, newest first, in plain sentences (TRAIL-3)."""
    return timeline_page(request, page, queries.change(ref, request.actor).ref)


@area.reads("/case-updates", "see_packages")
def list_case_updates(
    request: Request, page: Query[Paging], since: Since = None, until: Until = None
) -> Page[CaseUpdate]:
    """Case notes of changes, the oldest first: for the case-management system to fetch (CHG-5)."""
    found = queries.case_notes(request.actor, since=since, until=until)
    return paged(request, found, page, order=("made_at", "ref"), shown=CaseUpdate.model_validate)


@area.writes("/changes/{ref}/confirmation", "confirm_change")
def confirm_change(request: Request, ref: PathRef) -> ChangeShown:
    """Confirm a change: within tolerance it takes effect from its date, else the manager decides (CHG-3)."""
    return _to_council(commands.confirm_change(change=ref, by=request.actor, at=request.at), request)


@area.writes("/changes/{ref}/authorisation", "authorise_change")
def authorise_change(request: Request, ref: PathRef, asked: Authority) -> ChangeShown:
    """Authorise a change beyond tolerance, within the limit of one's role (CHG-4, REF-7)."""
    done = commands.authorise_change(change=ref, **asked.told(), by=request.actor, at=request.at)
    return _to_council(done, request)


@area.writes("/changes/{ref}/discussion", "discuss_change")
def discuss_change(request: Request, ref: PathRef, asked: Choice) -> ChangeShown:
    """Discuss the change further with the provider; it stays with the manager (CHG-4)."""
    done = commands.discuss_change(change=ref, **asked.told(), by=request.actor, at=request.at)
    return _to_council(done, request)


@area.writes("/changes/{ref}/talk", "arrange_talk")
def arrange_talk(request: Request, ref: PathRef, asked: Choice) -> ChangeShown:
    """Arrange to talk with the person; the change stays with the manager (CHG-4)."""
    done = commands.arrange_talk(change=ref, **asked.told(), by=request.actor, at=request.at)
    return _to_council(done, request)


@area.writes("/changes/{ref}/full-review", "send_to_full_review")
def send_to_full_review(request: Request, ref: PathRef, asked: Choice) -> ChangeShown:
    """Have a full review in the change's place (CHG-4)."""
    done = commands.send_to_full_review(change=ref, **asked.told(), by=request.actor, at=request.at)
    return _to_council(done, request)


@area.writes("/changes/{ref}/involvement", "ask_for_involvement")
def ask_for_involvement(request: Request, ref: PathRef, asked: Involvement) -> ChangeShown:
    """Ask for social care involvement, as council or provider: the change stops, a review follows (CHG-7)."""
    done = commands.ask_for_involvement(change=ref, **asked.told(), by=request.actor, at=request.at)
    return _to_provider(done) if request.actor.provider else _to_council(done, request)


@own_area.reads("/own/changes", "see_own_changes")
def list_own_changes(request: Request, page: Query[Paging]) -> Page[ChangeShown]:
    """The changes that the provider gave notice of, the latest first."""
    found = queries.own_changes(request.actor)
    return paged(request, found, page, order=("-noticed_at", "ref"), shown=_to_provider)


@own_area.reads("/own/changes/{ref}", "see_own_changes")
def get_own_change(request: Request, ref: PathRef) -> ChangeShown:
    """One of the provider's changes, with how it was judged."""
    return _to_provider(queries.own_change(ref, request.actor))


@own_area.writes("/packages/{ref}/changes", "notice_change", status=201)
def notice_change(request: Request, ref: PathRef, asked: Notice) -> ChangeShown:
    """Give notice of a change of the provider's own part of a package (CHG-1)."""
    return _to_provider(commands.notice_change(package=ref, **asked.told(), by=request.actor, at=request.at))


@own_area.writes("/changes/{ref}/withdrawal", "withdraw_change")
def withdraw_change(request: Request, ref: PathRef, asked: Withdrawal) -> ChangeShown:
    """Withdraw a change that is neither in effect nor over."""
    return _to_provider(commands.withdraw_change(change=ref, **asked.told(), by=request.actor, at=request.at))


def _to_council(change: "Change", request: Request) -> ChangeShown:
    costs = queries.sees_costs(request.actor, change)
    return _shown(change, costs=costs, whole=costs)


def _to_provider(change: "Change") -> ChangeShown:
    """Its own costs, and nothing of the others' parts of the package (ROLE-6)."""
    return _shown(change, costs=True, whole=False)


def _shown(change: "Change", *, costs: bool, whole: bool) -> ChangeShown:
    told = queries.judged(change)
    found, facts = told.assessment, told.facts
    owed = queries.owed_about(change) if change.closed_at is None else None
    return ChangeShown(
        ref=change.ref,
        package=change.package.ref,
        provider=change.provider.ref,
        state=change.state,
        weekly_hours=change.weekly_hours,
        effective_on=change.effective_on,
        reason=change.reason,
        noticed_at=change.noticed_at,
        due_at=owed.due_at if owed else None,
        closed_at=change.closed_at,
        order_version=change.order.version if change.order else None,
        judgement=JudgementShown(
            decides=told.decides,
            rules=list(told.rules),
            why=told.why,
            policy_version=told.policy_version,
            ordered_hours=facts.ordered_hours,
            current_hours=facts.current_hours,
            new_hours=facts.new_hours,
            percent=told.percent,
            ordered_level=found.ordered_level,
            current_level=found.current_level,
            new_level=found.new_level,
            ordered_cost=found.ordered_cost if costs else None,
            current_cost=found.current_cost if costs else None,
            new_cost=found.new_cost if costs else None,
            new_package_cost=told.new_package_cost if whole else None,
        ),
    )
