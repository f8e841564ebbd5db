"""Where the browser of the tests is, and how to get one where there is none."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Root may not use Chromium's own sandbox. The others keep it from calling home, which a closed network punishes.
FLAGS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
MEND = (
    "No Chromium was found for the browser tests, and none could be installed. Install one (Debian: sudo apt-get "
    "install chromium), name yours (make test BROWSER=/path/to/chromium), or leave those tests out "
    "(make test BROWSER=none)."
)


class NoBrowser(RuntimeError):
    """The sentence that says how to get one."""

    def __init__(self) -> None:
        super().__init__(MEND)


def flags() -> list[str]:
    """How Chromium is to be started here."""
    return [*FLAGS, "--no-sandbox"] if os.geteuid() == 0 else FLAGS


def find() -> str:
    """The program: BROWSER, else the system's, else playwright's own. Raises NoBrowser."""
    for name in (os.environ.get("BROWSER", ""), *NAMES):
        program = shutil.which(name) if name else None
        if program and _starts(program):
            return program
    own = _playwrights_own()
    if own and _starts(own):
        return own
    raise NoBrowser


def _playwrights_own() -> str:
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else ""


def _starts(program: str) -> bool:
    """Ubuntu's chromium-browser may be a stub that only says where to get one; ask for a version."""
    try:
        return subprocess.run([program, "--version"], capture_output=True, timeout=60, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def install() -> str:
    """Find a browser or fetch one: by apt where we are root, else by playwright. Raises NoBrowser."""
    try:
        return find()
    except NoBrowser:
        print("Fetching a browser for the tests (a few minutes) ...", flush=True)
    root = os.geteuid() == 0
    ways = [[sys.executable, "-m", "playwright", "install", *(["--with-deps"] if root else []), "chromium"]]
    if root and shutil.which("apt-get") and _packages_chromium():
        ways.insert(0, ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"])
    for way in ways:
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(way, env=quiet, stdout=subprocess.DEVNULL, check=False)
        try:
            return find()
        except NoBrowser:
            continue
    raise NoBrowser


def _packages_chromium() -> bool:
    """Debian does; Ubuntu's package of that name only points to its app store."""
    subprocess.run(["apt-get", "update", "-qq"], stdout=subprocess.DEVNULL, check=False)
    shown = subprocess.run(["apt-cache", "show", "chromium"], capture_output=True, text=True, check=False)
    return shown.returncode == 0 and "snap" not in shown.stdout
