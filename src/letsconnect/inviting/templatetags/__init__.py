"""Template tags of inviting."""
