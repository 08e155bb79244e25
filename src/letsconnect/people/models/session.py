"""Where somebody is signed in: Django's sessions, keyed to the person, so that theirs can be listed and ended."""

import hashlib

from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.utils.module_loading import import_string

from .person import Person


class Session(AbstractBaseSession):
    """One browser. `person` is None for a visitor; ends with the person when they are erased."""

    person = models.ForeignKey(Person, null=True, on_delete=models.CASCADE, related_name="+")
    began_at = models.DateTimeField(null=True)
    browser = models.CharField(max_length=60, blank=True, help_text="as 'Firefox, Android'; never the whole line")

    @classmethod
    def get_session_store_class(cls) -> type[SessionBase]:
        return import_string("letsconnect.people.sessions.SessionStore")

    @property
    def handle(self) -> str:
        """A name for pages and forms; the key itself would let its reader in."""
        return hashlib.sha256(self.session_key.encode()).hexdigest()[:16]
