"""The demonstration's mailbox; emails that could not be delivered; documents."""

from collections.abc import Iterable

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render

from carewright.access.actors import Actor
from carewright.access.check import may
from carewright.kernel.refused import Invalid, NotFound
from carewright.look.page import Request, action, own_page, page
from carewright.messages import queries
from carewright.messages.commands import retry_message
from carewright.messages.rules import file_name
from carewright.packages import queries as packages
from carewright.people import queries as people
from carewright.referrals import queries as referrals

ROWS_ON_A_PAGE = 50
OF_A_CASE = ("PKG-", "PER-")


@page("see_mailbox")
def mailbox(request: Request) -> HttpResponse:
    """What was sent, newest first: all of it for the council's people, their own provider's for a provider's people."""
    search = request.GET.get("search", "").strip()
    rows = queries.mailbox(request.actor, request.at, search=search)
    shown = Paginator(rows, ROWS_ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "council/mailbox/mailbox.html", {"rows": shown, "search": search})


@page("see_mailbox")
def mailbox_message(request: Request, ref: str) -> HttpResponse:
    """One message as its readers have it. Its links lead here, whatever address it was written for."""
    message = queries.mailbox_message(ref, request.actor, request.at)
    openable = set(queries.documents_with(message, request.actor))
    by = request.actor
    attachments = [
        (
            one,
            one.ref in openable
            and (not by.is_council or _reaches_its_case(one.mentions.values_list("ref", flat=True), by)),
        )
        for one in message.attachments.all()
    ]
    text = queries.text_with_links_to(message, request.build_absolute_uri("/"))
    return render(
        request, "council/mailbox/message.html", {"message": message, "text": text, "attachments": attachments}
    )


@own_page
def document(request: Request, ref: str) -> HttpResponse:
    """A document to download, for those who may open it and, of the council's, see the case that it is about."""
    found = queries.document(ref, request.actor)
    if request.actor.is_council and not _reaches_its_case(found.mentions.values_list("ref", flat=True), request.actor):
        raise NotFound
    answer = HttpResponse(bytes(found.content), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{file_name(found.title)}"'
    answer["Cache-Control"] = "private, no-store"
    return answer


def _reaches_its_case(mentions: Iterable[str], by: Actor) -> bool:
    """Whether the package, person or enablement that a document is about may be seen; one about no case is for all."""
    about = set(mentions)
    if not any(ref.startswith(OF_A_CASE) for ref in about):
        return True
    return (
        (may(by, "see_packages") and packages.visible_to(by).filter(ref__in=about).exists())
        or (may(by, "see_people") and people.persons(by).filter(ref__in=about).exists())
        or (may(by, "see_referrals") and referrals.episodes(by).filter(ref__in=about).exists())
    )


@page("see_failed_messages")
def failed_emails(request: Request) -> HttpResponse:
    """Emails that could not be delivered, with the reason and what to do."""
    rows = Paginator(queries.failed_messages(request.actor), ROWS_ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "council/mailbox/failed.html", {"rows": rows})


@action("retry_message")
def retry(request: Request, ref: str) -> HttpResponse:
    """Send a failed email again, to the addresses given."""
    addresses = [part for part in request.POST.get("to", "").replace(";", ",").split(",") if part.strip()]
    try:
        retry_message(message=ref, to=addresses, by=request.actor, at=request.at)
    except Invalid as refused:
        messages.error(request, refused.sentence)
    else:
        messages.success(request, "The email will be sent again in a moment.")
    return redirect("failed_emails")
