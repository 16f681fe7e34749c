"""Operations about review programmes and the letters before them (REV-7, REV-9)."""

from ninja import Query

from carewright.api.operations import Area
from carewright.api.paging import Page, Paging, paged
from carewright.api.schemas.fields import PathRef, Word
from carewright.api.schemas.programme import (
    ProgrammeClosing,
    ProgrammeEntryShown,
    ProgrammeLetterShown,
    ProgrammePlan,
    ProgrammeReview,
    ProgrammeShown,
    ProgrammeToDraft,
    StandingShown,
    TeamCapacity,
    Urgency,
)
from carewright.api.schemas.trail import TimelineEntry
from carewright.api.timelines import timeline_page
from carewright.look.page import Request
from carewright.reviews import commands, queries

area = Area("Review programmes")


@area.reads("/review-programmes", "see_review_programme")
def list_review_programmes(request: Request, page: Query[Paging]) -> Page[ProgrammeShown]:
    """Programmes of the units that the key's user reaches, or that lie around them; the newest first."""
    found = queries.programmes(request.actor).prefetch_related("capacities__team")
    return paged(request, found, page, order=("-drafted_at", "ref"), shown=ProgrammeShown.model_validate)


@area.reads("/review-programmes/{ref}", "see_review_programme")
def get_review_programme(request: Request, ref: PathRef) -> ProgrammeShown:
    """A programme with what its teams manage."""
    return ProgrammeShown.model_validate(queries.programme(ref, request.actor))


@area.reads("/review-programmes/{ref}/standing", "see_review_programme")
def get_review_programme_standing(request: Request, ref: PathRef) -> StandingShown:
    """How a programme stands: cohorts and months forecast against the plan, and what the reviews came to (REV-7)."""
    found = queries.programme(ref, request.actor)
    return StandingShown.model_validate(queries.standing_of(found, request.actor, request.at))


@area.reads("/review-programmes/{ref}/timeline", "see_review_programme")
def get_review_programme_timeline(request: Request, page: Query[Paging], ref: PathRef) -> Page[TimelineEntry]:
    """What happened about a programme, newest first, in plain sentences (TRAIL-3)."""
    return timeline_page(request, page, queries.programme(ref, request.actor).ref)


@area.reads("/review-programmes/{ref}/entries", "see_review_programme")
def list_programme_entries(
    request: Request, page: Query[Paging], ref: PathRef, cohort: Word = ""
) -> Page[ProgrammeEntryShown]:
    """Packages in a programme, of people whom the key's user may know of."""
    found = queries.entries(queries.programme(ref, request.actor), request.actor)
    found = found.filter(cohort=cohort) if cohort else found
    return paged(request, found, page, order=("ref",), shown=ProgrammeEntryShown.model_validate)


@area.reads("/review-programmes/{ref}/letters", "see_review_programme")
def list_programme_letters(request: Request, page: Query[Paging], ref: PathRef) -> Page[ProgrammeLetterShown]:
    """Letters before a programme, to people whom the key's user may know of (REV-9)."""
    found = queries.letters_of(queries.programme(ref, request.actor), request.actor).select_related("person")
    return paged(request, found, page, order=("ref",), shown=ProgrammeLetterShown.model_validate)


@area.writes("/review-programmes", "draft_programme", status=201)
def draft_programme(request: Request, asked: ProgrammeToDraft) -> ProgrammeShown:
    """Draft a programme of the packages that a cohort of the policy takes, and plan it (REV-7)."""
    told = asked.told() | {"capacity": _by_team(asked.capacity)}
    return ProgrammeShown.model_validate(commands.draft_programme(**told, by=request.actor, at=request.at))


@area.writes("/review-programmes/{ref}/start", "start_programme")
def start_programme(request: Request, ref: PathRef) -> ProgrammeShown:
    """Start a programme: from now on its reviews are recorded."""
    started = commands.start_programme(programme=ref, by=request.actor, at=request.at)
    return ProgrammeShown.model_validate(started)


@area.writes("/review-programmes/{ref}/plan", "replan_programme")
def replan_programme(request: Request, ref: PathRef, asked: ProgrammePlan) -> ProgrammeShown:
    """Plan anew, with other capacity and whoever has joined or left (REV-7)."""
    told = asked.told() | {"capacity": _by_team(asked.capacity)}
    planned = commands.replan_programme(programme=ref, **told, by=request.actor, at=request.at)
    return ProgrammeShown.model_validate(planned)


@area.writes("/review-programmes/{ref}/closing", "close_programme")
def close_programme(request: Request, ref: PathRef, asked: ProgrammeClosing) -> ProgrammeShown:
    """Close a programme; what was recorded stays."""
    closed = commands.close_programme(programme=ref, **asked.told(), by=request.actor, at=request.at)
    return ProgrammeShown.model_validate(closed)


@area.writes("/review-programmes/{ref}/letters", "ask_programme_letters")
def ask_programme_letters(request: Request, ref: PathRef) -> ProgrammeShown:
    """Have letters made to everybody in the programme who has none yet, each in their own way (REV-9)."""
    asked = commands.ask_programme_letters(programme=ref, by=request.actor, at=request.at)
    return ProgrammeShown.model_validate(asked)


@area.writes("/programme-entries/{ref}/urgency", "mark_programme_urgent")
def mark_programme_urgent(request: Request, ref: PathRef, asked: Urgency) -> ProgrammeEntryShown:
    """Have somebody reviewed first, whatever the programme (REV-6)."""
    marked = commands.mark_programme_urgent(entry=ref, **asked.told(), by=request.actor, at=request.at)
    return ProgrammeEntryShown.model_validate(marked)


@area.writes("/programme-entries/{ref}/review", "record_programme_review")
def record_programme_review(request: Request, ref: PathRef, asked: ProgrammeReview) -> ProgrammeEntryShown:
    """Record that a review took place, and what it came to (REV-7)."""
    done = commands.record_programme_review(entry=ref, **asked.told(), by=request.actor, at=request.at)
    return ProgrammeEntryShown.model_validate(done)


@area.writes("/programme-letters/{ref}/translation", "record_translated_copy")
def record_translated_copy(request: Request, ref: PathRef) -> ProgrammeLetterShown:
    """Note that the translated copy of a letter has been made and sent (REV-9)."""
    noted = commands.record_translated_copy(letter=ref, by=request.actor, at=request.at)
    return ProgrammeLetterShown.model_validate(noted)


def _by_team(capacity: list[TeamCapacity]) -> dict[str, int]:
    return {row.team: row.a_month for row in capacity}
