"""The `carewright` command and the calculators."""
