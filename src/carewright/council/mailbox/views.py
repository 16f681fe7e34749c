"""The demonstration's mailbox; emails that could not be delivered; documents."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render

from carewright.kernel.refused import Invalid
from carewright.look.page import Request, action, own_page, page
from carewright.messages import queries
from carewright.messages.commands import retry_message
from carewright.messages.rules import file_name

ROWS_ON_A_PAGE = 50


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
    attachments = [(document, document.ref in openable) for document in message.attachments.all()]
    text = queries.text_with_links_to(message, request.build_absolute_uri("/"))
    return render(
        request, "council/mailbox/message.html", {"message": message, "text": text, "attachments": attachments}
    )


@own_page
def document(request: Request, ref: str) -> HttpResponse:
    """A document to download, for those who may open it."""
    found = queries.document(ref, request.actor)
    answer = HttpResponse(bytes(found.content), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{file_name(found.title)}"'
    answer["Cache-Control"] = "private, no-store"
    return answer


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
