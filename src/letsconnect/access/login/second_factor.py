"""The second factor in a session: owed by whoever holds a role, where the settings ask for it."""

import base64
import secrets

from allauth.mfa.adapter import DefaultMFAAdapter, get_adapter
from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from letsconnect.ground import clock
from letsconnect.people.models import Person
from letsconnect.people.queries.readers import active_roles

GIVEN = "second_factor_at"
FRESH_MINUTES = 15


def is_given(request: HttpRequest) -> bool:
    return GIVEN in request.session


def is_freshly_given(request: HttpRequest) -> bool:
    """Lately enough to show recovery codes or to change the factor."""
    return clock.now().timestamp() - request.session.get(GIVEN, 0) < FRESH_MINUTES * 60


def note_given(request: HttpRequest) -> None:
    request.session[GIVEN] = clock.now().timestamp()
    request.session.cycle_key()  # more may be done from here on: the key is a new one


def forget_given(request: HttpRequest) -> None:
    request.session.pop(GIVEN, None)


def is_owed(request: HttpRequest, person: Person) -> bool:
    """Whether this person's roles sleep in this session."""
    return settings.SECOND_FACTOR and not is_given(request) and active_roles(person).exists()


class SecondFactorAdapter(DefaultMFAAdapter):
    """allauth.mfa in this house: secrets are encrypted, an account is named as its owner knows it."""

    def get_totp_label(self, user: AbstractBaseUser) -> str:
        return str(user)

    def encrypt(self, text: str) -> str:
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Where the server's key has changed meanwhile: a secret nobody has, so that no code is right."""
        try:
            return _cipher().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            return base64.b32encode(secrets.token_bytes(20)).decode()


def _cipher() -> Fernet:
    key = salted_hmac("letsconnect.second-factor", "secrets", algorithm="sha256").digest()
    return Fernet(base64.urlsafe_b64encode(key))


def picture_of(person: Person, secret: str) -> str:
    """The secret as a QR code for an authenticator app, as the address of an image."""
    adapter = get_adapter()
    svg = adapter.build_totp_svg(adapter.build_totp_url(person, secret))
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()
