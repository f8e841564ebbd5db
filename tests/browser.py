"""Where the browser of the tests is, and how to get one where there is none."""

import functools
import os
import shutil
import subprocess
import sys
from pathlib import Path

PLAYWRIGHT = [sys.executable, "-m", "playwright", "--version"]
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

    def __init__(self, sentence: str = MEND) -> None:
        super().__init__(sentence)


def flags() -> list[str]:
    """How Chromium is to be started here."""
    return [*FLAGS, "--no-sandbox"] if os.geteuid() == 0 else FLAGS


def find() -> str:
    """The program: BROWSER, else the system's, else the one playwright fetched. Raises NoBrowser.

    Desktops set BROWSER too, to whatever opens links; only a Chromium or Chrome is meant for us.
    """
    wish = os.environ.get("BROWSER", "")
    named = [shutil.which(name) for name in ([wish] if "chrom" in wish.lower() else []) + list(NAMES)]
    for program in [*named, *_fetched()]:
        if program and _runs([program, "--version"]):
            return program
    raise NoBrowser


def _fetched() -> list[str]:
    """Where `playwright install` puts its Chromium."""
    folder = os.environ.get("PLAYWRIGHT_BROWSERS_PATH") or Path.home() / ".cache" / "ms-playwright"
    return sorted(str(path) for path in Path(folder).glob("chromium-*/chrome-linux*/chrome"))


def _runs(command: list[str]) -> bool:
    """Whether a program starts. Ubuntu's chromium-browser may be a stub that only says where to get one."""
    try:
        return subprocess.run(command, capture_output=True, timeout=60, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def install() -> str:
    """Find a browser or fetch one: by apt where we are root, else by playwright. Raises NoBrowser."""
    if not _runs(PLAYWRIGHT):
        # The Node.js inside playwright needs a library that a slim system does not have.
        print("Installing libatomic1, which playwright needs ...", flush=True)
        if not (_is_root_of_apt() and _apt("install", "libatomic1") and _runs(PLAYWRIGHT)):
            raise NoBrowser("Playwright does not start. Install what it needs: sudo apt-get install libatomic1")
    try:
        return find()
    except NoBrowser:
        print("Fetching a browser for the tests (a few minutes) ...", flush=True)
    if _is_root_of_apt() and _apt_has_chromium() and _apt("install", "chromium", "fonts-liberation"):
        return find()
    with_libraries = ["--with-deps"] if _is_root_of_apt() else []
    subprocess.run([*PLAYWRIGHT[:-1], "install", *with_libraries, "chromium"], stdout=subprocess.DEVNULL, check=False)
    return find()


@functools.cache
def _is_root_of_apt() -> bool:
    """Whether we may install packages of the system; if so, with its lists renewed."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    subprocess.run(["apt-get", "update", "-qq"], capture_output=True, check=False)
    return True


def _apt(*words: str) -> bool:
    """Run apt-get; True if it did what was asked."""
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    command = ["apt-get", "-y", "-qq", "--no-install-recommends", *words]
    return subprocess.run(command, env=quiet, stdout=subprocess.DEVNULL, check=False).returncode == 0


def _apt_has_chromium() -> bool:
    """Debian has; Ubuntu's package of that name only points to its app store."""
    shown = subprocess.run(["apt-cache", "show", "chromium"], capture_output=True, text=True, check=False)
    return shown.returncode == 0 and "snap" not in shown.stdout
