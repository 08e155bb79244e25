"""Every page a participant opens, by who opens it."""

PARTICIPANT, TEAM = "participant@example.org", "team@example.org"
