"""Every page a participant opens, by who opens it. A new page gets a line here, or `test_every_page_is_listed` fails."""

PARTICIPANT, TEAM = "participant@example.org", "team@example.org"
