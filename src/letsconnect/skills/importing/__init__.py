"""Bringing in registrations that people once made elsewhere: reading, understanding, joining."""
