"""Referrals loaded from a file: ten thousand in seconds, each row wholly or not at all, under one event (REF-10)."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from itertools import islice
from typing import Any, TypeVar

from django.db import IntegrityError, transaction

from carewright.access.actors import Actor
from carewright.access.check import check_may, may
from carewright.access.models import Unit, User
from carewright.access.roles import REFERRERS
from carewright.files.cells import Cells
from carewright.files.rejects import FileKind, Outcome
from carewright.files.tables import Column, Layout, Table
from carewright.imports.commands import keep_file
from carewright.kernel.refused import Gone
from carewright.messages.commands import queue_email
from carewright.messages.wording import referrals as wording
from carewright.people.models import Person
from carewright.people.rules import folded
from carewright.policy.queries import PolicyInForce, policy_at
from carewright.referrals.commands.drafting import draft_of, fill, too_long, visit_row
from carewright.referrals.events import ReferralsLoaded
from carewright.referrals.lifecycle import State
from carewright.referrals.models import EssentialVisit, Referral
from carewright.referrals.rules import faults_of_draft
from carewright.referrals.rules.drafts import ENABLEMENT, FUNDING, KINDS
from carewright.referrals.rules.visits import visits_of
from carewright.trail.command import command, record
from carewright.worktime import local

AT_ONCE = 500
"""How many referrals are judged and written by one statement."""
NEEDED = ("number", "case_number", "team", "service", "need_category", "weekly_hours", "start_on", "needs")
ALSO_CALLED = {
    "number": ("referral number", "external number", "your number", "reference"),
    "case_number": ("case no", "case reference", "person id"),
    "team": ("team name", "referring team"),
    "weekly_hours": ("hours", "hours a week", "hours per week"),
    "carers": ("number of carers",),
    "start_on": ("start date", "requested start date", "start"),
    "need_category": ("need", "category"),
    "urgency": ("urgency reason",),
    "package": ("package reference",),
    "essential_visits": ("visit times", "essential visit times"),
}
TEXTS = (
    "package",
    "outcomes",
    "banding",
    "language_need",
    "gender_need",
    "cultural_need",
    "access_note",
    "risk_note",
    "alternatives_note",
)
YES_OR_NO = ("risk_recorded", "care_in_place", "known_to_community", "alternatives_explored", "record_declared")
CODES = ("kind", "funding", "self_funder_exception", "urgency", "enablement", "bypass_reason")
OPTIONAL = (*CODES, "carers", "assessed_on", "essential_visits", *TEXTS, *YES_OR_NO)
GOES_WITH = {
    "bypass_reason": "enablement",
    "self_funder_exception": "funding",
    "risk_note": "risk_recorded",
    "package": "kind",
}
"""What is judged together with another column, and so not when that can't be read."""
LAYOUT = Layout(
    (
        *(Column(key, ALSO_CALLED.get(key, ())) for key in NEEDED),
        *(Column(key, ALSO_CALLED.get(key, ()), is_needed=False) for key in OPTIONAL),
    )
)

_Read = tuple[Cells, dict[str, Any]]
T = TypeVar("T")


@command
def import_referrals(*, table: Table, by: Actor, at: datetime) -> Outcome:
    """Submit a referral for each row of a table, as the form would have it; documents and approvals follow on its page.

    Each row is taken whole or rejected with every reason. A row's number, the sender's own, is used once: the same row
    again does nothing, another row with that number is rejected. One event names every referral; one email goes to
    whoever loads.
    """
    check_may(by, "import_referrals")
    outcome, policy, teams = Outcome(), policy_at(at), _Teams(by)
    made: list[Referral] = []
    for some in _chunks(_read(table, teams, policy)):
        made += _submitted(_judged(some, outcome, policy, at), outcome, policy, by, at)
    file = keep_file(kind="referrals", table=table, outcome=outcome, by=by, at=at)
    for part in _chunks(made):
        Referral.objects.filter(pk__in=[referral.pk for referral in part]).update(loaded_from=file.ref)
    _tell_loader(by, file.ref, outcome, at)
    record(
        ReferralsLoaded(
            file=file.ref,
            file_name=table.name,
            rows=outcome.rows,
            added=outcome.added,
            same=outcome.same,
            rejected=len(outcome.rejects),
            policy_version=policy.version,
            referrals=tuple(referral.ref for referral in made),
            persons=tuple(dict.fromkeys(referral.person.ref for referral in made)),
        )
    )
    return outcome


class _Teams:
    """The teams for which the actor may load referrals, by name; one that several have has its locality before it."""

    def __init__(self, by: Actor) -> None:
        self.named: dict[str, list[Unit]] = defaultdict(list)
        for team in Unit.objects.filter(kind=Unit.Kind.TEAM).select_related("parent"):
            if may(by, "import_referrals", unit=team.path):
                for name in (team.name, f"{team.parent.name if team.parent else ''} / {team.name}", team.ref):
                    self.named[folded(name)].append(team)

    def __call__(self, text: str) -> Unit:
        """The team of this name; a ValueError when there is none, or more than one."""
        found = self.named.get(folded(text), [])
        if not found:
            raise ValueError(f"there is no team “{text[:60]}” for which you may refer")
        if len(found) > 1:
            raise ValueError(f"several teams are named so: write the locality before it, as Harbour / {text[:60]}")
        return found[0]


def _details(cells: Cells, teams: _Teams, policy: PolicyInForce) -> dict[str, Any]:
    terms = policy.terms
    known: dict[str, Iterable[str]] = {
        "kind": KINDS,
        "funding": FUNDING,
        "self_funder_exception": terms.referrals.self_funder_exceptions,
        "urgency": terms.referrals.urgency_reasons,
        "enablement": filter(None, ENABLEMENT),
        "bypass_reason": terms.referrals.bypass_reasons,
    }
    details: dict[str, Any] = {
        "number": cells.text("number"),
        "case_number": cells.text("case_number"),
        "team": cells.read("team", teams),
        "service": cells.code("service", terms.services),
        "need_category": cells.code("need_category", terms.need_categories),
        "weekly_hours": cells.amount("weekly_hours"),
        "carers": cells.read("carers", _whole, is_needed=False),
        "start_on": cells.day("start_on"),
        "needs": cells.text("needs"),
        "assessed_on": cells.day("assessed_on", is_needed=False),
        "essential_visits": cells.read("essential_visits", visits_of, is_needed=False) or (),
    }
    details |= {key: cells.code(key, codes, is_needed=False) for key, codes in known.items()}
    details |= {key: cells.optional(key) for key in TEXTS} | {key: cells.yes(key) or False for key in YES_OR_NO}
    usual = {"kind": "new", "funding": "council", "carers": 1}
    return details | {key: value for key, value in usual.items() if details[key] in ("", None)}


def _whole(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 4):
        raise ValueError(f"“{text[:40]}” is not a whole number")
    return int(text)


def _read(table: Table, teams: _Teams, policy: PolicyInForce) -> Iterator[_Read]:
    """Each row, its cells read; a number that stands in the file before is a fault."""
    seen: dict[str, int] = {}
    for row in table.rows:
        cells = Cells(row)
        details = _details(cells, teams, policy)
        first = seen.setdefault(details["number"], row.number) if details["number"] else row.number
        if first != row.number:
            cells.fault("number", f"is in row {first} already")
        yield cells, details


def _judged(rows: list[_Read], outcome: Outcome, policy: PolicyInForce, at: datetime) -> Iterator[tuple[_Read, Person]]:
    """The rows that are new and without fault, each with its person; all that is wrong with a row is named at once."""
    numbers = [details["number"] for _, details in rows if details["number"]]
    there = Referral.objects.filter(external_number__in=numbers).values_list("external_number", "loaded_as")
    known, persons = dict(there), _persons({details["case_number"] for _, details in rows})
    for cells, details in rows:
        if known.get(details["number"]) == fingerprint(cells):
            outcome.same += 1
            continue
        if details["number"] in known:
            cells.fault("number", "is of a referral that is there and says something else: amend it on its page")
        person = persons.get(details["case_number"])
        if details["case_number"] and (person is None or not _is_of_the_area(person, details["team"])):
            cells.fault("case_number", "is of nobody in the team's area: add the person first")
        _find_faults(cells, details, person, policy, local(at).date())
        if cells.faults:
            outcome.reject(cells)
        elif person is not None:
            yield (cells, details), person


def _find_faults(cells: Cells, details: dict[str, Any], person: Person | None, policy: PolicyInForce, on: date) -> None:
    """Judge by the rule of the form what could be read, whatever else could not."""
    at_fault = {fault.field for fault in cells.faults}
    whole = details | {key: instead for key, instead in _instead(on).items() if details[key] is None}
    if len(details["number"]) > 60:
        cells.fault("number", "must be 60 characters or fewer")
    for fault in too_long({key: whole[key] for key in TEXTS}):
        cells.fault(fault.field, fault.sentence)
    for fault in faults_of_draft(draft_of(whole, person), policy.terms, on):
        if not {fault.field, GOES_WITH.get(fault.field)} & at_fault:
            cells.fault(fault.field, fault.sentence)


def _instead(on: date) -> dict[str, Any]:
    """What stands for a cell that can't be read while the others are judged."""
    return {"weekly_hours": Decimal(1), "start_on": on}


def _persons(case_numbers: set[str]) -> dict[str, Person]:
    return {p.case_number: p for p in Person.objects.filter(case_number__in=case_numbers).select_related("team")}


def _is_of_the_area(person: Person, team: Unit | None) -> bool:
    return team is None or person.team.path.split(".")[:2] == team.path.split(".")[:2]


def _submitted(
    rows: Iterable[tuple[_Read, Person]], outcome: Outcome, policy: PolicyInForce, by: Actor, at: datetime
) -> list[Referral]:
    """Write some rows as submitted referrals."""
    made: list[tuple[Referral, dict[str, Any]]] = []
    for (cells, details), person in rows:
        referral = Referral(
            person=person,
            team=details["team"],
            referrer=by.ref if _refers_for(by, details["team"]) else "",
            external_number=details["number"],
            loaded_as=fingerprint(cells),
            policy_version=policy.version,
            cost_asked_by=[by.ref],
            times_asked_by=[by.ref],
            state=State.SUBMITTED,
            started_at=at,
            first_received_at=at,
            received_at=at,
        )
        fill(referral, details, policy.terms)
        made.append((referral, details))
    _write([referral for referral, _ in made])
    visits = (visit_row(referral, visit) for referral, details in made for visit in details["essential_visits"])
    EssentialVisit.objects.bulk_create(visits)
    outcome.added += len(made)
    return [referral for referral, _ in made]


def _write(referrals: list[Referral]) -> None:
    try:
        with transaction.atomic():
            Referral.objects.bulk_create(referrals)
    except IntegrityError:
        raise Gone("Somebody is loading the same referrals at this moment. Wait a minute and try again.") from None


def _refers_for(by: Actor, team: Unit) -> bool:
    return any(h.role in REFERRERS and h.covers(unit=team.path, provider=None) for h in by.holdings)


def fingerprint(cells: Cells) -> str:
    """What a row says, in short: the same row of the same or another file has the same."""
    said = sorted((key, value) for key, value in cells.row.cells.items() if value)
    return hashlib.sha256(json.dumps(said).encode("utf-8", errors="surrogatepass")).hexdigest()


def _tell_loader(by: Actor, file: str, outcome: Outcome, at: datetime) -> None:
    """One email for all that was received (ACC-5), not one a row."""
    user = User.objects.filter(ref=by.ref).first()
    if user and outcome.added:
        told = wording.loaded(file=file, received=outcome.added, rejected=len(outcome.rejects), path="/referrals/")
        queue_email(to=[user.email], wording=told, about=[file], at=at)


def _chunks(items: Iterable[T]) -> Iterator[list[T]]:
    rest = iter(items)
    while some := list(islice(rest, AT_ONCE)):
        yield some


FILES = (
    FileKind(
        name="referrals",
        title="Referrals",
        verb="import_referrals",
        layout=LAYOUT,
        load=import_referrals,
        about="Their persons and teams have to be there first. Documents and approvals follow on each referral's page.",
    ),
)
"""The files of referrals that can be loaded."""
