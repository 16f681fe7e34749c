"""What the tolerance says of a change, from what is ordered and the policy (CHG-2, CHG-6, POL-2)."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from carewright.access.actors import Actor
from carewright.access.check import check_may
from carewright.changes.models import Change, Judgement
from carewright.changes.queries.finding import check_none_under_way
from carewright.changes.rules import (
    Assessment,
    ChangeFacts,
    Decides,
    assess,
    check_can_change,
    check_not_replaced,
    is_backdated,
    percent_of_ordered,
    percent_shown,
    why,
)
from carewright.kernel.hours import Hours
from carewright.kernel.money import Money
from carewright.kernel.refused import NotFound, Refused
from carewright.messages.wording.words import day_words
from carewright.packages.models import Package
from carewright.packages.queries import PartInForce, own_lines, part_in_force
from carewright.packages.queries.book import book_of, with_book
from carewright.packages.rules import on_day
from carewright.policy.queries import PolicyInForce, policy_at, policy_of
from carewright.policy.terms import ChangeTerms
from carewright.worktime import local


@dataclass(frozen=True)
class Judged:
    """What the tolerance says, the figures it used, and what the whole package costs a week before and after."""

    facts: ChangeFacts
    assessment: Assessment
    rules: tuple[str, ...]
    policy_version: str
    terms: ChangeTerms
    package_cost: Money
    new_package_cost: Money

    @property
    def decides(self) -> Decides:
        """The provider within tolerance, else the team manager."""
        return Decides.TEAM_MANAGER if self.rules else Decides.PROVIDER

    @property
    def why(self) -> str:
        """In one sentence, with the ids of the rules."""
        return why(self.rules, self.terms)

    @property
    def percent(self) -> Decimal:
        """Of the hours originally ordered, to two places for showing."""
        return percent_shown(percent_of_ordered(self.facts))


def judge(
    part: PartInForce, *, weekly_hours: Hours, effective_on: date, noticed_at: datetime, policy: PolicyInForce
) -> Judged:
    """Judge a change of a provider's part of a package, measured by itself, under a policy.

    Backdating counts from the day of the notice, so that a late confirmation turns nothing.
    """
    terms = policy.terms.changes
    facts = ChangeFacts(part.ordered_hours, part.weekly_hours, weekly_hours, part.rate, part.carers)
    found = assess(facts, terms)
    backdated = is_backdated(effective_on, local(noticed_at).date(), terms.backdating_days)
    before = gross_weekly_cost(part.package, effective_on)
    return Judged(
        facts=facts,
        assessment=found,
        rules=(*found.rules, *(("CHG-6",) if backdated else ())),
        policy_version=policy.version,
        terms=terms,
        package_cost=before,
        new_package_cost=before - found.current_cost + found.new_cost,
    )


def judged(change: Change) -> Judged:
    """The judgement of a change that counts: its last one, as it is kept."""
    kept = list(change.judgements.all())[-1]
    return of_judgement(kept)


def of_judgement(kept: Judgement) -> Judged:
    """A judgement that is kept, as the rules made it."""
    facts = ChangeFacts(kept.ordered_hours, kept.current_hours, kept.new_hours, kept.rate, kept.carers)
    figures = Assessment(
        rules=tuple(rule for rule in kept.rules if rule != "CHG-6"),
        ordered_cost=kept.ordered_cost,
        current_cost=kept.current_cost,
        new_cost=kept.new_cost,
        ordered_level=kept.ordered_level,
        current_level=kept.current_level,
        new_level=kept.new_level,
        percent=percent_of_ordered(facts),
    )
    return Judged(
        facts=facts,
        assessment=figures,
        rules=tuple(kept.rules),
        policy_version=kept.policy_version,
        terms=policy_of(kept.policy_version).terms.changes,
        package_cost=kept.package_cost,
        new_package_cost=kept.new_package_cost,
    )


def gross_weekly_cost(package: str, on: date) -> Money:
    """What a package costs a week on a day, all its parts in full, before anybody's contribution (REF-7)."""
    found = with_book(Package.objects.filter(ref=package)).get()
    return sum((row.full_cost for row in on_day(book_of(found), on)), Decimal("0.00"))


def own_part(package: str, by: Actor, on: date, at: datetime, part: int | None = None) -> PartInForce:
    """What the provider itself provides of a package on a day; of another's package as of nothing there (ROLE-5).

    So of one that it had once and no longer sees, and of one that it has not been sent yet.

    Of its own package on a day on which nothing is ordered of it, refused in words. `part`: which, of several.
    """
    check_may(by, "notice_change", provider=by.provider)
    if not own_lines(by, at, package=package):
        raise NotFound
    try:
        return part_in_force(package, by.provider, on, part=part)
    except NotFound:
        if part is not None:
            raise
    raise Refused(
        f"Nothing is ordered of you on {day_words(on)}. Choose a day on which you provide this care.",
        rule="CHG-1",
        field="effective_on",
    )


def previewed(
    package: str, *, weekly_hours: Hours, effective_on: date, part: int | None = None, by: Actor, at: datetime
) -> Judged:
    """What would come of a notice given now, before it is given: who decides, and why."""
    held = own_part(package, by, effective_on, at, part)
    check_none_under_way(package, by.provider)
    check_can_change(weekly_hours, held.weekly_hours, is_suspended=held.is_suspended)
    told = judge(held, weekly_hours=weekly_hours, effective_on=effective_on, noticed_at=at, policy=policy_at(at))
    check_holds(held, told)
    return told


def check_holds(part: PartInForce, told: Judged) -> None:
    """Refuse what could not be confirmed: a flex does not undo what is ordered from a later day (CHG-6). What the team
    manager authorises replaces it.
    """
    if told.decides is Decides.PROVIDER:
        check_not_replaced(part.other_from, part.other_hours)
