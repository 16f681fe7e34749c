"""Changes of a package that practitioners ask for: who provides them (VAR-1)."""
