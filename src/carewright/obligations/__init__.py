"""Who must do what by when, and what happens when they don't (OBL-1 to 4)."""
