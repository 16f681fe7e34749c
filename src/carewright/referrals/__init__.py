"""Requests to brokerage for a new or changed package (REF-1 to 10)."""
