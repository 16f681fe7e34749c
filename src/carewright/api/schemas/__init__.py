"""What operations take and answer, in the words of the product. References only; no database ids."""
