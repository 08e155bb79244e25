"""What a visitor may type about skills: shape and language only."""
