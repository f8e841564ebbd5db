"""`make test`: the checks, a browser, and the whole suite. Arguments go to pytest."""

import fcntl
import os
import subprocess
import sys
from pathlib import Path

from tests import browser
from wmp.lib import embedded

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    os.chdir(ROOT)
    selection = browser_selection()
    checks = subprocess.run([sys.executable, "-m", "tools.check"], check=False).returncode
    folder = embedded.var_dir() / "test"
    embedded.ensure_folder(folder)
    with open(folder / "tests.lock", "w") as lock:
        wait_for_turn(lock.fileno())
        print("Running the tests ...", flush=True)
        command = [
            sys.executable,
            "-m",
            "pytest",
            "-n",
            processes(),
            "--dist",
            "loadfile",
            "--no-loadscope-reorder",
            *selection,
            *sys.argv[1:],
        ]
        try:
            tests = subprocess.run(command, check=False).returncode
        finally:
            embedded.stop(folder)
    return checks or tests


def browser_selection() -> list[str]:
    """See to a browser; the words that leave its tests out where that was asked for."""
    if os.environ.get("BROWSER") == "none":
        print("Leaving the browser tests out, as BROWSER=none asks.", flush=True)
        return ["-m", "not browser"]
    try:
        print(f"Browser: {browser.install()}", flush=True)
    except browser.NoBrowser as error:
        print(f"{error}\nUntil then those tests fail.", file=sys.stderr)
    return []


def wait_for_turn(lock: int) -> None:
    """Two runs at once would empty each other's databases."""
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        print("Another make test is running in this VAR_DIR; waiting for it ...", flush=True)
        fcntl.flock(lock, fcntl.LOCK_EX)


def processes() -> str:
    """How many tests run beside each other."""
    return os.environ.get("TEST_PROCESSES") or str(min(os.cpu_count() or 1, 4))


if __name__ == "__main__":
    try:
        sys.exit(main())
    except embedded.EmbeddedError as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        sys.exit(130)
