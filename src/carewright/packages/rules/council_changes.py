"""Whether a practitioner's change is small enough for the provider that has the package (VAR-1)."""

from dataclasses import dataclass
from fractions import Fraction

from carewright.kernel.hours import Hours, in_words
from carewright.policy.terms.orders import CouncilChangeTerms


@dataclass(frozen=True)
class ChangeAsked:
    """A package as it is on the day of the change (hours a week of all its parts, carers), and as it is asked for."""

    hours_now: Hours
    hours_asked: Hours
    carers_now: int
    carers_asked: int
    is_same_service: bool = True

    @property
    def more(self) -> Hours:
        """Hours a week more; less than nothing: fewer."""
        return self.hours_asked - self.hours_now

    @property
    def percent(self) -> Fraction:
        """Of the hours ordered now, exactly; only where there are any."""
        return Fraction(self.more) * 100 / Fraction(self.hours_now)


@dataclass(frozen=True)
class SameProvider:
    """Whether the present provider may take the change without a new search, and why, in a sentence."""

    allowed: bool
    why: str
    rule: str = "VAR-1"


def same_provider(asked: ChangeAsked, terms: CouncilChangeTerms) -> SameProvider:
    """Small enough: no more hours than the policy's and no greater part of those ordered, both limits inclusive.

    Fewer hours always are: no search finds hours to take away. Another service or other numbers of carers never are.
    """
    if not asked.hours_now:
        return SameProvider(False, "Nothing is ordered on the day of the change, so there is no provider to keep.")
    if not asked.is_same_service:
        return SameProvider(False, "Another service is asked for, so a provider of that service has to be found.")
    if asked.carers_asked != asked.carers_now:
        return SameProvider(False, "Another number of carers is asked for, so it has to be offered anew.")
    if asked.more == 0:
        return SameProvider(False, "The hours asked for are those ordered: there is nothing to order from anybody.")
    if asked.more < 0:
        return SameProvider(True, f"{_hours(-asked.more)} a week fewer: the present provider can stay.")
    return _by_size(asked, terms)


def _by_size(asked: ChangeAsked, terms: CouncilChangeTerms) -> SameProvider:
    told = f"{_hours(asked.more)} a week more, {_percent(asked.percent)} of {_hours(asked.hours_now)}"
    if asked.more > terms.same_provider_hours:
        limit = _hours(terms.same_provider_hours)
        return SameProvider(False, f"{told}: more than the {limit} that need no search.")
    if asked.percent > Fraction(terms.same_provider_percent):
        return SameProvider(False, f"{told}: more than the {terms.same_provider_percent:f}% that need no search.")
    limits = f"{_hours(terms.same_provider_hours)} and {terms.same_provider_percent:f}%"
    return SameProvider(True, f"{told}: within the {limits} that need no search.")


def _hours(amount: Hours) -> str:
    words = in_words(amount)
    return f"{words} hour" if words == "1" else f"{words} hours"


def _percent(exact: Fraction) -> str:
    """To two places, for people; what is decided goes by the exact figure."""
    return f"{round(float(exact), 2):g}%"
