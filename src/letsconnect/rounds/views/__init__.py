"""The doors of rounds; all of them the team's."""
