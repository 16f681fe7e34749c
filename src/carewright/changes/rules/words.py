"""Why a change is the provider's to make or the team manager's, in one sentence. No prices (ROLE-6)."""

from collections.abc import Sequence

from carewright.kernel.hours import Hours
from carewright.kernel.hours import in_words as plain
from carewright.policy.terms import AboveTop, ChangeTerms, CrossingRule


def why(rules: Sequence[str], terms: ChangeTerms) -> str:
    """The reasons of the rules that fired; of none, why the change is within tolerance."""
    if rules:
        return f"{'; '.join(f'{_said(rule, terms)} ({rule})' for rule in rules)}."
    percent = f"{plain(terms.crossing_percent)}%"
    either = terms.crossing_rule is CrossingRule.OR
    crossing = f"neither more than {percent} nor" if either else f"not both more than {percent} and"
    return (
        f"Within tolerance: no more than {_hours(terms.max_flex_hours)} from what was ordered, and {crossing} "
        "into another level (CHG-2)."
    )


def level_in_words(level: int, terms: ChangeTerms) -> str:
    """`level 3`, and `above the top` after the last."""
    return "above the top" if level > len(terms.level_limits) else f"level {level}"


def _said(rule: str, terms: ChangeTerms) -> str:
    over = f"more than {_hours(terms.max_flex_hours)}"
    percent = f"more than {plain(terms.crossing_percent)}%"
    any_change = terms.above_top is AboveTop.ANY_CHANGE
    return {
        "CHG-2a": f"{over} from what was ordered",
        "CHG-2b": f"{percent} from what was ordered "
        f"{'or' if terms.crossing_rule is CrossingRule.OR else 'and'} into another level",
        "CHG-2c": "an increase of a package that is above the top level",
        "CHG-2d": "a decrease of a package that is above the top level"
        if any_change
        else f"a decrease of {over} of a package that is above the top level",
        "CHG-2e": "it ends above the top level",
        "CHG-6": f"its date lies more than {terms.backdating_days} days back",
    }[rule]


def _hours(number: Hours) -> str:
    return f"{plain(number)} hour{'' if number == 1 else 's'}"
