"""How far a package and a provider have drifted (CHG-8)."""

from calendar import monthrange
from datetime import date, datetime, time

from carewright.changes.lifecycle import ChangeState
from carewright.changes.models import Change
from carewright.changes.queries.judging import judged
from carewright.changes.rules import Drift, Step, drift_of
from carewright.kernel.hours import Hours
from carewright.policy.queries import policy_of
from carewright.worktime import local, london


def drift(change: Change, at: datetime) -> Drift:
    """Of the package since it was ordered, as the change was judged; of its provider over the policy's time until now.

    A provider's step is a change of its own that took effect, authorised ones included.
    """
    facts = judged(change).facts
    return drift_of(facts.ordered_hours, facts.current_hours, steps_of(change, at))


def steps_of(change: Change, at: datetime) -> list[Step]:
    """The provider's changes that took effect within the policy's time before the moment, this one apart."""
    months = policy_of(change.policy_version).terms.changes.drift_months
    since = london(months_before(local(at).date(), months), time(0))
    found = (
        Change.objects.filter(provider=change.provider, state=ChangeState.IN_EFFECT, closed_at__gte=since)
        .filter(closed_at__lte=at)
        .exclude(pk=change.pk)
        .prefetch_related("judgements")
    )
    return [Step(_before_it(one), one.weekly_hours) for one in found]


def _before_it(change: Change) -> Hours:
    return list(change.judgements.all())[-1].current_hours


def months_before(day: date, months: int) -> date:
    """The same day so many months before; the 31st is the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
