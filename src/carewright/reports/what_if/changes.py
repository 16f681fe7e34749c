"""Changes judged again by a draft's tolerance (CHG-2)."""

from carewright.changes.rules import Assessment, Decides, assess, percent_shown
from carewright.kernel.money import in_words
from carewright.policy.terms import Terms
from carewright.reports.what_if.answers import Kind, Replayed
from carewright.reports.what_if.cases import PastChange

TOLERANCE = ("CHG-2a", "CHG-2b", "CHG-2c", "CHG-2d", "CHG-2e")


def replay_change(past: PastChange, draft: Terms) -> Replayed:
    """Who would have let the change take effect; `pounds` is what it adds to the weekly cost as it was then.

    Rules beside the tolerance that sent it to the team manager (a date too far back, CHG-6) would have done so again.
    """
    told = assess(past.facts, draft.changes)
    was = assess(past.facts, past.terms.changes).rules if past.decided is None else past.decided
    rules = (*told.rules, *(rule for rule in was if rule not in TOLERANCE))
    turns = _decides(was) is not _decides(rules)
    return Replayed(
        kind=Kind.CHANGE,
        ref=past.ref,
        at=past.at,
        version=past.version,
        was=_decides(was),
        would_be=_decides(rules),
        rules=rules,
        why=_figures(past, told) if turns else "",
        pounds=told.new_cost - told.current_cost,
    )


def _decides(rules: tuple[str, ...]) -> Decides:
    return Decides.TEAM_MANAGER if rules else Decides.PROVIDER


def _figures(past: PastChange, told: Assessment) -> str:
    facts = past.facts
    return (
        f"Ordered {facts.ordered_hours} h, now {facts.current_hours} h, asked {facts.new_hours} h: "
        f"{in_words(told.current_cost)} to {in_words(told.new_cost)} a week, {percent_shown(told.percent):+}% of "
        f"{in_words(told.ordered_cost)} ordered, level {told.ordered_level} to {told.new_level}"
    )
