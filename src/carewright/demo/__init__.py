"""The demonstration: an invented county, its work simulated through the real commands, and a time machine."""
