"""What a visitor may type about themself: shape and language only."""
