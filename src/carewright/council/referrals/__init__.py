"""Referrals: the list, one referral, the form in steps, approvals, enablement before it."""
