"""One table: event -> reactions, in the same transaction; and duty -> what happens when its time limit passes."""
