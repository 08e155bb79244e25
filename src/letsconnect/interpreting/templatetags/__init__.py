"""Template tags of interpreting."""
