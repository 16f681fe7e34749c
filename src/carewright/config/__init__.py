"""Settings, addresses, signing in, and the moment that faces hand on."""
