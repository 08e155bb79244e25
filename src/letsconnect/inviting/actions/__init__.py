"""What can be done in inviting."""
