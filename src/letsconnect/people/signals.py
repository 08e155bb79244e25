"""The one lawful call upwards: somebody has left, rooms above forget what they keep of them (house 3.7)."""

from django.dispatch import Signal

# Sent within the transaction that erases the person, while their row still stands: `person`.
person_left = Signal()
