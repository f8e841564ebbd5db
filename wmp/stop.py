"""`make stop`: end what `make run` started, and the embedded servers, of this VAR_DIR. Run as `python -m wmp.stop`.

No management command: it must work where the settings or the database do not.
"""

import sys

from wmp.lib import embedded
from wmp.lib.supervisor import Presence

SECONDS = 30.0


def main() -> int:
    """0 when nothing of VAR_DIR runs any more, else 1 and a sentence."""
    folder = embedded.var_dir()
    stopped = Presence(folder).stop_other(SECONDS)
    if stopped is False:
        print(f"make run did not end in {SECONDS:.0f} seconds. End its process, then repeat this.", file=sys.stderr)
        return 1
    if stopped:
        print("Stopped web, worker and beat.")
    try:
        # Those of make test too, which a killed run leaves behind.
        servers = [embedded.stop(place, say=print) for place in (folder, folder / "test")]
    except embedded.EmbeddedError as error:
        print(error, file=sys.stderr)
        return 1
    if not (stopped or any(servers)):
        print(f"Nothing of {folder} was running.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
