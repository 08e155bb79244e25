"""The letter with the sign-in code. It goes to an address, known or unknown alike, so no profile is asked."""

from letsconnect.mailboxes.letters import write_to_address


def post_code(email: str, code: str, *, language: str, minutes: int) -> None:
    """Post the code in the language of the page it was asked on. Its text is erased once it has left."""
    write_to_address(email, language, "access/code", secret=True, code=code, minutes=minutes)
