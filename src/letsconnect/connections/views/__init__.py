"""The doors of connections."""
