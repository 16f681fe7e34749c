"""Provider-led changes of a package's size within tolerance (CHG-1 to 8)."""
