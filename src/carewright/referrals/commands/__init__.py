"""What is done with referrals and enablement (REF-1 to 10)."""

from carewright.referrals.commands.approving import authorise_spend, forward_referral
from carewright.referrals.commands.drafting import amend_referral, attach_document, start_referral
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
    "attach_document",
    "authorise_spend",
    "complete_referral",
    "forward_referral",
    "refuse_referral",
    "report_readiness",
    "return_referral",
    "start_referral",
    "submit_referral",
    "withdraw_referral",
]
