"""What can be done with people. The only writers."""
