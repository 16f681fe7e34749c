"""Finding and locking what a command is about."""

from carewright.access.models import Unit
from carewright.kernel.refused import Fault, Invalid, NotFound
from carewright.referrals.models import EnablementEpisode, Referral


def locked_referral(ref: str) -> Referral:
    """The referral, locked, with its person and team."""
    found = (
        Referral.objects.select_for_update(of=("self",), no_key=True)
        .select_related("person", "team")
        .filter(ref=ref)
        .first()
    )
    if found is None:
        raise NotFound
    return found


def locked_episode(ref: str) -> EnablementEpisode:
    """The episode of enablement, locked, with its person and team."""
    found = (
        EnablementEpisode.objects.select_for_update(of=("self",), no_key=True)
        .select_related("person", "team")
        .filter(ref=ref)
        .first()
    )
    if found is None:
        raise NotFound
    return found


def team_of(ref: str) -> Unit:
    """The team with this reference; refused for a unit that is none."""
    team = Unit.objects.filter(ref=ref, kind=Unit.Kind.TEAM).first()
    if team is None:
        raise Invalid([Fault("team", "Choose a team.")])
    return team
