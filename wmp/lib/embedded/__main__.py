"""For shells: `python -m wmp.lib.embedded database|broker|programs` prints an address, or the folder of psql."""

import sys

from wmp.lib import embedded
from wmp.lib.embedded import postgres

ANSWERS = {
    "database": lambda: embedded.ensure_database(embedded.var_dir()),
    "broker": lambda: embedded.ensure_broker(embedded.var_dir()),
    "programs": lambda: str(postgres.programs()),
}


def main() -> int:
    wanted = sys.argv[1] if len(sys.argv) == 2 else ""
    if wanted not in ANSWERS:
        print(f"Say which: {', '.join(ANSWERS)}.", file=sys.stderr)
        return 2
    try:
        print(ANSWERS[wanted]())
    except embedded.EmbeddedError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
