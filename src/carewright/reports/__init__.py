"""Read only: trends, programmes and what a draft policy would have decided."""
