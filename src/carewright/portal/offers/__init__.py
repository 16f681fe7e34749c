"""Offers: the list, one offer, each answer, and what follows an acceptance."""
