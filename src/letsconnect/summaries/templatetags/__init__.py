"""Template tags of summaries."""
