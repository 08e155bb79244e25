from django.db import models


class Worker(models.Model):
    """A running worker. `beats` rises every second while it lives; who watches needs no common clock.

    `name` is `host namespace pid token`, so that a neighbour on the same machine sees at once that it is gone.
    """

    name = models.CharField(max_length=120, unique=True)
    beats = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return self.name


class PeriodicSlot(models.Model):
    """One turn of a periodic task. The unique key lets exactly one of several schedulers take the turn."""

    name = models.CharField(max_length=150)
    due_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["name", "due_at"], name="slot_taken_once")]

    def __str__(self) -> str:
        return f"{self.name} {self.due_at:%Y-%m-%d %H:%M:%S}"
