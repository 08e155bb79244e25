"""The doors to the programme's words."""
