"""Who may do what: users, units, roles, and the one table of rights (ROLE-1 to 8)."""
