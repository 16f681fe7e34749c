"""Settings: who may do what, the policy in words, users and units."""
