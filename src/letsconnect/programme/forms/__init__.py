"""What the team and visitors may type about the programme."""
