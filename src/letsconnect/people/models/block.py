from django.db import models
from django.db.models import F, Q

from .person import Person


class Block(models.Model):
    """Somebody does not want to meet somebody. It acts both ways and everywhere at once; the other never learns."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "other"], name="block_once"),
            models.CheckConstraint(condition=~Q(person=F("other")), name="block_somebody_else"),
        ]

    def __str__(self) -> str:
        return f"block {self.pk}"
