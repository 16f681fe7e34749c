"""Files that were loaded, whatever their kind, and the rows of them that were not taken."""
