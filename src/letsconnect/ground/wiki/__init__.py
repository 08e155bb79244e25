"""A wiki's Action API."""
