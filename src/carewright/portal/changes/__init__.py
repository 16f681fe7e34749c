"""Changes that a provider gives notice of, and what becomes of them."""
