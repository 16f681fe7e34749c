"""Keeping how a change was judged, and judging it again when what is ordered has moved (CHG-2, POL-2)."""

from datetime import datetime

from carewright.changes.models import Change, Judgement
from carewright.changes.queries.judging import Judged, judge, judged
from carewright.changes.rules import check_can_change
from carewright.kernel.hours import in_words as plain
from carewright.kernel.refused import NotFound, Refused
from carewright.packages.queries import part_in_force
from carewright.policy.queries import policy_of
from carewright.trail.command import within_command


def keep_judgement(change: Change, told: Judged, at: datetime) -> None:
    """Keep what the tolerance says, with its figures and the policy's version."""
    within_command()
    found, facts = told.assessment, told.facts
    Judgement.objects.create(
        change=change,
        judged_at=at,
        decides=told.decides,
        rules=list(told.rules),
        policy_version=told.policy_version,
        ordered_hours=facts.ordered_hours,
        current_hours=facts.current_hours,
        new_hours=facts.new_hours,
        rate=facts.hourly_rate,
        carers=facts.carers,
        ordered_cost=found.ordered_cost,
        current_cost=found.current_cost,
        new_cost=found.new_cost,
        ordered_level=found.ordered_level,
        current_level=found.current_level,
        new_level=found.new_level,
        package_cost=told.package_cost,
        new_package_cost=told.new_package_cost,
    )


def judged_now(change: Change, at: datetime) -> tuple[Judged, str]:
    """The judgement by what is ordered now, under the policy of the notice; and what has moved, in a sentence.

    Kept as the one that counts when a figure has moved since the last. Refused when there is nothing left to change.
    """
    within_command()
    kept = judged(change)
    told = _by_the_book(change)
    if (told.facts, told.package_cost) == (kept.facts, kept.package_cost):
        return kept, ""
    keep_judgement(change, told, at)
    if told.facts == kept.facts:
        return told, ""
    was, now = kept.facts, told.facts
    if (was.ordered_hours, was.current_hours) == (now.ordered_hours, now.current_hours):
        return told, " The price had moved since the notice, so it was judged again."
    return told, (
        f" What is ordered had moved since the notice, from {plain(was.current_hours)} to "
        f"{plain(now.current_hours)} hours a week, so it was judged again."
    )


def _by_the_book(change: Change) -> Judged:
    try:
        part = part_in_force(change.package.ref, change.provider.ref, change.effective_on, part=change.part)
    except NotFound:
        raise Refused(
            "This provider's care is no longer ordered on the day on which the change would take effect. "
            "Ask the provider to withdraw the change.",
            rule="CHG-3",
        ) from None
    check_can_change(change.weekly_hours, part.weekly_hours, is_suspended=part.is_suspended)
    return judge(
        part,
        weekly_hours=change.weekly_hours,
        effective_on=change.effective_on,
        noticed_at=change.noticed_at,
        policy=policy_of(change.policy_version),
    )
