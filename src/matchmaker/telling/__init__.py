"""Why somebody waits, and what one more of something would open."""
