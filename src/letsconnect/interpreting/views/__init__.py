"""The doors of interpreting."""
