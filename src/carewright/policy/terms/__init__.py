"""What a policy says, typed (POL-1, POL-4). Pure: no database, no clock."""

from carewright.policy.terms.base import CannotWork, Item, Said, Table
from carewright.policy.terms.calendar import AreaCalendar, CalendarTerms
from carewright.policy.terms.changes import ChangeTerms
from carewright.policy.terms.codes import (
    AboveTop,
    CrossingRule,
    Document,
    PlacedAs,
    ProtocolOrder,
    Rating,
    Route,
    SourceTeam,
)
from carewright.policy.terms.market import MarketTerms
from carewright.policy.terms.programme import URGENT, Cohort, ReviewProgrammeTerms
from carewright.policy.terms.quality import CaseAuditTerms, Indicator, MonitoringTerms, RankingTerms
from carewright.policy.terms.referrals import AuthorityTerms, ReferralTerms, WaitingTerms
from carewright.policy.terms.reviews import ReviewTerms
from carewright.policy.terms.sourcing import AcceptanceTerms, NonContractedTerms, RouteRow, SourcingTerms
from carewright.policy.terms.variations import VariationTerms
from carewright.policy.terms.whole import Terms

__all__ = [
    "URGENT",
    "AboveTop",
    "AcceptanceTerms",
    "AreaCalendar",
    "AuthorityTerms",
    "CalendarTerms",
    "CannotWork",
    "CaseAuditTerms",
    "ChangeTerms",
    "Cohort",
    "CrossingRule",
    "Document",
    "Indicator",
    "Item",
    "MarketTerms",
    "MonitoringTerms",
    "NonContractedTerms",
    "PlacedAs",
    "ProtocolOrder",
    "RankingTerms",
    "Rating",
    "ReferralTerms",
    "ReviewProgrammeTerms",
    "ReviewTerms",
    "Route",
    "RouteRow",
    "Said",
    "SourceTeam",
    "SourcingTerms",
    "Table",
    "Terms",
    "VariationTerms",
    "WaitingTerms",
]
