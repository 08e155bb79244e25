"""What people may type about themselves: shape and language only."""
