"""`make check`: everything a machine can say about the code without running the tests. Needs no server."""

import os
import secrets
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TEMPLATES = ("templates", "people", "welfare", "change", "wmp")


def checks(templates: list[str]) -> dict[str, list[str]]:
    """Each check's name and command."""
    python = [sys.executable, "-m"]
    return {
        # First, since the longest: the others run while it does.
        "types (mypy)": [*python, "mypy"],
        "style (ruff)": [*python, "ruff", "check", "--output-format", "concise", "."],
        "layout (ruff format)": [*python, "ruff", "format", "--check", "."],
        "templates (djade)": [
            str(Path(sys.executable).parent / "djade"),
            "--target-version",
            "5.2",
            "--check",
            *templates,
        ],
        "migrations (makemigrations)": [*python, "django", "makemigrations", "--check", "--dry-run"],
        "settings (check --deploy)": [*python, "django", "check", "--deploy", "--fail-level", "WARNING"],
    }


def environment(var_dir: str) -> dict[str, str]:
    """The settings of a force's own installation, whose servers nobody contacts here."""
    kept = {name: value for name, value in os.environ.items() if name not in ("DEMO", "DEBUG", "HTTPS")}
    return kept | {
        "DJANGO_SETTINGS_MODULE": "wmp.settings",
        "VAR_DIR": var_dir,
        "SECRET_KEY": secrets.token_urlsafe(60),
        "ENCRYPTION_KEYS": secrets.token_urlsafe(32) + "=",
        "ALLOWED_HOSTS": "people.example.police.uk",
        "DATABASE_URL": "postgres://wmp@localhost:1/wmp",
        "REDIS_URL": "redis://localhost:1/0",
        # makemigrations would also like to ask the database which migrations it has.
        "PYTHONWARNINGS": "ignore:Got an error checking a consistent migration history:RuntimeWarning",
    }


def main() -> int:
    os.chdir(ROOT)
    templates = [str(path) for folder in TEMPLATES for path in sorted(Path(folder).rglob("*.html"))]
    failed = []
    with tempfile.TemporaryDirectory() as var_dir:
        running = {name: start(command, environment(var_dir)) for name, command in checks(templates).items()}
        for name, process in reversed(running.items()):
            words, _ = process.communicate()
            print(f"{'ok    ' if process.returncode == 0 else 'FAILED'} {name}", flush=True)
            if process.returncode:
                failed.append(name)
                print(words.strip(), flush=True)
    if failed:
        print(f"\nFailed: {', '.join(failed)}.", file=sys.stderr)
    return 1 if failed else 0


def start(command: list[str], env: dict[str, str]) -> subprocess.Popen[str]:
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=env)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
