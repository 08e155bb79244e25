"""Signing in: what happens between a page and the accounts. No passwords in the house."""
