"""The audit trail, and the command that can't be carried out without it (TRAIL-1 to 4)."""
