from django.db import models


class Use(models.Model):
    """How often somebody did something within one stretch of time. Written by `ground.allowance` only.

    `who` is an account or the keyed hash of an address; `window` is the second (since 1970) at which the stretch ends.
    """

    what = models.CharField(max_length=40)
    who = models.CharField(max_length=64)
    window = models.BigIntegerField(db_index=True)
    count = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["what", "who", "window"], name="use_counted_once")]

    def __str__(self) -> str:
        return f"{self.what}: {self.count}"
