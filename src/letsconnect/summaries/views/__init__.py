"""The doors of summaries."""
