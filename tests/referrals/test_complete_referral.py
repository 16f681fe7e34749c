from carewright.trail.queries import timeline, verify
from tests.referrals.builders import a_complete_referral


def test_a_referral_goes_from_draft_to_complete_and_its_timeline_says_how(person):
    referral = a_complete_referral(person)

    assert referral.state == "complete"
    told = [entry.name for entry in timeline(referral.ref, newest_first=False) if entry.name.startswith("referral.")]
    assert told[-3:] == ["referral.spend_authorised", "referral.submitted", "referral.completed"]
    assert list(verify()) == []
