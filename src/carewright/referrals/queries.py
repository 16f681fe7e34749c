"""Reads about referrals and enablement: only those of teams that the one asking reaches."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TypeVar

from django.db.models import Count, Model, Prefetch, Q, QuerySet

from carewright.access.actors import Actor
from carewright.access.check import check_may, may
from carewright.access.models import Unit
from carewright.access.roles import Role
from carewright.access.who_may import WHO_MAY
from carewright.kernel.refs import normalised
from carewright.kernel.refused import NotFound
from carewright.obligations.models import Obligation
from carewright.people.models import Person
from carewright.people.queries import teams, visible_to
from carewright.people.rules import folded
from carewright.policy.queries import policy_of
from carewright.referrals.lifecycle import EpisodeState, State
from carewright.referrals.models import (
    Authorisation,
    BypassReview,
    EnablementEpisode,
    EssentialVisit,
    Referral,
    ReferralDocument,
)
from carewright.referrals.rules import Attached, AuthorisedCost, Missing, ReferralFacts, missing, needs_forwarding
from carewright.referrals.rules.completeness import is_authorised, is_forwarded
from carewright.worktime import london

M = TypeVar("M", bound=Model)


@dataclass(frozen=True)
class Waiting:
    """A referral that waits for somebody's approval: to be forwarded, to have its cost authorised, or both."""

    referral: Referral
    to_forward: tuple[str, ...]
    to_authorise: bool


def referrals(
    by: Actor, *, state: str = "", team: str = "", search: str = "", service: str = "", urgency: str = ""
) -> QuerySet[Referral]:
    """Referrals of the teams that the actor reaches, the latest received first, drafts by when they were started."""
    found = Referral.objects.filter(visible_to(by, "team", "see_referrals")).select_related("person", "team")
    wanted = {"state": state, "team__ref": team, "service": service, "urgency": urgency}
    found = found.filter(**{name: value for name, value in wanted.items() if value})
    for word in folded(search).split():
        found = found.filter(Q(person__search__contains=word) | Q(external_number__iexact=word))
    return found.order_by("-received_at", "-started_at", "-pk")


def referral(ref: str, by: Actor) -> Referral:
    """The referral with what belongs to it; as nonsense when the actor may not know of it (ROLE-5)."""
    asked = (
        Referral.objects.filter(visible_to(by, "team", "see_referrals"), ref=normalised(ref, "REF"))
        .select_related("person__team", "team")
        .prefetch_related(
            "essential_visits",
            "authorisations",
            "returns",
            "person__representatives",
            Prefetch("documents", ReferralDocument.objects.defer("content").order_by("attached_at", "pk")),
        )
        .first()
    )
    if asked is None:
        raise NotFound
    return asked


def document(referral_ref: str, document_ref: str, by: Actor) -> ReferralDocument:
    """A document attached to a referral that the actor may see, with its content."""
    found = ReferralDocument.objects.filter(referral=referral(referral_ref, by), ref=document_ref).first()
    if found is None:
        raise NotFound
    return found


def persons_to_refer(by: Actor, team: Unit) -> QuerySet[Person]:
    """Whom the team may refer: whom the actor sees, and everybody of the team's area, for hospital and enablement teams
    refer people who are with another team."""
    if not may(by, "see_people"):
        return Person.objects.none()
    area = ".".join(team.path.split(".")[:2]) + "."
    return Person.objects.filter(visible_to(by) | Q(team__path__startswith=area)).select_related("team")


def person_to_refer(by: Actor, team: str, *, person: str = "", case_number: str = "") -> Person:
    """Whom a team (its reference) refers, by reference or case number; as nonsense when it may not."""
    place = next((unit for unit in teams(by, "start_referral") if unit.ref == team), None)
    found = persons_to_refer(by, place) if place else Person.objects.none()
    found = (
        found.filter(ref=normalised(person, "PER")) if person else found.filter(case_number__iexact=case_number.strip())
    )
    asked = found.first()
    if asked is None:
        raise NotFound
    return asked


def person_seen(by: Actor, case_number: str) -> Person:
    """The person with this case number, if the actor sees them; as nonsense otherwise."""
    found = Person.objects.filter(visible_to(by), case_number__iexact=case_number.strip()).first()
    if found is None:
        raise NotFound
    return found


def case_number_of(by: Actor, person: str) -> str:
    """The case number of a person whom the actor sees, by reference; empty when there is none such."""
    return Person.objects.filter(visible_to(by), ref=person).values_list("case_number", flat=True).first() or ""


def enablement_teams() -> QuerySet[Unit]:
    """Teams that can be asked for enablement."""
    found = Unit.objects.filter(kind=Unit.Kind.TEAM, source_team="enablement")
    return found.select_related("parent").order_by("name", "ref")


def facts_of(referral: Referral) -> ReferralFacts:
    """The referral as its rules see it."""
    return _facts(
        referral,
        attached=[Attached(d.code, d.dated_on) for d in referral.documents.defer("content")],
        authorised=[AuthorisedCost(a.weekly_cost, a.authorised_by) for a in referral.authorisations.all()],
        states_visit_times=bool(referral.essential_visits.all()),
        grace_period_over=_grace_period_is_over(referral),
    )


def completed_with_facts(
    visible: Q, from_at: datetime, to_at: datetime
) -> Iterator[tuple[Referral, ReferralFacts, datetime]]:
    """Referrals accepted as complete from a moment to before another, with what they were judged on, and when.

    Nothing of a complete referral can be amended, so it still says what it said then, withdrawn or not; of grace
    periods those count that were over by then. Without the texts that no rule looks at.
    """
    found = Referral.objects.filter(visible, completed_at__gte=from_at, completed_at__lt=to_at)
    attached, authorised = defaultdict(list), defaultdict(list)
    for of, code, dated_on in _belonging_to(found, ReferralDocument).values_list("referral", "code", "dated_on"):
        attached[of].append(Attached(code, dated_on))
    for of, cost, who in _belonging_to(found, Authorisation).values_list("referral", "weekly_cost", "authorised_by"):
        authorised[of].append(AuthorisedCost(cost, who))
    with_times = set(_belonging_to(found, EssentialVisit).values_list("referral", flat=True))
    over = EnablementEpisode.objects.filter(grace_ended_at__isnull=False).order_by("-grace_ended_at")
    first_over = dict(over.values_list("person", "grace_ended_at"))
    texts = ("needs", "outcomes", "alternatives_note", "access_note", "risk_note", "cultural_need", "language_need")
    for one in found.select_related("team").defer(*texts).order_by("completed_at", "pk"):
        at = one.completed_at or to_at
        grace_ended_at = first_over.get(one.person_id)
        facts = _facts(
            one,
            attached=attached[one.pk],
            authorised=authorised[one.pk],
            states_visit_times=one.pk in with_times,
            grace_period_over=grace_ended_at is not None and grace_ended_at <= at,
        )
        yield one, facts, at


def _belonging_to(found: QuerySet[Referral], part: type[M]) -> QuerySet[M]:
    return part._default_manager.filter(referral__in=found)


def _facts(
    referral: Referral,
    *,
    attached: Iterable[Attached],
    authorised: Iterable[AuthorisedCost],
    states_visit_times: bool,
    grace_period_over: bool,
) -> ReferralFacts:
    return ReferralFacts(
        source_team=referral.team.source_team,
        weekly_cost=referral.weekly_cost,
        kind=referral.kind,
        package=referral.package,
        funding=referral.funding,
        self_funder_exception=referral.self_funder_exception,
        grace_period_over=grace_period_over,
        known_to_community=referral.known_to_community,
        assessed_on=referral.assessed_on,
        risk_recorded=referral.risk_recorded,
        states_visit_times=states_visit_times,
        enablement=referral.enablement,
        bypass_reason=referral.bypass_reason,
        alternatives_explored=referral.alternatives_explored,
        record_declared=referral.record_declared,
        forwarded_by=referral.forwarded_by,
        documents=tuple(attached),
        authorisations=tuple(authorised),
        cost_asked_by=frozenset(referral.cost_asked_by),
        times_asked_by=frozenset(referral.times_asked_by),
    )


def missing_of(referral: Referral, at: datetime) -> list[Missing]:
    """What the referral lacks at this moment, under the policy that it was started under."""
    return missing(facts_of(referral), policy_of(referral.policy_version).terms, at)


def waiting_for_approval(by: Actor) -> list[Waiting]:
    """Referrals that this actor could forward, or authorise the cost of, oldest first; not what they asked for."""
    reached = Q(pk__in=[])
    for verb in ("forward_referral", "authorise_spend"):
        right = WHO_MAY[verb]
        for path in by.unit_paths(*(right.roles | right.deputies)) if may(by, verb) else ():
            reached |= Q(team__path__startswith=path)
    open_ones = (
        Referral.objects.filter(reached, state__in=[State.DRAFT, State.SUBMITTED, State.RETURNED])
        .select_related("person", "team")
        .prefetch_related("essential_visits", "authorisations")
        .order_by("started_at", "pk")
    )
    return [waits for referral in open_ones if (waits := _waits(referral, by))]


def bypasses(by: Actor, since: date, until: date, team: str = "") -> QuerySet[Referral]:
    """Referrals first received from `since` to `until`, both inclusive, that bypass enablement, by team (REF-4)."""
    check_may(by, "see_bypass_report")
    from_at, to_at = london(since, time(0)), london(until + timedelta(days=1), time(0))
    found = Referral.objects.filter(
        visible_to(by, "team", "see_bypass_report"),
        enablement="bypassed",
        first_received_at__gte=from_at,
        first_received_at__lt=to_at,
    )
    found = found.filter(team__ref=team) if team else found
    return found.select_related("person", "team").order_by("team__name", "first_received_at", "pk")


def bypass_reviews(by: Actor) -> QuerySet[BypassReview]:
    """Joint reviews of bypasses, the latest first."""
    check_may(by, "see_bypass_report")
    found = BypassReview.objects.filter(visible_to(by, "team", "see_bypass_report"))
    return found.select_related("team").order_by("-recorded_at", "-pk")


def overstayers(by: Actor, on: date) -> QuerySet[EnablementEpisode]:
    """Who is ready to leave enablement on this day and has no package, longest first (REF-4)."""
    check_may(by, "see_bypass_report")
    found = EnablementEpisode.objects.filter(
        visible_to(by, "team", "see_bypass_report"), ready_on__lte=on, ended_on__isnull=True
    )
    return found.select_related("person", "team").order_by("ready_on", "pk")


def episodes(by: Actor, *, open_only: bool = False) -> QuerySet[EnablementEpisode]:
    """Enablement of the teams that the actor reaches, or of their persons; the latest first."""
    found = EnablementEpisode.objects.filter(
        visible_to(by, "team", "see_referrals") | visible_to(by, "person__team", "see_referrals")
    ).select_related("person", "team")
    found = found.exclude(state__in=[EpisodeState.REJECTED, EpisodeState.ENDED]) if open_only else found
    return found.order_by("-asked_at", "-pk")


def episode(ref: str, by: Actor) -> EnablementEpisode:
    """One episode of enablement; as nonsense when the actor may not know of it."""
    found = episodes(by).filter(ref=normalised(ref, "ENA")).first()
    if found is None:
        raise NotFound
    return found


def owed_about(episode: EnablementEpisode) -> Obligation | None:
    """What is owed about the enablement now: an answer, or care to be found in the grace period."""
    return Obligation.objects.filter(subject=episode.ref, state="open").order_by("due_at").first()


def persons_of(refs: Iterable[str], by: Actor) -> dict[str, Person]:
    """Whose referrals and enablement these are, by reference: of persons whom the actor sees, and no others."""
    asked = list(refs)
    referrals = Referral.objects.filter(visible_to(by, "team"), ref__in=asked).select_related("person")
    episodes = EnablementEpisode.objects.filter(visible_to(by, "team"), ref__in=asked).select_related("person")
    return {row.ref: row.person for row in referrals} | {row.ref: row.person for row in episodes}


def checks_awaited(by: Actor, *, most: int) -> list[Referral]:
    """Referrals that this person made and brokerage has not looked at yet, the longest waiting first."""
    found = Referral.objects.filter(visible_to(by, "team", "see_referrals"), referrer=by.ref, state=State.SUBMITTED)
    return list(found.select_related("person").order_by("received_at", "pk")[:most])


def counts_by_state(by: Actor) -> dict[str, int]:
    """How many referrals stand in each state, for the tabs of the list."""
    seen = Referral.objects.filter(visible_to(by, "team", "see_referrals")).order_by()
    return dict(seen.values_list("state").annotate(Count("pk")))


def _waits(referral: Referral, by: Actor) -> Waiting | None:
    facts, unit = _to_approve(referral), referral.team.path
    forward: tuple[str, ...] = ()
    if not is_forwarded(facts) and may(by, "forward_referral", unit=unit) and by.ref not in referral.times_asked_by:
        forward = needs_forwarding(facts)
    authorise = (
        not is_authorised(facts)
        and may(by, "authorise_spend", unit=unit)
        and by.ref not in referral.cost_asked_by
        and _limit_reaches(referral, by)
    )
    return Waiting(referral, forward, authorise) if forward or authorise else None


def _to_approve(referral: Referral) -> ReferralFacts:
    """As much of the facts as approvals turn on, from what has been read with the list."""
    return ReferralFacts(
        source_team=referral.team.source_team,
        weekly_cost=referral.weekly_cost,
        states_visit_times=bool(referral.essential_visits.all()),
        enablement=referral.enablement,
        forwarded_by=referral.forwarded_by,
        authorisations=tuple(AuthorisedCost(a.weekly_cost, a.authorised_by) for a in referral.authorisations.all()),
        cost_asked_by=frozenset(referral.cost_asked_by),
        times_asked_by=frozenset(referral.times_asked_by),
    )


def _limit_reaches(referral: Referral, by: Actor) -> bool:
    limit = policy_of(referral.policy_version).terms.authority.weekly_limit(roles_to_authorise(by, referral))
    return limit is not None and referral.weekly_cost <= limit


def roles_to_authorise(by: Actor, referral: Referral) -> list[Role]:
    """The roles with which the actor may authorise for the referral's team."""
    right = WHO_MAY["authorise_spend"]
    covering = {h.role for h in by.holdings if h.covers(unit=referral.team.path, provider=None)}
    return sorted(covering & right.roles)


def _grace_period_is_over(referral: Referral) -> bool:
    return EnablementEpisode.objects.filter(person=referral.person_id, grace_ended_at__isnull=False).exists()
