"""What can be done in a conversation."""
