"""The REST API: the same commands and queries as the pages, for programs (06-interfaces, REST API)."""
