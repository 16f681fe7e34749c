"""Personal budgets: what was told to the person and from when, and renewing it at a review (CHG-5)."""
