"""The joint review of a team's enablement bypasses (REF-4)."""

from datetime import date, datetime

from carewright.access.actors import Actor
from carewright.access.check import check_may
from carewright.access.models import Unit
from carewright.access.queries import users_holding
from carewright.access.roles import Role
from carewright.kernel.refused import Fault, Invalid
from carewright.referrals.commands.enablement import in_full
from carewright.referrals.commands.found import team_of
from carewright.referrals.events import BypassesReviewed
from carewright.referrals.models import BypassReview
from carewright.referrals.queries import bypasses
from carewright.trail.command import command, record
from carewright.worktime import local

LONGEST_ACTIONS = 4000


@command
def record_bypass_review(
    *,
    team: str,
    since_on: date,
    until_on: date,
    actions: str,
    brokerage_manager: str,
    team_manager: str,
    by: Actor,
    at: datetime,
) -> BypassReview:
    """Record that brokerage manager and team manager (users' references) reviewed bypasses jointly, and the actions.

    Either records it; both hold their role over the team, and they are two people. Both days are inclusive.
    """
    place = team_of(team)
    check_may(by, "record_bypass_review", unit=place.path)
    _check_period(since_on, until_on, at)
    _check_both(place, brokerage_manager, team_manager, by)
    words = actions.strip()
    if not words or len(words) > LONGEST_ACTIONS:
        raise Invalid([Fault("actions", f"Write the actions agreed, in up to {LONGEST_ACTIONS:,} characters.")])
    made = BypassReview.objects.create(
        team=place,
        since_on=since_on,
        until_on=until_on,
        actions=words,
        brokerage_manager=brokerage_manager,
        team_manager=team_manager,
        recorded_at=at,
    )
    record(
        BypassesReviewed(
            team=place.ref,
            since_on=since_on,
            since=in_full(since_on),
            until_on=until_on,
            until=in_full(until_on),
            bypasses=bypasses(by, since_on, until_on, place.ref).count(),
            actions=words,
            brokerage_manager=brokerage_manager,
            team_manager=team_manager,
        )
    )
    return made


def _check_period(since_on: date, until_on: date, at: datetime) -> None:
    if until_on < since_on:
        raise Invalid([Fault("until_on", "The last day must not be before the first.")])
    if until_on > local(at).date():
        raise Invalid([Fault("until_on", "The last day must be today or earlier.")])


def _check_both(team: Unit, brokerage_manager: str, team_manager: str, by: Actor) -> None:
    if by.ref not in {brokerage_manager, team_manager}:
        raise Invalid([Fault("team_manager", "You have to be one of the two who reviewed.")], rule="REF-4")
    if brokerage_manager == team_manager:
        raise Invalid([Fault("team_manager", "A joint review takes two people.")], rule="REF-4")
    both = (("brokerage_manager", brokerage_manager), ("team_manager", team_manager))
    for field, ref in both:
        if not users_holding(Role(field), unit=team).filter(ref=ref).exists():
            raise Invalid([Fault(field, f"Choose a {Role(field).in_words} of this team.")], rule="REF-4")
