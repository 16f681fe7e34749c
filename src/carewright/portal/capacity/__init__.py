"""Hours that a provider has free, by cluster and time of day."""
