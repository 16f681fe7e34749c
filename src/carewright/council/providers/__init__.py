"""The register: providers with their contracts, capacity, sanctions and places; clusters and their order."""
