"""Starting a referral, amending it, attaching documents to it (REF-1 to 5)."""

import hashlib
from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from carewright.access.actors import Actor
from carewright.access.check import check_may
from carewright.kernel.hours import in_words as hours_in_words
from carewright.kernel.money import weekly_cost
from carewright.kernel.refused import Fault, Invalid, NotFound
from carewright.people.models import Person
from carewright.policy.queries import policy_at, policy_of
from carewright.policy.terms import Document, Terms
from carewright.referrals.commands.found import locked_referral, team_of
from carewright.referrals.events import DocumentAttached, ReferralAmended, ReferralStarted
from carewright.referrals.lifecycle import REFERRAL
from carewright.referrals.models import EssentialVisit, Referral, ReferralDocument
from carewright.referrals.queries import persons_to_refer
from carewright.referrals.rules import VisitWindow, check_draft
from carewright.referrals.rules.documents import check_document
from carewright.referrals.rules.drafts import COST_DETAILS, DETAILS, TIMES_DETAILS
from carewright.referrals.rules.facts import Draft
from carewright.trail.command import command, record
from carewright.worktime import local

Visit = VisitWindow | tuple[time, time, str, str]


@command
def start_referral(
    *,
    person: str,
    team: str,
    service: str,
    need_category: str,
    weekly_hours: Decimal,
    start_on: date,
    needs: str,
    kind: str = "new",
    package: str = "",
    carers: int = 1,
    outcomes: str = "",
    banding: str = "",
    language_need: str = "",
    gender_need: str = "",
    cultural_need: str = "",
    access_note: str = "",
    risk_recorded: bool = False,
    risk_note: str = "",
    funding: str = "council",
    self_funder_exception: str = "",
    urgency: str = "",
    care_in_place: bool = False,
    known_to_community: bool = False,
    assessed_on: date | None = None,
    enablement: str = "",
    bypass_reason: str = "",
    alternatives_explored: bool = False,
    alternatives_note: str = "",
    record_declared: bool = False,
    essential_visits: Iterable[Visit] = (),
    external_number: str = "",
    by: Actor,
    at: datetime,
) -> Referral:
    """Start a referral as a draft, under the policy in force now, which judges it from here on (POL-1).

    Its gross weekly cost is worked out from hours, carers and the policy's indicative rate. `needs`, `outcomes` and
    the reasons of visits are seen by providers before they may know the person: refused when they hold the name,
    postcode or telephone. `external_number`, the sender's own, is used once.
    """
    given = {name: value for name, value in locals().items() if name in DETAILS}
    place = team_of(team)
    check_may(by, "start_referral", unit=place.path)
    whose = persons_to_refer(by, place).filter(ref=person).first()
    if whose is None:
        raise NotFound
    policy = policy_at(at)
    made = Referral(
        person=whose,
        team=place,
        referrer=by.ref,
        external_number=_unused(external_number.strip()),
        policy_version=policy.version,
        cost_asked_by=[by.ref],
        times_asked_by=[by.ref],
        started_at=at,
    )
    _fill(made, given, policy.terms, at)
    made.save()
    _keep_visits(made, _windows(given["essential_visits"]))
    record(
        ReferralStarted(
            referral=made.ref,
            person=whose.ref,
            team=place.ref,
            kind=made.kind,
            service=policy.terms.services[made.service],
            weekly_hours=made.weekly_hours,
            hours=hours_in_words(made.weekly_hours),
            carers=made.carers,
            weekly_cost=made.weekly_cost,
            policy_version=policy.version,
        )
    )
    return made


@command
def amend_referral(*, referral: str, changes: Mapping[str, Any], by: Actor, at: datetime) -> Referral:
    """Change details of a draft or returned referral; the keys of `changes` are those of `start_referral`.

    Who changes what the cost is made of, or visit times or the bypass, has asked for it, and can't approve it (ROLE-3).
    A changed visit time or bypass has to be forwarded anew (REF-3).
    """
    found = locked_referral(referral)
    check_may(by, "amend_referral", unit=found.team.path)
    REFERRAL.check_move("amend_referral", found.state)
    if unknown := sorted(set(changes) - set(DETAILS)):
        raise Invalid([Fault(name, "This can't be amended.") for name in unknown])
    before = _details_of(found)
    given = dict(changes)
    if "essential_visits" in given:
        given["essential_visits"] = _windows(given["essential_visits"])
    changed = [name for name in DETAILS if name in given and given[name] != before[name]]
    if not changed:
        raise Invalid([Fault("", "Nothing has been changed. Change a detail first, or go back.")])
    _fill(found, before | given, policy_of(found.policy_version).terms, at, changed)
    _note_who_asked(found, changed, by)
    found.save()
    if "essential_visits" in changed:
        found.essential_visits.all().delete()
        _keep_visits(found, given["essential_visits"])
    record(
        ReferralAmended(
            referral=found.ref,
            person=found.person.ref,
            details=tuple(DETAILS[name] for name in changed),
            weekly_cost=found.weekly_cost,
        )
    )
    return found


@command
def attach_document(
    *, referral: str, code: str, filename: str, dated_on: date | None, content: bytes, by: Actor, at: datetime
) -> ReferralDocument:
    """Attach a document: PDF, JPEG, PNG, Word or OpenDocument by its content, at most 20 MB, of today or before."""
    found = locked_referral(referral)
    check_may(by, "attach_document", unit=found.team.path)
    REFERRAL.check_move("attach_document", found.state)
    name = check_document(code=code, filename=filename, dated_on=dated_on, content=content, on=local(at).date())
    made = ReferralDocument.objects.create(
        referral=found,
        code=code,
        filename=name,
        dated_on=dated_on,
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        attached_by=by.ref,
        attached_at=at,
    )
    record(
        DocumentAttached(
            referral=found.ref,
            person=found.person.ref,
            document=made.ref,
            code=code,
            title=Document(code).in_words,
            dated=f" of {dated_on.day} {dated_on:%B %Y}" if dated_on else "",
            sha256=made.sha256,
        )
    )
    return made


def fill(referral: Referral, given: Mapping[str, Any], terms: Terms) -> None:
    """Write checked details to the referral, and work out its gross weekly cost (REF-7)."""
    for name in DETAILS:
        if name != "essential_visits":
            setattr(referral, name, given[name].strip() if isinstance(given[name], str) else given[name])
    referral.weekly_cost = weekly_cost(referral.weekly_hours, terms.indicative_rate(referral.service), referral.carers)


def draft_of(given: Mapping[str, Any], person: Person | None) -> Draft:
    """The details as the rule sees them."""
    names = {name: given[name] for name in Draft.__dataclass_fields__ if name in given}
    return Draft(**names, visits=_windows(given["essential_visits"]), identifying=_identifying(person))


def _identifying(person: Person | None) -> tuple[str, ...]:
    """What tells who the person is."""
    if person is None:
        return ()
    names = (f"{first} {person.family_name}" for first in (person.given_name, person.known_as) if first)
    return (*names, person.postcode, person.telephone)


def too_long(given: Mapping[str, Any]) -> list[Fault]:
    """A fault for each text that is longer than its column."""
    faults: list[Fault] = []
    for name, value in given.items():
        longest = getattr(Referral._meta.get_field(name), "max_length", None) if name != "essential_visits" else None
        if isinstance(value, str) and longest and len(value.strip()) > longest:
            faults.append(Fault(name, f"This must be {longest} characters or fewer. Shorten it."))
    return faults


def _fill(
    referral: Referral, given: Mapping[str, Any], terms: Terms, at: datetime, changed: Collection[str] | None = None
) -> None:
    if faults := too_long(given):
        raise Invalid(faults)
    check_draft(draft_of(given, referral.person), terms, local(at).date(), changed=changed)
    fill(referral, given, terms)


def _details_of(referral: Referral) -> dict[str, Any]:
    details: dict[str, Any] = {name: getattr(referral, name) for name in DETAILS if name != "essential_visits"}
    visits = referral.essential_visits.order_by("pk")
    details["essential_visits"] = tuple(VisitWindow(v.from_time, v.to_time, v.days, v.reason) for v in visits)
    return details


def _note_who_asked(referral: Referral, changed: Collection[str], by: Actor) -> None:
    if COST_DETAILS.intersection(changed) and by.ref not in referral.cost_asked_by:
        referral.cost_asked_by = [*referral.cost_asked_by, by.ref]
    if TIMES_DETAILS.intersection(changed):
        referral.forwarded_by, referral.forwarded_at = "", None
        if by.ref not in referral.times_asked_by:
            referral.times_asked_by = [*referral.times_asked_by, by.ref]


def _windows(visits: Iterable[Visit]) -> tuple[VisitWindow, ...]:
    return tuple(visit if isinstance(visit, VisitWindow) else VisitWindow(*visit) for visit in visits)


def _keep_visits(referral: Referral, visits: Iterable[VisitWindow]) -> None:
    EssentialVisit.objects.bulk_create(visit_row(referral, visit) for visit in visits)


def visit_row(referral: Referral, visit: VisitWindow) -> EssentialVisit:
    """The visit as it is kept."""
    return EssentialVisit(
        referral=referral,
        from_time=visit.from_time,
        to_time=visit.to_time,
        days=visit.days.strip(),
        reason=visit.reason.strip(),
    )


def _unused(number: str) -> str:
    if len(number) > 60:
        raise Invalid([Fault("external_number", "Your own number must be 60 characters or fewer.")])
    if number and Referral.objects.filter(external_number=number).exists():
        raise Invalid(
            [Fault("external_number", f"There is already a referral with your number {number}.")], rule="REF-10"
        )
    return number
