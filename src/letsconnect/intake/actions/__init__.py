"""Bringing in what people once said elsewhere."""
