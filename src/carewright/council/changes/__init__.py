"""Provider-led changes, for the council."""
