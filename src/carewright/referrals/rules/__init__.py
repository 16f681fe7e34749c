"""What a complete referral has, who may authorise what, and what a draft may say (REF-1 to 10). Pure."""

from carewright.referrals.rules.authority import check_may_authorise, may_authorise
from carewright.referrals.rules.completeness import Missing, check_may_be_refused, missing, needs_forwarding
from carewright.referrals.rules.drafts import check_draft, faults_of_draft
from carewright.referrals.rules.facts import Attached, AuthorisedCost, Draft, ReferralFacts, VisitWindow

__all__ = [
    "Attached",
    "AuthorisedCost",
    "Draft",
    "Missing",
    "ReferralFacts",
    "VisitWindow",
    "check_draft",
    "check_may_authorise",
    "check_may_be_refused",
    "faults_of_draft",
    "may_authorise",
    "missing",
    "needs_forwarding",
]
