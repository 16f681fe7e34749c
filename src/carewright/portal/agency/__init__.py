"""A provider's own details, contracts and prices."""
