"""Packages of care and their service delivery orders (ORD-1, ORD-4, ACC-4, ACC-6)."""
