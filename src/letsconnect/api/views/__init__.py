"""The doors: the API itself, and people's tokens for it."""
