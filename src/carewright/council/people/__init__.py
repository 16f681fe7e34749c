"""People: search, a person's record, and what is corrected and added in it."""
