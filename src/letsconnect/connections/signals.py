"""The calls upwards of this room (house 3.7): it does not know who interprets, and tells that it matters now."""

from django.dispatch import Signal

# Sent within the transaction that invites people who share no language: `connection`, and `languages`, the two.
interpretation_wanted = Signal()

# Sent within the transaction in which an agreed time is given up or nothing will take place any more, the connection's
# row locked: `connection`.
time_given_up = Signal()

# Sent within the transaction in which two people are kept apart, once they meet nowhere any more: `person`, `other`.
kept_apart = Signal()
