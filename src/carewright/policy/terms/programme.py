"""[review_programme]: who is reviewed before whom, and how many a team manages (REV-7)."""

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from carewright.kernel.refused import Fault
from carewright.policy.terms.base import Code, Count, Item, Table, Text, YesNo, said, shown

URGENT = "urgent"
"""Those to be reviewed first whatever the programme (REV-6): no cohort of a policy, and ahead of them all."""


class Cohort(Item):
    """A group of people reviewed together. Who is in it: by the package's service, or by its provider's contract.

    `services` empty: every service. `off_framework`: only packages whose provider is not on the framework. A package
    belongs to the first cohort that takes it. `months`: how long the cohort is planned to take.
    """

    code: Code
    words: Text
    services: tuple[Code, ...] = ()
    off_framework: YesNo = False
    months: Count

    def takes(self, service: str, *, is_off_framework: bool) -> bool:
        """Whether a package of this service, with such a provider, belongs here."""
        return (not self.services or service in self.services) and (is_off_framework or not self.off_framework)

    def in_words(self) -> tuple[str, str]:
        """What it is called, and whom it takes."""
        services = ", ".join(code.replace("_", " ") for code in self.services) or "every service"
        provider = ", providers not on the framework" if self.off_framework else ""
        months = f"planned to take {self.months} month{'' if self.months == 1 else 's'}"
        return f"{self.words} ({self.code})", f"{services}{provider}; {months}"


class ReviewProgrammeTerms(Table):
    """The order of a review programme's cohorts, after those who are urgent, and the capacity that teams begin with."""

    reviews_per_team: Annotated[Count, said("Reviews that a team manages in a month, unless told otherwise", "REV-7")]
    cohorts: Annotated[tuple[Cohort, ...], Field(min_length=1), said("Cohort", "REV-7")]

    def contradictions(self) -> Iterator[Fault]:
        """Two cohorts of one code, or one with the code of those who come before any."""
        codes = [cohort.code for cohort in self.cohorts]
        for number, code in enumerate(codes, start=1):
            if code in codes[: number - 1]:
                yield Fault(f"cohorts.{number}.code", f"There are two cohorts {shown(code)}. Keep one of them.")
            if code == URGENT:
                sentence = (
                    f"{shown(code)} is kept for those reviewed first whatever the programme. Choose another code."
                )
                yield Fault(f"cohorts.{number}.code", sentence)

    @property
    def codes(self) -> tuple[str, ...]:
        """The cohorts' codes in the order of the programme."""
        return tuple(cohort.code for cohort in self.cohorts)

    def words_of(self, code: str) -> str:
        """What a cohort is called; for one that the policy no longer has, its code in words."""
        named = {cohort.code: cohort.words for cohort in self.cohorts} | {URGENT: "Urgent"}
        return named.get(code, code.replace("_", " ").capitalize())
