"""The lines of a list of work: what is to do, by when, about whom; what could be done next; what others are to do."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING, Any

from carewright.access.actors import Actor
from carewright.access.check import may
from carewright.access.roles import Role
from carewright.look.links import page_of
from carewright.obligations.queries import Urgency, urgency
from carewright.packages import queries as packages
from carewright.providers.queries import providers
from carewright.referrals import queries as referrals
from carewright.sourcing import queries as sourcing
from carewright.worktime import moment_words

if TYPE_CHECKING:
    from carewright.people.models import Person

NEXT_STEPS = 10
"""So many next steps are worked out for a page, since each asks the route anew; the others are on To place."""
AWAITED = 25
"""So many things that wait for others are shown."""


@dataclass(frozen=True)
class Line:
    """A line: the sentence with the page where it is done, whom it is about, and by when. `due_at` None: no limit."""

    sentence: str
    url: str
    ref: str
    due_at: datetime | None = None
    whom: str = ""
    who: str = ""
    rule: str = ""
    since: str = ""
    rag: Any = None


@dataclass(frozen=True)
class Group:
    """Lines under a heading. `is_late`: how late each is says more than when it was due."""

    heading: str
    anchor: str
    lines: list[Line]
    count: int
    note: str = ""
    is_late: bool = False
    more: str = ""


def groups_of_duties(owed: Iterable[Any], counts: dict[Urgency, int], by: Actor, at: datetime) -> list[Group]:
    """Duties in their groups, most urgent first, each with whom it is about."""
    duties = list(owed)
    names = names_of({duty.about for duty in duties} | {duty.provider for duty in duties}, by)
    grouped = groupby(duties, key=lambda duty: urgency(duty.due_at, at))
    return [
        Group(
            heading=group.value,
            anchor=group.name.lower(),
            lines=[_of_duty(duty, names) for duty in rows],
            count=counts[group],
            is_late=group == Urgency.OVERDUE,
        )
        for group, rows in grouped
    ]


def with_next_steps(groups: list[Group], by: Actor, at: datetime) -> list[Group]:
    """The groups with what the actor could do next after today's, and what waits for others before the later ones."""
    own = {"next": _next_steps(by, at), "awaited": _awaited(by, at)}
    early = [group for group in groups if group.anchor in {Urgency.OVERDUE.name.lower(), Urgency.TODAY.name.lower()}]
    week = [group for group in groups if group.anchor == Urgency.THIS_WEEK.name.lower()]
    later = [group for group in groups if group.anchor == Urgency.LATER.name.lower()]
    found = [*early, own["next"], *week, own["awaited"], *later]
    return [group for group in found if group is not None]


def names_of(refs: set[str], by: Actor) -> dict[str, str]:
    """Whom or what each reference is about: `Edith Attwood, CT5`, or a provider's name; only what the actor may know.

    One query for each kind of reference that there is.
    """
    asked: dict[tuple[str, ...], Callable[[list[str], Actor], dict[str, Person]]] = {
        ("REQ",): sourcing.persons_of_requirements,
        ("REF", "ENA"): referrals.persons_of,
        ("PKG",): packages.persons_of,
    }
    found: dict[str, str] = {}
    for prefixes, ask in asked.items():
        if wanted := _having(refs, *prefixes):
            found |= {ref: whom(person) for ref, person in ask(wanted, by).items()}
    if wanted := _having(refs, "PRV"):
        found |= {one.ref: one.name for one in providers(by).filter(ref__in=wanted)}
    return found


def whom(person: "Person") -> str:
    """`Edith Attwood, CT5`."""
    return f"{person.name}, {person.outward_postcode}"


def _having(refs: set[str], *prefixes: str) -> list[str]:
    return sorted(ref for ref in refs if ref.partition("-")[0] in prefixes)


def _of_duty(duty: Any, names: dict[str, str]) -> Line:
    place = duty.unit.name if duty.unit else names.get(duty.provider, duty.provider)
    return Line(
        sentence=duty.sentence,
        url=page_of(duty.subject) or page_of(duty.about),
        ref=duty.about,
        due_at=duty.due_at,
        whom=names.get(duty.about, ""),
        who=f"{Role(duty.role).in_words.capitalize()}, {place}",
        rule=duty.rule,
    )


def _next_steps(by: Actor, at: datetime) -> Group | None:
    steps = sourcing.approaches_to_make(by, at, most=NEXT_STEPS)
    lines = [
        Line(
            sentence=f"Offer to {step.provider_name} next",
            url=page_of(step.requirement.ref),
            ref=step.requirement.ref,
            whom=whom(step.person),
            rag=step.rag,
        )
        for step in steps
    ]
    more = "To place" if len(lines) == NEXT_STEPS else ""
    note = "Nobody is being approached for these: the next step is yours."
    return Group("To approach next", "next", lines, len(lines), note=note, more=more) if lines else None


def _awaited(by: Actor, at: datetime) -> Group | None:
    waits = sourcing.answers_awaited(by, most=AWAITED)
    known = {wait.requirement.ref for wait in waits}
    waits += [wait for wait in sourcing.placements_awaited(by, most=AWAITED) if wait.requirement.ref not in known]
    lines = [
        Line(
            sentence=wait.sentence,
            url=page_of(wait.requirement.ref),
            ref=wait.requirement.ref,
            due_at=wait.due_at,
            whom=whom(wait.person),
        )
        for wait in waits
    ]
    lines += [
        Line(
            sentence="Brokerage to check the referral",
            url=page_of(referral.ref),
            ref=referral.ref,
            whom=whom(referral.person),
            since=f"Sent {moment_words(referral.received_at, at)}" if referral.received_at else "",
        )
        for referral in (referrals.checks_awaited(by, most=AWAITED) if may(by, "start_referral") else [])
    ]
    return Group("Waiting for others", "awaited", lines[:AWAITED], len(lines)) if lines else None
