"""Operations about referrals: started, approved, submitted, judged."""

from ninja import File as Upload
from ninja import Form, Query, UploadedFile

from carewright.api.keys import FORM
from carewright.api.looks import note_look
from carewright.api.operations import Area, File
from carewright.api.paging import Listed, Page, Paging, paged
from carewright.api.schemas.fields import Day, Line, PathRef, Word
from carewright.api.schemas.referrals import (
    AttachedShown,
    AuthorisationShown,
    MissingShown,
    NoteAsked,
    Readiness,
    ReferralAmendment,
    ReferralRow,
    ReferralShown,
    ReferralToStart,
    ReturnShown,
    Words,
)
from carewright.api.schemas.trail import TimelineEntry
from carewright.api.timelines import timeline_page
from carewright.look.page import Request
from carewright.referrals import commands, queries
from carewright.referrals.rules.documents import MOST_BYTES

ANY_FILE = "application/octet-stream"

area = Area("Referrals")


@area.reads("/referrals", "see_referrals")
def list_referrals(
    request: Request,
    page: Query[Paging],
    *,
    state: Word = "",
    team: Word = "",
    service: Word = "",
    search: Line = "",
) -> Page[ReferralRow]:
    """Referrals of the teams that the key's user reaches, the latest started first."""
    found = queries.referrals(request.actor, state=state, team=team, service=service, search=search)
    return paged(request, found, page, order=("-started_at", "ref"), shown=ReferralRow.model_validate)


@area.reads("/referrals/{ref}", "see_referrals")
def get_referral(request: Request, ref: PathRef) -> ReferralShown:
    """A referral with what belongs to it. That the person was looked at is recorded (ROLE-8)."""
    found = queries.referral(ref, request.actor)
    note_look(request, found.person)
    return ReferralShown.model_validate(found)


@area.reads("/referrals/{ref}/missing", "see_referrals")
def list_missing(request: Request, ref: PathRef) -> Listed[MissingShown]:
    """What a referral lacks now, by the rules (REF-2)."""
    found = queries.missing_of(queries.referral(ref, request.actor), request.at)
    return Listed(items=[MissingShown.model_validate(one) for one in found])


@area.reads("/referrals/{ref}/timeline", "see_referrals")
def get_referral_timeline(request: Request, page: Query[Paging], ref: PathRef) -> Page[TimelineEntry]:
    """What happened about a referral, newest first, in plain sentences (TRAIL-3)."""
    return timeline_page(request, page, queries.referral(ref, request.actor).ref)


@area.reads("/referrals/{ref}/documents/{document_ref}", "see_referrals", media_type=ANY_FILE)
def get_attached_document(request: Request, ref: PathRef, document_ref: PathRef) -> File:
    """A document attached to a referral."""
    found = queries.document(ref, document_ref, request.actor)
    return File(bytes(found.content), ANY_FILE, found.filename)


@area.writes("/referrals", "start_referral", status=201)
def start_referral(request: Request, asked: ReferralToStart) -> ReferralShown:
    """Start a referral as a draft, with its essential visits (REF-1). Its weekly cost is worked out."""
    made = commands.start_referral(**asked.as_commanded(asked.told()), by=request.actor, at=request.at)
    return ReferralShown.model_validate(made)


@area.writes("/referrals/{ref}", "amend_referral", method="PATCH")
def amend_referral(request: Request, ref: PathRef, asked: ReferralAmendment) -> ReferralShown:
    """Change details of a draft or returned referral."""
    changes = asked.as_commanded(asked.changes())
    amended = commands.amend_referral(referral=ref, changes=changes, by=request.actor, at=request.at)
    return ReferralShown.model_validate(amended)


@area.writes("/referrals/{ref}/documents", "attach_document", status=201, takes=FORM)
def attach_document(
    request: Request, ref: PathRef, content: Upload[UploadedFile], code: Form[Word], dated_on: Form[Day | None] = None
) -> AttachedShown:
    """Attach a document, as a form with the file: PDF, JPEG, PNG, Word or OpenDocument, at most 20 MB.

    `code` says which: assessment, final_review_form, risk_assessment or charging_letter. `dated_on`: the date it bears.
    """
    made = commands.attach_document(
        referral=ref,
        code=code,
        filename=content.name or "",
        dated_on=dated_on,
        content=content.read(MOST_BYTES + 1),
        by=request.actor,
        at=request.at,
    )
    return AttachedShown.model_validate(made)


@area.writes("/referrals/{ref}/forwarding", "forward_referral")
def forward_referral(request: Request, ref: PathRef, asked: NoteAsked) -> ReferralShown:
    """Forward a referral that states visit times or bypasses enablement: the evidence of approval (REF-3)."""
    done = commands.forward_referral(referral=ref, note=asked.note, by=request.actor, at=request.at)
    return ReferralShown.model_validate(done)


@area.writes("/referrals/{ref}/authorisation", "authorise_spend", status=201)
def authorise_spend(request: Request, ref: PathRef) -> AuthorisationShown:
    """Authorise a referral's gross weekly cost within one's limit (REF-7). Nobody authorises their own (ROLE-3)."""
    done = commands.authorise_spend(referral=ref, by=request.actor, at=request.at)
    return AuthorisationShown.model_validate(done)


@area.writes("/referrals/{ref}/submission", "submit_referral")
def submit_referral(request: Request, ref: PathRef) -> ReferralShown:
    """Submit a draft, or a returned referral again, to brokerage."""
    return ReferralShown.model_validate(commands.submit_referral(referral=ref, by=request.actor, at=request.at))


@area.writes("/referrals/{ref}/return", "return_referral")
def return_referral(request: Request, ref: PathRef, asked: NoteAsked) -> ReturnShown:
    """Send a referral back for what is missing: listed by the rules, with the broker's own words (REF-6)."""
    done = commands.return_referral(referral=ref, note=asked.note, by=request.actor, at=request.at)
    return ReturnShown.model_validate(done)


@area.writes("/referrals/{ref}/completion", "complete_referral")
def complete_referral(request: Request, ref: PathRef) -> ReferralShown:
    """Accept a referral as complete: it goes on the list (WAIT-1). Refused with all that is missing (REF-2)."""
    return ReferralShown.model_validate(commands.complete_referral(referral=ref, by=request.actor, at=request.at))


@area.writes("/referrals/{ref}/refusal", "refuse_referral")
def refuse_referral(request: Request, ref: PathRef, asked: Words) -> ReferralShown:
    """Refuse a self-funder for whom no exception of the charging policy is named (REF-8)."""
    done = commands.refuse_referral(referral=ref, reason=asked.reason, by=request.actor, at=request.at)
    return ReferralShown.model_validate(done)


@area.writes("/referrals/{ref}/withdrawal", "withdraw_referral")
def withdraw_referral(request: Request, ref: PathRef, asked: Words) -> ReferralShown:
    """Withdraw a referral whose care is no longer asked for (REF-9)."""
    done = commands.withdraw_referral(referral=ref, reason=asked.reason, by=request.actor, at=request.at)
    return ReferralShown.model_validate(done)


@area.writes("/referrals/{ref}/readiness", "report_readiness")
def report_readiness(request: Request, ref: PathRef, asked: Readiness) -> ReferralShown:
    """Say whether the person is ready for the service (REF-9)."""
    done = commands.report_readiness(referral=ref, **asked.told(), by=request.actor, at=request.at)
    return ReferralShown.model_validate(done)
