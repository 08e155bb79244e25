"""The doors of inviting."""
