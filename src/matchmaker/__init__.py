"""The matchmaker: pure planning of who meets whom. It knows no Django, no clock, no chance it was not given."""
