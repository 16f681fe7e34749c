"""A thing's timeline by pages. The operation has checked that the thing may be seen."""

from django.core import signing

from carewright.api.paging import Page, Paging, next_page, opened
from carewright.api.schemas.trail import TimelineEntry
from carewright.look.page import Request
from carewright.look.parts import lines_of
from carewright.trail.queries import timeline

SALT = "carewright.api.timeline"


def timeline_page(request: Request, page: Paging, *refs: str) -> Page[TimelineEntry]:
    """The page asked for of what happened to the things with these references, newest first."""
    salt = f"{SALT}:{request.path}"
    before = int(opened(page.cursor, salt)[0]) if page.cursor else None
    entries = timeline(*refs, before=before, limit=page.limit + 1)
    here = entries[: page.limit]
    rows = [
        TimelineEntry(
            at=entry.at,
            event=entry.name,
            sentence=entry.sentence,
            by=entry.actor,
            by_name=line.who,
            acting_as=entry.acting_as,
            subject=entry.subject,
        )
        for entry, line in zip(here, lines_of(here), strict=True)
    ]
    more = len(entries) > page.limit
    return Page(items=rows, next=next_page(request, signing.dumps([here[-1].seq], salt=salt)) if more else None)
