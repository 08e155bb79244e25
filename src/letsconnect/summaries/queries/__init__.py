"""What can be asked of brief summaries."""
