"""The market: register, contracts, clusters, protocol order, capacity, sanctions (PRO-1 to 3, SRC-2, SRC-9)."""
