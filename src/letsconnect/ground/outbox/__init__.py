"""The outbox: every letter is a row first, then it is sent."""
