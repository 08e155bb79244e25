"""What can be asked of inviting."""
