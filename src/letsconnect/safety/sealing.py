"""Sealing words so that only the people chosen can read them. Pure: bytes and values in, bytes and values out.

A person of the case team has a key pair; its private half is locked with a passphrase that is stored nowhere.
A report has a key pair of its own; its private half is sealed to each person who may read the report. Its code, known
to nobody but who reported, makes a third pair, to which the answers are sealed as well.
"""

import hashlib
import json
import re
import secrets
from typing import Any

import nacl.bindings
import nacl.exceptions
import nacl.pwhash
import nacl.secret
import nacl.utils
from nacl.public import PrivateKey, PublicKey, SealedBox

ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
CODE_LETTERS = 16
BLOCK = 512  # texts are filled up to a multiple of this, so that their length says little
ROUNDS = 3
MEBIBYTES = 64  # argon2id with three rounds over 64 MiB: RFC 9106's second recommendation
SALT = nacl.pwhash.argon2id.SALTBYTES


class WrongKeyError(Exception):
    """The passphrase or the key does not open this."""


def new_key() -> tuple[bytes, bytes]:
    """A fresh key pair: the public half, the private half."""
    private = PrivateKey.generate()
    return bytes(private.public_key), bytes(private)


def lock(private: bytes, passphrase: str) -> bytes:
    """The private key, locked with a passphrase. The cost of opening is written in front, so that it can rise."""
    salt = nacl.utils.random(SALT)
    box = nacl.secret.SecretBox(_stretched(passphrase, salt, ROUNDS, MEBIBYTES))
    return salt + bytes([ROUNDS]) + MEBIBYTES.to_bytes(2) + box.encrypt(private)


def unlock(locked: bytes, passphrase: str) -> bytes:
    """The private key again, or WrongKeyError."""
    salt, rounds, mebibytes = locked[:SALT], locked[SALT], int.from_bytes(locked[SALT + 1 : SALT + 3])
    try:
        return nacl.secret.SecretBox(_stretched(passphrase, salt, rounds, mebibytes)).decrypt(locked[SALT + 3 :])
    except nacl.exceptions.CryptoError as error:
        raise WrongKeyError from error


def _stretched(passphrase: str, salt: bytes, rounds: int, mebibytes: int) -> bytes:
    words = passphrase.strip().encode()
    return nacl.pwhash.argon2id.kdf(32, words, salt, opslimit=rounds, memlimit=mebibytes * 2**20)


def seal(secret: bytes, public: bytes) -> bytes:
    """Sealed so that only the holder of the private half opens it; not even who sealed it can."""
    return bytes(SealedBox(PublicKey(public)).encrypt(secret))


def unseal(sealed: bytes, private: bytes) -> bytes:
    try:
        return bytes(SealedBox(PrivateKey(private)).decrypt(sealed))
    except nacl.exceptions.CryptoError as error:
        raise WrongKeyError from error


def seal_words(words: dict[str, Any], public: bytes) -> bytes:
    """The same for what people wrote; filled up, so that the length tells little."""
    return seal(nacl.bindings.sodium_pad(json.dumps(words).encode(), BLOCK), public)


def unseal_words(sealed: bytes, private: bytes) -> dict[str, Any]:
    words: dict[str, Any] = json.loads(nacl.bindings.sodium_unpad(unseal(sealed, private), BLOCK))
    return words


def new_once() -> str:
    """A word for one form, so that pressing its button twice does one thing."""
    return secrets.token_hex(32)


def code_from(once: str) -> str:
    """The code that belongs to a form: 79 bits, the same each time its button is pressed."""
    number = int.from_bytes(hashlib.blake2b(once.encode(), person=b"code").digest())
    letters = ""
    for _place in range(CODE_LETTERS):
        number, letter = divmod(number, len(ALPHABET))
        letters += ALPHABET[letter]
    return letters


def tidy_code(typed: str) -> str:
    """A code as somebody typed it, without the spaces and hyphens between its letters."""
    return re.sub(r"[^a-z0-9]", "", typed.lower())


def shown_code(code: str) -> str:
    """A code in groups of four letters, easier to copy."""
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))


def code_key(code: str) -> tuple[bytes, bytes]:
    """The key pair a code stands for."""
    private = PrivateKey(hashlib.blake2b(code.encode(), digest_size=32, person=b"code key").digest())
    return bytes(private.public_key), bytes(private)


def digest(once: str, words: dict[str, Any]) -> str:
    """Tells whether the same form sent the same words before; `once` is known to that form alone."""
    return hashlib.blake2b(json.dumps([once, words]).encode(), digest_size=16).hexdigest()


def fingerprint(public: bytes) -> str:
    """A key in few letters, to compare over another line."""
    return shown_code(hashlib.blake2b(public, digest_size=8).hexdigest())
