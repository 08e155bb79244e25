"""What can be asked of connections."""
