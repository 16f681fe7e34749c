"""The review form: eleven questions, one a page, saved as one goes (REV-4)."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from carewright.access.check import may
from carewright.council.looking import note_look
from carewright.council.reviews.forms import ClosedQuestion, OpenQuestion
from carewright.council.reviews.shown import everything
from carewright.kernel.refused import NotFound
from carewright.look.forms import Form, refusals_on
from carewright.look.page import Request, form_page, page
from carewright.look.parts import Fact
from carewright.reviews import commands, queries
from carewright.reviews.lifecycle import REVIEW
from carewright.reviews.rules import BY_CODE, PROMPTS, Answer, Choice, Prompt, next_unanswered, unanswered


@page("see_reviews")
def questions(request: Request, ref: str) -> HttpResponse:
    """All questions with their answers."""
    content = everything(request, ref, "Questions")
    found = content["review"]
    may_answer = may(request.actor, "answer_questions", unit=found.team.path)
    may_answer = may_answer and REVIEW.allows("answer_questions", found.state)
    given = {answer.question: answer for answer in found.answers.all()}
    facts = [
        Fact(
            prompt.question,
            _words(given[prompt.code].choice, given[prompt.code].note) if prompt.code in given else "Not answered yet",
            change=reverse("review_question", args=[found.ref, prompt.code]) if may_answer else "",
            change_words="Change" if prompt.code in given else "Answer",
        )
        for prompt in PROMPTS
    ]
    left = unanswered(given)
    content |= {"questions": facts, "left": len(left), "go_on": left[0].code if left and may_answer else ""}
    return render(request, "council/reviews/questions.html", content)


@form_page("answer_questions")
def question(request: Request, ref: str, code: str) -> HttpResponse:
    """One question; afterwards the next that is open, or all of them once all are answered."""
    found = queries.review(ref, request.actor)
    note_look(request, found.package.person)
    prompt = BY_CODE.get(code)
    if prompt is None:
        raise NotFound
    before = next((answer for answer in found.answers.all() if answer.question == code), None)
    initial = {"choice": before.choice, "note": before.note} if before else {}
    form = _form(request, prompt, initial)
    if form.is_valid():
        answer = Answer(Choice(form.cleaned_data.get("choice", "")), form.cleaned_data["note"])
        with refusals_on(form):
            commands.answer_questions(review=found.ref, answers={code: answer}, by=request.actor, at=request.at)
            answered = {one.question for one in found.answers.all()} | {code}
            then = None if before else next_unanswered(answered, code)
            return (
                redirect("review_question", found.ref, then.code) if then else redirect("review_questions", found.ref)
            )
    number = PROMPTS.index(prompt) + 1
    content = {
        "form": form,
        "title": prompt.question,
        "button": "Save and go on" if before is None else "Save",
        "intro": f"{found.package.person.name}’s review: question {number} of {len(PROMPTS)}.",
        "back": reverse("review_questions", args=[found.ref]),
    }
    return render(request, "look/form_page.html", content)


def _form(request: Request, prompt: Prompt, initial: dict[str, str]) -> Form:
    given = request.POST if request.method == "POST" else None
    kind = OpenQuestion if prompt.is_open else ClosedQuestion
    form = kind(given, prompt=prompt, initial=initial)
    if given is not None and form.is_valid() and not prompt.is_open:
        needs = Choice(form.cleaned_data["choice"]) in prompt.explain and not form.cleaned_data["note"].strip()
        if needs:
            form.add_error("note", "Say more in a few words")
    return form


def _words(choice: str, note: str) -> str:
    return ". ".join(part for part in (Choice(choice).in_words, note) if part)
