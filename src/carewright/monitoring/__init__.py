"""Delivered hours against ordered ones; so far the weekly variation reports (VAR-2)."""
