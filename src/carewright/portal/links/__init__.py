"""The single-use link in the email of an offer: no session, no cookie; reading it changes nothing."""
