#!/usr/bin/env python
"""Django's command line. With no DATABASE_URL it starts the embedded PostgreSQL of VAR_DIR first."""

import os
import sys

from django.core.management import execute_from_command_line

from wmp.lib import embedded

# These work without a database.
NEEDS_NO_DATABASE = {"help", "--help", "version", "--version", "collectstatic"}


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wmp.settings")
    if not os.environ.get("DATABASE_URL") and not NEEDS_NO_DATABASE.intersection(sys.argv[1:2]):
        try:
            embedded.ensure_database(embedded.var_dir())
        except embedded.EmbeddedError as error:
            sys.exit(str(error))
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
