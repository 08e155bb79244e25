"""The matchmaker: pure planning of who meets whom; no Django, no clock, no chance it was not given."""
