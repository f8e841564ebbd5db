"""Make .venv and install the pinned packages into it, or see that this was done already.

Runs on a bare Python 3.11: standard library only. Safe to interrupt, to kill, to repeat and to run twice at once.
"""

import argparse
import fcntl
import hashlib
import importlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
# Stands while packages are being installed. Found at the start of a run, it tells of one that was cut short, whose
# half-written packages pip would take for whole ones: the environment is then made anew.
UNFINISHED = VENV / "unfinished"
RUN, TESTS = ROOT / "requirements.txt", ROOT / "requirements-dev.txt"


class CannotPrepare(RuntimeError):
    """A sentence for the person at the keyboard."""


def say(line: str) -> None:
    print(line, flush=True)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tests", action="store_true", help="also install what tests and checks need")
    wanted = [RUN, TESTS] if parser.parse_args().tests else [RUN]
    if is_ready(wanted):
        return 0
    try:
        with open(ROOT / ".venv.lock", "w") as lock:
            hold(lock.fileno())
            if not is_ready(wanted):
                prepare(wanted, lock.fileno())
    except CannotPrepare as error:
        print(error, file=sys.stderr)
        return 1
    except PermissionError as error:
        print(f"Cannot write {error.filename}. Run this as the owner of {ROOT}.", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nInterrupted. Repeat the command to go on.", file=sys.stderr)
        return 130
    return 0


def hold(lock: int) -> None:
    """Wait for our turn. pip inherits the lock, so that it is held as long as pip lives."""
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        say("Another command is preparing .venv; waiting for it ...")
        fcntl.flock(lock, fcntl.LOCK_EX)


def is_ready(wanted: list[Path]) -> bool:
    """True if the last installation ran to its end and the pins have not changed since."""
    return not UNFINISHED.exists() and all(stamp(path).exists() for path in wanted) and runs(PYTHON)


def stamp(requirements: Path) -> Path:
    text = RUN.read_bytes() + (requirements.read_bytes() if requirements != RUN else b"")
    return VENV / f"{requirements.stem}-{hashlib.sha256(text).hexdigest()[:16]}.installed"


def runs(python: Path) -> bool:
    """True if the environment's Python works: the one it was made from may have gone or been renewed."""
    if not python.exists():
        return False
    test = "import sys, pip; sys.exit(sys.version_info < (3, 11))"
    return subprocess.run([python, "-c", test], capture_output=True, check=False).returncode == 0


def prepare(wanted: list[Path], lock: int) -> None:
    if UNFINISHED.exists() or not runs(PYTHON):
        say(f"Making a virtual environment in {VENV} ...")
        need_ensurepip()
        shutil.rmtree(VENV, ignore_errors=True)
        VENV.mkdir()
        UNFINISHED.touch()
        make_environment()
    UNFINISHED.touch()
    for old in VENV.glob("*.installed"):
        old.unlink()
    install(wanted[-1], lock)
    for path in wanted:
        stamp(path).touch()
    UNFINISHED.unlink()


def make_environment() -> None:
    try:
        venv.create(VENV, with_pip=True, symlinks=True)
    except subprocess.CalledProcessError as error:
        words = (error.output or b"").decode(errors="replace")[-500:]
        raise CannotPrepare(f"{sys.executable} cannot make a virtual environment: {words}") from error


def need_ensurepip() -> None:
    """Debian and Ubuntu keep part of Python's venv in a package of its own."""
    if importlib.util.find_spec("ensurepip"):
        return
    package = "python{}.{}-venv".format(*sys.version_info)
    mend = f"Python's venv module is not installed. Install it: sudo apt-get install {package}"
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        raise CannotPrepare(mend)
    say(f"Installing {package} ...")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", package]):
        subprocess.run(command, env=quiet, stdout=subprocess.DEVNULL, check=False)
    importlib.invalidate_caches()
    if not importlib.util.find_spec("ensurepip"):
        raise CannotPrepare(mend)


def install(requirements: Path, lock: int) -> None:
    """pip install, with one line of progress a package."""
    total = sum(len(re.findall(r"^[\w-]+.*==", path.read_text(), re.M)) for path in {RUN, requirements})
    say(f"Installing {total} packages of {requirements.name} ...")
    command = [PYTHON, "-m", "pip", "install", "--disable-pip-version-check", "--no-input", "-r", requirements]
    seen, last = 0, []
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=ROOT, pass_fds=[lock]
    ) as pip:
        for line in pip.stdout or ():
            last = [*last[-14:], line.rstrip()]
            if found := re.match(r"(?:Collecting|Processing) (\S+)", line):
                seen += 1
                say(f"  {seen} of {total}: {found[1].rpartition('/')[2]}")
            elif line.startswith("Installing collected"):
                say("  writing them to disk ...")
    if pip.returncode != 0:
        mend = "Installing the packages failed: see above. Check the network, then repeat the command."
        raise CannotPrepare("\n".join([*last, "", mend]))


if __name__ == "__main__":
    sys.exit(main())
