"""Persons who draw on care and support, and those who speak for them."""
