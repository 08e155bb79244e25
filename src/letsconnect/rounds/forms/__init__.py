"""What the team may type about a round."""
