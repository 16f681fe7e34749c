"""The next right step on a requirement's page, and the others: what this person may do, now or not now."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from django.urls import reverse

from carewright.access.actors import Actor
from carewright.access.check import may
from carewright.sourcing.lifecycle import AwardState, OfferState, RequirementState
from carewright.sourcing.queries import PartPanel, SourcingPanel
from carewright.sourcing.rules import Answer
from carewright.worktime import is_late

if TYPE_CHECKING:
    from carewright.sourcing.models import Award, Offer


@dataclass(frozen=True)
class Step:
    """Something to do: its words and where. `post`: a button; else a page. `reason`: why it can't be done now.

    `leads_on`: it brings the placement forward, so that it may be the one green button.
    """

    words: str
    url: str = ""
    post: bool = False
    fields: dict[str, str] = field(default_factory=dict)
    reason: str = ""
    leads_on: bool = False


@dataclass(frozen=True)
class Steps:
    """The one that stands out, and the others by what they are about."""

    first: Step | None
    others: list[Step]


def steps_of(panel: SourcingPanel, by: Actor, at: datetime) -> Steps:
    """What this person may do with the requirement; the most urgent stands out."""
    found = list(_steps(panel, by, at))
    first = next((step for step in found if step.leads_on and not step.reason), None)
    return Steps(first, [step for step in found if step is not first])


def _steps(panel: SourcingPanel, by: Actor, at: datetime) -> Iterator[Step]:
    path = panel.requirement.team.path
    for part in panel.parts:
        if part.award is not None:
            yield from _with_award(part.award, by, path)
    for part in panel.parts:
        for offer in part.live:
            yield from _with_offer(offer, by, path, at)
    if panel.requirement.state == RequirementState.WAITING:
        for part in panel.parts:
            yield from _with_part(panel, part, by, path)
        yield from _with_wait(panel, by, path)


def _with_award(award: "Award", by: Actor, path: str) -> Iterator[Step]:
    who = award.provider.name
    if award.state == AwardState.TENTATIVE and may(by, "record_courtesy_call", unit=path):
        yield Step("Record the courtesy call", reverse("courtesy_call", args=[award.ref]), leads_on=True)
    if award.state == AwardState.RELEASED and may(by, "confirm_arrangements", unit=path):
        yield Step(f"Confirm for {who}, by telephone", reverse("confirm_by_telephone", args=[award.ref]))
    if award.state in (AwardState.TENTATIVE, AwardState.RELEASED) and may(by, "withdraw_acceptance", unit=path):
        yield Step(f"Withdraw {who}’s acceptance", reverse("withdraw_acceptance", args=[award.ref]))


def _with_offer(offer: "Offer", by: Actor, path: str, at: datetime) -> Iterator[Step]:
    who, ref = offer.provider.name, offer.ref
    if offer.state == OfferState.LATER_START and may(by, "decide_later_start", unit=path):
        yield Step(f"Decide on {who}’s later start", reverse("decide_later_start", args=[ref]), leads_on=True)
    owed = offer.documents_asked_at is not None and offer.documents_released_at is None
    if owed and may(by, "release_documents", unit=path):
        yield Step(f"Release the documents to {who}", reverse("release_documents", args=[ref]), leads_on=True)
    if offer.state == OfferState.CONSIDERING:
        yield from _while_considering(offer, by, path)
    if offer.state in (OfferState.OPEN, OfferState.CONSIDERING) and may(by, "accept_offer", unit=path):
        late = offer.state == OfferState.OPEN and is_late(at, offer.answer_by)
        reason = "The time to answer is over: no answer is taken as a decline." if late else ""
        yield Step(f"Record a telephone answer of {who}", reverse("answer_offer", args=[ref]), reason=reason)
    if may(by, "withdraw_offer", unit=path):
        yield Step(f"Withdraw the offer to {who}", reverse("withdraw_offer", args=[ref]))


def _while_considering(offer: "Offer", by: Actor, path: str) -> Iterator[Step]:
    asked, allowed = offer.next_asked_at is not None, offer.next_allowed_at is not None
    if allowed:
        return
    if asked and may(by, "allow_next_approach", unit=path):
        reason = "You asked for this, so another brokerage manager decides." if offer.next_asked_by == by.ref else ""
        allow = reverse("allow_next_approach", args=[offer.ref])
        yield Step("Let the next provider be approached", allow, post=True, reason=reason, leads_on=True)
    elif may(by, "ask_next_approach", unit=path):
        reason = "The brokerage manager has been asked, and has not decided yet." if asked else ""
        ask = reverse("ask_next_approach", args=[offer.ref])
        yield Step("Ask to approach the next provider meanwhile", ask, post=True, reason=reason)


def _with_part(panel: SourcingPanel, part: PartPanel, by: Actor, path: str) -> Iterator[Step]:
    ref, proposal = panel.requirement.ref, part.proposal
    if proposal is None:
        return
    several = f", part {part.part.number}" if len(panel.parts) > 1 else ""
    if may(by, "make_offer", unit=path):
        yield from _offers(ref, part, several)
    if proposal.answer in (Answer.ASK, Answer.EXHAUSTED) and not proposal.offer:
        if proposal.rule == "SRC-8" and may(by, "permit_non_contracted", unit=path):
            permit = reverse("permit_non_contracted", args=[ref])
            yield Step("Permit a provider without a contract", permit, leads_on=True)
        if may(by, "decide_when_exhausted", unit=path):
            yield Step("Decide what to do", reverse("decide_when_exhausted", args=[ref]), leads_on=True)
    if may(by, "split_requirement", unit=path):
        reason = "An offer is out: wait for the answer, or withdraw it." if part.live else ""
        split = f"{reverse('split_requirement', args=[ref])}?part={part.part.ref}"
        yield Step(f"Split into parts{several}", split, reason=reason)


def _offers(ref: str, part: PartPanel, several: str) -> Iterator[Step]:
    proposal, url = part.proposal, reverse("make_offer", args=[ref])
    if proposal is None:
        return
    if proposal.answer != Answer.APPROACH:
        yield Step(f"Offer to the next provider{several}", reason=proposal.why)
        return
    fields = {"provider": proposal.provider, "part": part.part.ref, "how": "portal"}
    yield Step(f"Offer to {proposal.provider_name}{several}", url, post=True, fields=fields, leads_on=True)
    by_telephone = fields | {"how": "telephone"}
    yield Step(f"Offer to {proposal.provider_name} by telephone{several}", url, post=True, fields=by_telephone)


def _with_wait(panel: SourcingPanel, by: Actor, path: str) -> Iterator[Step]:
    ref = panel.requirement.ref
    if may(by, "agree_reassessment", unit=path):
        yield Step("Agree who re-assesses", reverse("agree_reassessment", args=[ref]))
    if may(by, "record_waiting_risk", unit=path):
        yield Step("Record the risk of waiting", reverse("record_waiting_risk", args=[ref]))
