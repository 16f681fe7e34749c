"""Packages and their orders, for the council."""
