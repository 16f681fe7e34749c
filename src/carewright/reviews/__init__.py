"""New, annual and unplanned reviews, their appointments and what came of them (REV-1 to 8)."""
