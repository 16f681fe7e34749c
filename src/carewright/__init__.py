"""Carewright: the working system of a council's care brokerage."""
