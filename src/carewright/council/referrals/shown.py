"""A referral as its pages show it: facts in words, what is missing with where to mend it, what may be done next."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import mark_safe

from carewright.access.actors import Actor
from carewright.access.check import may
from carewright.access.queries import names_of_users
from carewright.council.referrals.forms import ENABLEMENT, FUNDING
from carewright.council.referrals.steps import MENDED_AT
from carewright.kernel.hours import in_words as hours_in_words
from carewright.kernel.money import in_words as money_in_words
from carewright.look.days import in_full
from carewright.look.parts import Fact
from carewright.people import queries as people
from carewright.people.commands import view_person
from carewright.policy.queries import policy_of
from carewright.policy.terms import Document, Terms
from carewright.referrals.lifecycle import REFERRAL
from carewright.referrals.queries import facts_of, missing_of, roles_to_authorise
from carewright.referrals.rules import may_authorise, needs_forwarding
from carewright.referrals.rules.completeness import is_authorised, is_forwarded
from carewright.referrals.rules.documents import ATTACHABLE
from carewright.worktime import london, time_words

if TYPE_CHECKING:
    from carewright.referrals.models import EssentialVisit, Referral
    from carewright.referrals.rules import Missing

STATES = {
    "draft": ("Draft", "grey"),
    "submitted": ("With brokerage", "blue"),
    "returned": ("Returned", "orange"),
    "complete": ("Complete", "green"),
    "refused": ("Refused", "red"),
    "withdrawn": ("Withdrawn", "grey"),
}
_A_WINTER_DAY = date(2018, 1, 1)
CARERS = {1: "one carer", 2: "two carers", 3: "three carers", 4: "four carers"}


@dataclass(frozen=True)
class Lacking:
    """Something missing, and where this user mends it (empty: not theirs to mend)."""

    sentence: str
    rule: str
    mend: str


@dataclass(frozen=True)
class Approval:
    """An approval: whether it is needed, given (by whom, when), and whether this user may give it or why not now."""

    is_needed: bool
    given: str = ""
    given_at: datetime | None = None
    may_give: bool = False
    why_not: str = ""


def note_look(by: Actor, referral: "Referral", at: datetime) -> None:
    """That the person's details were looked at is recorded, once in a quarter of an hour (ROLE-8)."""
    person = referral.person
    if may(by, "view_person", unit=person.team.path) and not people.seen_lately(person.ref, by, at):
        view_person(person=person.ref, by=by, at=at)


def _asks(approval: Approval) -> bool:
    """Whether this user is asked for it now."""
    return approval.may_give and not approval.why_not


def everything(by: Actor, referral: "Referral", at: datetime) -> dict[str, Any]:
    """What every page about the referral shows."""
    terms = policy_of(referral.policy_version).terms
    lacking = missing_of(referral, at)
    forwarding, authority = _forwarding(by, referral), _authority(by, referral, terms)
    return {
        "referral": referral,
        "person": referral.person,
        "terms": terms,
        "state": STATES[referral.state],
        "documents": [(d, document_words(d.code)) for d in referral.documents.all()],
        "rate": terms.indicative_rate(referral.service),
        "lacking": [_lacking(by, referral, lack) for lack in lacking],
        "needed": needed(by, referral, terms),
        "may": rights(by, referral),
        "forwarding": forwarding,
        "authority": authority,
        "is_asked": _asks(forwarding) or _asks(authority),
        "referrer": names_of_users({referral.referrer}).get(referral.referrer, referral.referrer or "From a file"),
        "not_ready_words": terms.referrals.not_ready_reasons.get(referral.not_ready_reason, ""),
        "wide": True,
    }


def rights(by: Actor, referral: "Referral") -> dict[str, bool]:
    """What this user may do with it in the state that it is in."""
    verbs = [move.verb for move in REFERRAL if REFERRAL.allows(move.verb, referral.state)]
    return {verb: may(by, verb, unit=referral.team.path) for verb in verbs}


def headline(referral: "Referral", terms: Terms) -> str:
    """`Home care · 14 hours a week · two carers · from 8 January 2018`."""
    return " · ".join(
        [
            terms.services[referral.service],
            f"{hours_in_words(referral.weekly_hours)} hours a week",
            CARERS.get(referral.carers, f"{referral.carers} carers"),
            f"from {in_full(referral.start_on)}",
        ]
    )


def needed(by: Actor, referral: "Referral", terms: Terms, *, is_asked: bool = True) -> dict[str, list[Fact]]:
    """Facts by step, each with its change link where it may be changed; none where they are to be approved."""
    change = is_asked and rights(by, referral).get("amend_referral", False)
    return {
        slug: [
            Fact(label, value, f"{reverse('referral_step', args=[referral.ref, slug])}?then=check" if change else "")
            for label, value in rows
        ]
        for slug, rows in _facts(referral, terms).items()
    }


def _facts(referral: "Referral", terms: Terms) -> dict[str, list[tuple[str, Any]]]:
    reasons = terms.referrals
    return {
        "needed": [
            ("Service", terms.services[referral.service]),
            ("Main need", terms.need_categories[referral.need_category]),
            (
                "Hours",
                f"{hours_in_words(referral.weekly_hours)} a week, {CARERS.get(referral.carers, referral.carers)}",
            ),
            ("Start", in_full(referral.start_on)),
            ("Needs", referral.needs),
            ("Outcomes", referral.outcomes),
            ("Banding", referral.banding),
            ("Urgency", _worded(reasons.urgency_reasons, referral.urgency, "Not urgent")),
            ("Care in place", "Yes" if referral.care_in_place else "No"),
            *([("Package to be changed", referral.package)] if referral.kind == "change" else []),
        ],
        "visits": [
            (
                "Essential visits",
                format_html_join(
                    mark_safe("<br>"), "{}", ((visit_words(visit),) for visit in referral.essential_visits.all())
                )
                or "None",
            )
        ],
        "about": [
            ("Language", referral.language_need or "English"),
            ("Gender of carer", referral.gender_need or "Does not matter"),
            ("Cultural needs", referral.cultural_need or "None noted"),
            ("How to get in", referral.access_note),
            ("Risk", referral.risk_note if referral.risk_recorded else "None recorded"),
        ],
        "enablement": [
            ("Enablement", dict(ENABLEMENT).get(referral.enablement, "Not yet considered")),
            *(
                [("Why bypassed", _worded(reasons.bypass_reasons, referral.bypass_reason, ""))]
                if referral.enablement == "bypassed"
                else []
            ),
            ("Alternatives", _alternatives(referral)),
        ],
        "funding": [
            ("Who pays", dict(FUNDING)[referral.funding]),
            *(
                [("Exception", _worded(reasons.self_funder_exceptions, referral.self_funder_exception, "None named"))]
                if referral.funding == "self_funder"
                else []
            ),
        ],
        "documents": [
            ("Known to the community team", "Yes" if referral.known_to_community else "No"),
            ("Record", "Declared up to date" if referral.record_declared else "Not declared up to date"),
        ],
    }


def visit_words(visit: "EssentialVisit") -> str:
    """`8am to 8:30am, every day: prompting of medication`."""
    return f"{window_words(visit)}, {visit.days}: {visit.reason}"


def window_words(visit: "EssentialVisit") -> str:
    """`8am to 8:30am`."""
    return " to ".join(time_words(london(_A_WINTER_DAY, clock)) for clock in (visit.from_time, visit.to_time))


def documents_to_attach() -> list[tuple[str, str]]:
    """Documents that are files, with their words."""
    return [(document.value, document_words(document.value)) for document in ATTACHABLE]


def document_words(code: str) -> str:
    """What a document is, in words."""
    return Document(code).in_words.capitalize()


def _worded(codes: Mapping[str, str], code: str, nothing: str) -> str:
    return codes[code] if code else nothing


def _alternatives(referral: "Referral") -> str:
    explored = "Explored" if referral.alternatives_explored else "Not yet explored"
    return f"{explored}. {referral.alternatives_note}" if referral.alternatives_note else explored


def _lacking(by: Actor, referral: "Referral", lack: "Missing") -> Lacking:
    step = MENDED_AT.get(lack.code, "")
    mends = step and rights(by, referral).get("amend_referral", False)
    return Lacking(lack.sentence, lack.rule, reverse("referral_step", args=[referral.ref, step]) if mends else "")


def _forwarding(by: Actor, referral: "Referral") -> Approval:
    facts = facts_of(referral)
    why = needs_forwarding(facts)
    if is_forwarded(facts):
        name = names_of_users({referral.forwarded_by}).get(referral.forwarded_by, referral.forwarded_by)
        return Approval(bool(why), name, referral.forwarded_at)
    may_forward = bool(why) and rights(by, referral).get("forward_referral", False)
    own = by.ref in referral.times_asked_by
    why_not = "You asked for the times or the bypass, so somebody else has to forward it." if own else ""
    return Approval(bool(why), may_give=may_forward, why_not=why_not)


def _authority(by: Actor, referral: "Referral", terms: Terms) -> Approval:
    given = referral.authorisations.order_by("-authorised_at").first()
    if given and is_authorised(facts_of(referral)):
        name = names_of_users({given.authorised_by}).get(given.authorised_by, given.authorised_by)
        return Approval(True, name, given.authorised_at)
    may_give = rights(by, referral).get("authorise_spend", False)
    why_not = ""
    if by.ref in referral.cost_asked_by:
        why_not = "You asked for this cost, so somebody else has to authorise it."
    elif not any(may_authorise(role, referral.weekly_cost, terms) for role in roles_to_authorise(by, referral)):
        why_not = (
            f"Your limit does not reach {money_in_words(referral.weekly_cost)} a week. {_who_could(referral, terms)}"
        )
    return Approval(True, may_give=may_give, why_not=why_not)


def _who_could(referral: "Referral", terms: Terms) -> str:
    able = [(limit, role) for role, limit in terms.authority.weekly_limits.items() if limit >= referral.weekly_cost]
    return f"A {min(able)[1].in_words} can authorise it." if able else "Nobody's limit reaches it."
