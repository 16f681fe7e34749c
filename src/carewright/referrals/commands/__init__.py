"""What is done with referrals and enablement (REF-1 to 10)."""

from carewright.referrals.commands.approving import authorise_spend, forward_referral
from carewright.referrals.commands.drafting import amend_referral, attach_document, start_referral
from carewright.referrals.commands.enablement import (
    ask_enablement,
    end_enablement,
    give_enablement_start,
    plan_discharge,
    reject_enablement,
)
from carewright.referrals.commands.grace import end_grace_period, start_grace_period
from carewright.referrals.commands.imports import import_referrals
from carewright.referrals.commands.reviewing import record_bypass_review
from carewright.referrals.commands.submitting import (
    complete_referral,
    refuse_referral,
    report_readiness,
    return_referral,
    submit_referral,
    withdraw_referral,
)

__all__ = [
    "amend_referral",
    "ask_enablement",
    "attach_document",
    "authorise_spend",
    "complete_referral",
    "end_enablement",
    "end_grace_period",
    "forward_referral",
    "give_enablement_start",
    "import_referrals",
    "plan_discharge",
    "record_bypass_review",
    "refuse_referral",
    "reject_enablement",
    "report_readiness",
    "return_referral",
    "start_grace_period",
    "start_referral",
    "submit_referral",
    "withdraw_referral",
]
