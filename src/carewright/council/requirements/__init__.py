"""Packages to be placed: the list and its map, one requirement with who comes next and why, and what is done."""
