"""What the team may type about topics: shape and language only."""
