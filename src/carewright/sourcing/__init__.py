"""Finding the provider: requirements on the list, routes, offers, awards, acceptance (WAIT, SRC, ACC)."""
