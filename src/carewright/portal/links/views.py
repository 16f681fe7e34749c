"""The link in an offer's email: opened it shows the offer in general terms, and changes nothing; POST answers, once.

Whoever holds the link is let in by it alone: no session is read, no cookie set, and nothing leads away from the page
with the address in it. There is no forgery to guard against by a further token: a forger would need the link.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.core import ratelimit
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt

from carewright.kernel.refused import NotFound, WrongState
from carewright.look.forms import posted, refusals_on
from carewright.look.page import NOBODY, Request, open_form_page
from carewright.portal.offers import shown
from carewright.portal.offers.answering import QUESTIONS
from carewright.portal.offers.content import about_offer
from carewright.sourcing.commands import Accept, LinkAnswer, answer_by_link
from carewright.sourcing.lifecycle import OfferState
from carewright.sourcing.queries import LinkEnded, OpenedLink, opened_link

HEADERS = {"Referrer-Policy": "no-referrer", "Cache-Control": "no-store", "X-Robots-Tag": "noindex, nofollow"}
NOBODY_IS_HERE = {"actor": NOBODY, "navigation": [], "messages": [], "wide": False, "by_link": True}
"""The page is the link's, whoever else may be signed in in this browser."""
LIMIT = "nonsense_answer_link"

View = Callable[[Request, str, str], HttpResponse]


def _by_link(view: View) -> Callable[..., HttpResponseBase]:
    """A page that a link opens. A link that is none, or works no more, has one page and one status."""

    @wraps(view)
    def opened(request: Request, token: str, question: str = "") -> HttpResponse:
        try:
            answer = view(request, token, question)
        except NotFound:
            answer = _nonsense(request)
        except LinkEnded as ended:
            answer = _ended(request, ended.sentence)
        for name, value in HEADERS.items():
            answer[name] = value
        return answer

    return csrf_exempt(open_form_page(opened))


@_by_link
def answer(request: Request, token: str, question: str) -> HttpResponse:
    """The offer and the ways to answer it; POST accepts all of it."""
    link = _working(request, token)
    if request.method == "POST":
        return _answered(request, token, link, Accept())
    asked = [each for each in QUESTIONS.values() if each.is_open(link.offer)]
    return _page(request, "portal/links/offer.html", _about(request, token, link) | {"questions": asked})


@_by_link
def ask(request: Request, token: str, question: str) -> HttpResponse:
    """A page that asks one thing; POST answers the offer."""
    asked = QUESTIONS.get(question)
    link = _working(request, token)
    if asked is None:
        raise NotFound
    if not asked.is_open(link.offer):
        return redirect("answer_link", token)
    form = asked.form(posted(request), offer=link.offer, at=request.at)
    if form.is_valid():
        with refusals_on(form):
            return _answered(request, token, link, form.answer())
    content = {"question": asked, "intro": asked.intro(link.offer, request.at), "form": form}
    return _page(request, asked.template, _about(request, token, link) | content)


def _working(request: Request, token: str) -> OpenedLink:
    """The link, if it can be used now; else raises what its page says."""
    link = opened_link(token, request.at)
    if link.why_not:
        raise LinkEnded(link.why_not)
    if not link.offer.may_answer:
        raise LinkEnded(" ".join(shown.standing(link.offer, request.at).sentences) or "This offer has been answered.")
    return link


def _answered(request: Request, token: str, link: OpenedLink, given: LinkAnswer) -> HttpResponse:
    """Carry the answer out; refused, say how the offer stands now."""
    try:
        answer_by_link(token=token, answer=given, by=link.by, at=request.at)
    except LinkEnded as ended:
        return _ended(request, ended.sentence)
    except WrongState as refusal:
        return _ended(request, refusal.sentence, status=409)
    offer = opened_link(token, request.at).offer
    content = about_offer(offer, request.at) | {"broker": link.broker, "sign_in": _sign_in(link)}
    return _page(request, "portal/links/done.html", content | {"is_accepted": offer.state == OfferState.ACCEPTED})


def _about(request: Request, token: str, link: OpenedLink) -> dict[str, Any]:
    here = reverse("answer_link", args=[token])
    return about_offer(link.offer, request.at) | {"here": here, "broker": link.broker, "sign_in": _sign_in(link)}


def _sign_in(link: OpenedLink) -> str:
    return f"{reverse('account_login')}?next={reverse('own_offer', args=[link.offer.ref])}"


def _nonsense(request: Request) -> HttpResponse:
    """For a link that was never given. Whoever sends many has to wait; opening them writes nothing."""
    if not ratelimit.consume(request, action=LIMIT):
        return _page(request, "429.html", {}, status=429)
    return _ended(request, "This link cannot be used. Open it from the email again, all of it.")


def _ended(request: Request, sentence: str, *, status: int = 404) -> HttpResponse:
    return _page(request, "portal/links/ended.html", {"sentence": sentence}, status=status)


def _page(request: HttpRequest, template: str, content: dict[str, Any], *, status: int = 200) -> HttpResponse:
    return render(request, template, NOBODY_IS_HERE | content, status=status)
