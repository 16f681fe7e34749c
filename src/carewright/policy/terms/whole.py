"""A whole policy."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Annotated

from carewright.kernel.money import Money
from carewright.kernel.refused import Fault
from carewright.policy.terms.base import Codes, Table, said
from carewright.policy.terms.calendar import CalendarTerms
from carewright.policy.terms.changes import ChangeTerms
from carewright.policy.terms.market import MarketTerms
from carewright.policy.terms.orders import CouncilChangeTerms, PersonalBudgetTerms, SuspensionTerms
from carewright.policy.terms.programme import ReviewProgrammeTerms
from carewright.policy.terms.quality import CaseAuditTerms, MonitoringTerms, RankingTerms
from carewright.policy.terms.referrals import AuthorityTerms, ReferralTerms, WaitingTerms
from carewright.policy.terms.reviews import ReviewTerms
from carewright.policy.terms.sourcing import AcceptanceTerms, SourcingTerms
from carewright.policy.terms.variations import VariationTerms
from carewright.worktime import Calendar


class Terms(Table):
    """Every table of a policy. It can't be made if it can't work (POL-4), and never changes once made."""

    calendar: Annotated[CalendarTerms, said("When offices are open")]
    services: Annotated[Codes, said("Services", "REF-1", unit="codes")]
    need_categories: Annotated[Codes, said("Need categories", "SRC-2", unit="codes")]
    referrals: Annotated[ReferralTerms, said("Referrals")]
    authority: Annotated[AuthorityTerms, said("Authority to spend")]
    waiting: Annotated[WaitingTerms, said("Packages to be placed")]
    sourcing: Annotated[SourcingTerms, said("Approaching providers")]
    acceptance: Annotated[AcceptanceTerms, said("From acceptance to order")]
    suspensions: Annotated[SuspensionTerms, said("Suspended packages")]
    personal_budget: Annotated[PersonalBudgetTerms, said("Personal budgets")]
    council_changes: Annotated[CouncilChangeTerms, said("Changes that practitioners ask for")]
    market: Annotated[MarketTerms, said("Providers and contracts")]
    changes: Annotated[ChangeTerms, said("Provider-led changes within tolerance")]
    reviews: Annotated[ReviewTerms, said("Reviews")]
    ranking: Annotated[RankingTerms, said("Ranking of providers")]
    monitoring: Annotated[MonitoringTerms, said("Delivered hours")]
    variations: Annotated[VariationTerms, said("Variations and price requests")]
    case_audit: Annotated[CaseAuditTerms, said("Case audit")]
    review_programme: Annotated[ReviewProgrammeTerms, said("Review programme")]

    def contradictions(self) -> Iterator[Fault]:
        """Where one table names what another does not have."""
        for fault in self.referrals.unpriced(self.services):
            yield replace(fault, field=f"referrals.{fault.field}")
        for fault in self.waiting.unknown_reasons(self.referrals.urgency_reasons):
            yield replace(fault, field=f"waiting.{fault.field}")
        for fault in self.sourcing.unroutable(self.services):
            yield replace(fault, field=f"sourcing.{fault.field}")

    def calendar_for(self, area_name: str = "") -> Calendar:
        """The calendar of an area: its own if it has one, else the council's (TIME-1)."""
        return self.calendar.by_area.get(area_name, self.calendar.council)

    def indicative_rate(self, service: str) -> Money:
        """Pounds an hour for one carer, before a provider's own rate is known (REF-7)."""
        return self.referrals.indicative_rates[service]

    def areas_named(self) -> dict[str, str]:
        """Every area that the policy names, with the place where it first does."""
        routes = enumerate(self.sourcing.routes, start=1)
        named = {row.area: f"sourcing.routes.{number}.area" for number, row in routes if row.area is not None}
        return named | {area: f"calendar.areas.{area}" for area in self.calendar.areas}
