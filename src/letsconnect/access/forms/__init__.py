"""What a visitor may type to come in, and the team about roles: shape and language only."""
