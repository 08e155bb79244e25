"""The lawful calls upwards (house 3.7): somebody has left, or has confirmed; rooms above do their part."""

from django.dispatch import Signal

# Sent within the transaction that erases the person, while their row still stands: `person`.
person_left = Signal()

# Sent within the transaction in which somebody confirms what an import said of them: `person`.
profile_confirmed = Signal()

# Sent within the transaction that suspends somebody: `person`.
person_suspended = Signal()
