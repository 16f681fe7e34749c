"""Reported rows held against the order book and the policy: what each is, or what is wrong with it (VAR-2, VAR-3)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from carewright.access.actors import Actor
from carewright.access.check import may
from carewright.kernel.refused import Fault
from carewright.monitoring.queries.ordered import BookedPackage, book_of
from carewright.monitoring.queries.own import is_closed
from carewright.monitoring.rules import ReportedRow, WeekOrdered, faults_of, faults_of_price, faults_of_week
from carewright.policy.queries import policy_at
from carewright.policy.terms import Terms
from carewright.providers.models import PriceRequest
from carewright.providers.queries import open_price_request, priced_contracts_of, rate_of
from carewright.worktime import local

FEW = 500
"""So many packages are asked for by reference; with more, all of the provider's are read."""


@dataclass(frozen=True)
class Judged:
    """A row that is taken: its package, and what was ordered of it in the week."""

    row: ReportedRow
    booked: BookedPackage
    week: WeekOrdered
    contract: str = ""

    @property
    def key(self) -> tuple[str, date]:
        """What there is one report of."""
        return self.row.package, self.row.week_on


@dataclass
class Judge:
    """Judges the rows of one provider's report, one after another: a package's week stands in it once."""

    provider: str
    by: Actor
    at: datetime
    terms: Terms
    book: dict[str, BookedPackage]
    seen: set[tuple[str, date]] = field(default_factory=set)
    asked: dict[tuple[str, str], ReportedRow] = field(default_factory=dict)
    weeks: dict[date, list[Fault]] = field(default_factory=dict)

    def judged(self, row: ReportedRow) -> Judged | list[Fault]:
        """The row as it is taken, or all that is wrong with it."""
        faults = list(self._faults_of_week(row.week_on))
        if faults:
            return faults
        booked = self.book.get(row.package)
        week = booked.week(row.week_on) if booked else None
        if booked is None or week is None or not self._reaches(booked):
            return [Fault("package", "This is no package that is ordered from the provider in that week.")]
        if row.reason in self.terms.variations.price_reasons:
            return self._judged_price(row, booked, week)
        faults = list(faults_of(row, week, self.terms.variations.hour_reasons))
        judged = Judged(row, booked, week)
        if not faults and judged.key in self.seen:
            faults.append(Fault("package", "The package stands twice for this week. Keep one of them."))
        self.seen.add(judged.key)
        return faults or judged

    def _judged_price(self, row: ReportedRow, booked: BookedPackage, week: WeekOrdered) -> Judged | list[Fault]:
        service = booked.package.service
        contract = self._contract(booked, row.week_on)
        faults = [*faults_of_price(row, week), *self._faults_of_asking(row, contract, service)]
        if faults:
            return faults
        self.asked.setdefault((contract, service), row)
        return Judged(row, booked, week, contract)

    def _contract(self, booked: BookedPackage, week_on: date) -> str:
        """The contract of the package when it has a price today, else the newest that has; empty: none has."""
        today = local(self.at).date()
        priced = [one.ref for one, code in priced_contracts_of(self.provider, today) if code == booked.package.service]
        own = booked.contract(week_on)
        return own if own in priced else next(iter(priced), "")

    def _faults_of_asking(self, row: ReportedRow, contract: str, service: str) -> Iterator[Fault]:
        if not contract:
            yield Fault("package", "There is no contract with a price for this package. Ring commissioning.")
            return
        if row.asked_rate == rate_of(contract, service, local(self.at).date()):
            yield Fault("asked_rate", "That is the price already. Give the one that you ask for.")
        open_one = open_price_request(contract, service)
        other = self.asked.get((contract, service))
        asked = {open_one.asked_hourly if open_one else row.asked_rate, other.asked_rate if other else row.asked_rate}
        if asked != {row.asked_rate}:
            yield Fault("asked_rate", "Another price is already asked for under this contract. Ask for one at a time.")

    def _faults_of_week(self, week_on: date) -> list[Fault]:
        if week_on not in self.weeks:
            closed = is_closed(week_on, self.terms, self.at)
            self.weeks[week_on] = list(faults_of_week(week_on, local(self.at).date(), is_closed=closed))
        return self.weeks[week_on]

    def _reaches(self, booked: BookedPackage) -> bool:
        """A provider its own, which the book is of; of the council's people those of the package's units."""
        return may(self.by, "report_variations", unit=booked.team.path, provider=self.provider)


def judge_of(provider: str, packages: Sequence[str], by: Actor, at: datetime) -> Judge:
    """A judge for rows about these packages."""
    named = set(packages)
    book = book_of(provider, named if len(named) <= FEW else ())
    return Judge(provider, by, at, policy_at(at).terms, book)


def is_asked_already(judged: Judged) -> PriceRequest | None:
    """The open price request that asks for the same."""
    return open_price_request(judged.contract, judged.booked.package.service)
