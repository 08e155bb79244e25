"""The bridge to the matchmaker: people as members see them, and whom it would suggest."""
