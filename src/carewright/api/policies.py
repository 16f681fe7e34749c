"""Operations about policies: drafted, tried on past cases, activated, discarded.

Drafting is the check as well: text that cannot work is refused with every place and reason, and a draft changes
nothing until it is activated.
"""

from io import StringIO
from typing import TYPE_CHECKING, Annotated

from ninja import Query
from pydantic import Field

from carewright.api.operations import Area, File
from carewright.api.orders import CSV
from carewright.api.paging import Listed, Page, Paging, paged
from carewright.api.schemas.fields import Day, PathRef
from carewright.api.schemas.policies import (
    Activation,
    DifferenceShown,
    Discarding,
    PolicyRow,
    PolicyShown,
    PolicyToDraft,
    WhatIfShown,
)
from carewright.api.schemas.trail import TimelineEntry
from carewright.api.timelines import timeline_page
from carewright.files.writing import write_csv
from carewright.look.page import Request
from carewright.policy import commands, queries
from carewright.policy.packs import text_of
from carewright.policy.rules import differences, in_words
from carewright.reports.what_if.reading import period_asked, settings_untried, what_if
from carewright.reports.what_if.rows import COLUMNS, plain, row_of

if TYPE_CHECKING:
    from carewright.policy.models import PolicyDocument

area = Area("Policies")

Since = Annotated[Day | None, Field(description="Decided from this day; without it, a year before the last.")]
Until = Annotated[Day | None, Field(description="Decided up to this day; without it, today.")]


@area.reads("/policies", "see_policy")
def list_policies(request: Request, page: Query[Paging]) -> Page[PolicyRow]:
    """Every policy, the newest draft first."""

    def shown(document: "PolicyDocument") -> PolicyRow:
        return _row(document, request)

    return paged(request, queries.policies(request.actor), page, order=("-drafted_at", "ref"), shown=shown)


@area.writes("/policies", "draft_policy", status=201)
def draft_policy(request: Request, asked: PolicyToDraft) -> PolicyShown:
    """Draft a policy; refused with every place and reason when it cannot work (POL-4)."""
    return _shown(commands.draft_policy(**asked.told(), by=request.actor, at=request.at), request)


@area.reads("/policies/{ref}", "see_policy")
def get_policy(request: Request, ref: PathRef) -> PolicyShown:
    """A policy, as TOML and in words."""
    return _shown(queries.policy_document(ref, request.actor), request)


@area.reads("/policies/{ref}/differences", "see_policy")
def list_policy_differences(request: Request, ref: PathRef) -> Listed[DifferenceShown]:
    """What a policy says otherwise than the one in force."""
    document = queries.policy_document(ref, request.actor)
    found = differences(queries.policy_at(request.at).terms, queries.policy_of(document.ref).terms)
    return Listed(items=[DifferenceShown.model_validate(one) for one in found])


@area.reads("/policies/{ref}/timeline", "see_policy")
def get_policy_timeline(request: Request, page: Query[Paging], ref: PathRef) -> Page[TimelineEntry]:
    """Who drafted, activated or discarded a policy, in plain sentences (TRAIL-3)."""
    return timeline_page(request, page, queries.policy_document(ref, request.actor).ref)


@area.reads("/policies/{ref}/what-if", "see_what_if")
def try_policy(request: Request, ref: PathRef, since: Since = None, until: Until = None) -> WhatIfShown:
    """What a policy would have decided differently in past cases of the key's user's units, in total (POL-3)."""
    version = queries.policy_document(ref, request.actor).ref
    first, last = period_asked(since, until, request.at)
    told = plain(what_if(version, request.actor, since=first, until=last))
    besides = [DifferenceShown.model_validate(one) for one in settings_untried(version, request.at)]
    return WhatIfShown.model_validate(told | {"since": first, "until": last, "untried": besides})


@area.reads("/policies/{ref}/what-if.csv", "see_what_if", media_type=CSV)
def export_what_if(request: Request, ref: PathRef, since: Since = None, until: Until = None) -> File:
    """The cases that a policy would have decided differently, as CSV."""
    version = queries.policy_document(ref, request.actor).ref
    first, last = period_asked(since, until, request.at)
    out = StringIO()
    write_csv(out, COLUMNS, map(row_of, what_if(version, request.actor, since=first, until=last).turned))
    return File(out.getvalue().encode(), CSV, f"what-if-{version}.csv")


@area.writes("/policies/{ref}/activation", "activate_policy")
def activate_policy(request: Request, ref: PathRef, asked: Activation) -> PolicyShown:
    """Put a draft in force from a day; not one's own where another policy owner can (ROLE-3)."""
    return _shown(commands.activate_policy(policy=ref, **asked.told(), by=request.actor, at=request.at), request)


@area.writes("/policies/{ref}/discarding", "discard_policy")
def discard_policy(request: Request, ref: PathRef, asked: Discarding) -> PolicyShown:
    """Discard a draft that will not be used."""
    return _shown(commands.discard_policy(policy=ref, **asked.told(), by=request.actor, at=request.at), request)


def _row(document: "PolicyDocument", request: Request) -> PolicyRow:
    document.standing = queries.standing(document, request.at)  # type: ignore[attr-defined]  # read by the schema
    return PolicyRow.model_validate(document)


def _shown(document: "PolicyDocument", request: Request) -> PolicyShown:
    terms = queries.policy_of(document.ref).terms
    row = _row(document, request).model_dump()
    sections = [
        {"title": section.title, "rows": [one._asdict() for one in section.rows]} for section in in_words(terms)
    ]
    return PolicyShown.model_validate(row | {"text": text_of(terms), "sections": sections})
