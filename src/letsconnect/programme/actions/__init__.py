"""What can be done with the programme's words. The only writers."""
