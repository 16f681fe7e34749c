"""The packages that a provider has, with its orders."""
