"""Typed, dated policies: packs, the terms of a case, what is in force (POL-1 to 4)."""
