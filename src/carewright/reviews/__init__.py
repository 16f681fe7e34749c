"""New, annual and unplanned reviews, their appointments, and the review programme (REV-1 to 9)."""
