"""The installed command `letsconnect`: Django's management commands, with hyphens for underscores."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "letsconnect.config.settings")
    words = sys.argv[:]
    if len(words) > 1:
        words[1] = words[1].replace("-", "_") if not words[1].startswith("-") else words[1]
    try:
        execute_from_command_line(words)
    except ImproperlyConfigured as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
