"""`make test`: the checks, a browser, and the whole suite. Arguments go to pytest."""

import os
import subprocess
import sys
from pathlib import Path

from tests import browser

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    os.chdir(ROOT)
    arguments = sys.argv[1:]
    if os.environ.get("BROWSER") == "none":
        print("Leaving the browser tests out, as BROWSER=none asks.", flush=True)
        arguments += ["-m", "not browser"]
    else:
        try:
            print(f"Browser: {browser.install()}", flush=True)
        except browser.NoBrowser as error:
            print(f"{error}\nUntil then those tests fail.", file=sys.stderr)
    checks = subprocess.run([sys.executable, "-m", "tools.check"], check=False).returncode
    print("Running the tests ...", flush=True)
    tests = subprocess.run([sys.executable, "-m", "pytest", "-n", processes(), *arguments], check=False).returncode
    return checks or tests


def processes() -> str:
    """How many tests run beside each other."""
    return os.environ.get("TEST_PROCESSES") or str(min(os.cpu_count() or 1, 4))


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
