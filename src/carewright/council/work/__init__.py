"""My work and the team's."""
