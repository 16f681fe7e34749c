"""Any past case judged again by a draft (POL-3)."""

from carewright.policy.terms import Terms
from carewright.reports.what_if.answers import Left, Replayed
from carewright.reports.what_if.cases import PastAuthority, PastCase, PastChange, PastCompletion, PastOffer
from carewright.reports.what_if.changes import replay_change
from carewright.reports.what_if.offers import replay_considering, replay_offer
from carewright.reports.what_if.referrals import replay_authority, replay_completion


def replay(past: PastCase, draft: Terms) -> Replayed | Left:
    """The case as it was decided and as the draft would have it. Under its own terms nothing turns (POL-2)."""
    match past:
        case PastChange():
            return replay_change(past, draft)
        case PastAuthority():
            return replay_authority(past, draft)
        case PastCompletion():
            return replay_completion(past, draft)
        case PastOffer():
            return replay_offer(past, draft)
        case _:
            return replay_considering(past, draft)
