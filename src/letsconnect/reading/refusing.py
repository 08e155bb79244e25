"""Why a whole file is refused."""


class Refused(Exception):
    """A file that cannot be brought in: a code, and the word it is about. Nothing has been changed."""

    def __init__(self, code: str, about: str = "") -> None:
        super().__init__(code, about)
        self.code = code
        self.about = about
