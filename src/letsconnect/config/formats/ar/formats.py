"""The day before the month, as in Django's own Arabic dates without a time."""

DATETIME_FORMAT = "j F Y، H:i"
SHORT_DATETIME_FORMAT = "j F Y، H:i"
