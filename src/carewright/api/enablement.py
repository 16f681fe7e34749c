"""Operations about enablement, its bypasses and overstayers (REF-4, REF-8)."""

from typing import Annotated

from ninja import Query
from pydantic import Field

from carewright.api.operations import Area
from carewright.api.paging import Listed, Page, Paging, paged
from carewright.api.schemas.enablement import (
    BypassReviewShown,
    BypassReviewToRecord,
    Discharge,
    EnablementEnd,
    EnablementRejection,
    EnablementStart,
    EnablementToAsk,
    EpisodeShown,
    GracePeriod,
)
from carewright.api.schemas.fields import Day, PathRef
from carewright.api.schemas.referrals import BypassShown
from carewright.look.page import Request
from carewright.referrals import commands, queries
from carewright.worktime import local

area = Area("Enablement")


@area.reads("/enablement", "see_referrals")
def list_enablement(request: Request, page: Query[Paging], open_only: bool = True) -> Page[EpisodeShown]:
    """Enablement of the teams that the key's user reaches, or of their persons; the latest asked for first."""
    found = queries.episodes(request.actor, open_only=open_only)
    return paged(request, found, page, order=("-asked_at", "ref"), shown=EpisodeShown.model_validate)


@area.reads("/enablement/overstayers", "see_bypass_report")
def list_overstayers(request: Request, page: Query[Paging]) -> Page[EpisodeShown]:
    """Who is ready to leave enablement today and has no package, longest first (REF-4)."""
    found = queries.overstayers(request.actor, local(request.at).date())
    return paged(request, found, page, order=("ready_on", "ref"), shown=EpisodeShown.model_validate)


@area.reads("/enablement/bypasses", "see_bypass_report")
def list_bypasses(
    request: Request,
    page: Query[Paging],
    since: Annotated[Day, Field(description="First received on this day or later.")],
    until: Annotated[Day, Field(description="On this day or earlier.")],
) -> Page[BypassShown]:
    """Referrals that bypass enablement, with the coded reason, by when they were first received (REF-4)."""
    found = queries.bypasses(request.actor, since, until)
    return paged(request, found, page, order=("first_received_at", "ref"), shown=BypassShown.model_validate)


@area.reads("/enablement/bypass-reviews", "see_bypass_report")
def list_bypass_reviews(request: Request) -> Listed[BypassReviewShown]:
    """Joint reviews of bypasses, the latest first."""
    return Listed(items=[BypassReviewShown.model_validate(one) for one in queries.bypass_reviews(request.actor)])


@area.reads("/enablement/{ref}", "see_referrals")
def get_enablement(request: Request, ref: PathRef) -> EpisodeShown:
    """Enablement of one person."""
    return EpisodeShown.model_validate(queries.episode(ref, request.actor))


@area.writes("/enablement", "ask_enablement", status=201)
def ask_enablement(request: Request, asked: EnablementToAsk) -> EpisodeShown:
    """Ask an enablement team to take a person: a start, or a rejection, is owed within 48 hours (REF-4)."""
    made = commands.ask_enablement(**asked.told(), by=request.actor, at=request.at)
    return EpisodeShown.model_validate(made)


@area.writes("/enablement/{ref}/start", "give_enablement_start")
def give_enablement_start(request: Request, ref: PathRef, asked: EnablementStart) -> EpisodeShown:
    """Give the day on which enablement starts."""
    done = commands.give_enablement_start(episode=ref, **asked.told(), by=request.actor, at=request.at)
    return EpisodeShown.model_validate(done)


@area.writes("/enablement/{ref}/rejection", "reject_enablement")
def reject_enablement(request: Request, ref: PathRef, asked: EnablementRejection) -> EpisodeShown:
    """Reject enablement for capacity, with the reason."""
    done = commands.reject_enablement(episode=ref, **asked.told(), by=request.actor, at=request.at)
    return EpisodeShown.model_validate(done)


@area.writes("/enablement/{ref}/discharge", "plan_discharge")
def plan_discharge(request: Request, ref: PathRef, asked: Discharge) -> EpisodeShown:
    """Record since when somebody is ready to leave, and the planned discharge (REF-4)."""
    done = commands.plan_discharge(episode=ref, **asked.told(), by=request.actor, at=request.at)
    return EpisodeShown.model_validate(done)


@area.writes("/enablement/{ref}/end", "end_enablement")
def end_enablement(request: Request, ref: PathRef, asked: EnablementEnd) -> EpisodeShown:
    """Record that enablement has ended."""
    done = commands.end_enablement(episode=ref, **asked.told(), by=request.actor, at=request.at)
    return EpisodeShown.model_validate(done)


@area.writes("/enablement/{ref}/grace-period", "start_grace_period")
def start_grace_period(request: Request, ref: PathRef, asked: GracePeriod) -> EpisodeShown:
    """Start a self-funder's grace period without charge, with its letter (REF-8)."""
    done = commands.start_grace_period(episode=ref, **asked.told(), by=request.actor, at=request.at)
    return EpisodeShown.model_validate(done)


@area.writes("/enablement/bypass-reviews", "record_bypass_review", status=201)
def record_bypass_review(request: Request, asked: BypassReviewToRecord) -> BypassReviewShown:
    """Record the joint review of a team's bypasses by brokerage manager and team manager, and the actions (REF-4)."""
    made = commands.record_bypass_review(**asked.told(), by=request.actor, at=request.at)
    return BypassReviewShown.model_validate(made)
