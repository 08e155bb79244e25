"""What can be done with a round; the only writers."""
