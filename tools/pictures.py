"""Takes the pictures of the documents again, from a demo force that `make run` has started.

    .venv/bin/python -m tools.pictures [ADDRESS]

Needs the packages of the tests (`make check` installs them) and a Chromium.
"""

import sys
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import Browser, sync_playwright

from tests import browser

ADDRESS = "http://127.0.0.1:8000"
FOLDER = Path(__file__).resolve().parent.parent / "docs" / "pictures"
# As wmp.demo.cast has it, which cannot be read without Django.
PASSWORD = "demo-force-2022"


@dataclass(frozen=True)
class Picture:
    """One page as one of the cast sees it. `clicks` are links to follow from it, by their words."""

    name: str
    username: str
    path: str
    height: int = 900
    width: int = 1280
    clicks: tuple[str, ...] = ()


PICTURES = (
    Picture("board", "board-secretary", "/board/"),
    Picture("figure", "board-secretary", "/board/2022-04-01/people.retention_by_entry_route/", 1000),
    Picture("records", "people-data", "/board/2022-04-01/people.retention_by_entry_route/", clicks=("28",)),
    Picture("runs", "board-secretary", "/board/runs/", 600),
    Picture("home", "promotion-team", "/", 700),
    Picture("person", "student-officer", "/people/people/", clicks=("Sahota, Priya",), height=1000),
    Picture("phone", "student-officer", "/people/people/", clicks=("Sahota, Priya",), width=390, height=844),
    Picture("review", "change-manager", "/change/benefits-reviews/", clicks=("Annual Benefits Review 2021",)),
    Picture("load", "people-data", "/loads/reports/new/", 950),
)


def main() -> int:
    address = sys.argv[1].rstrip("/") if len(sys.argv) > 1 else ADDRESS
    try:
        urlopen(f"{address}/sign-in/", timeout=10).close()
    except (URLError, ValueError) as error:
        print(f"Nothing answers at {address} ({error}). Start it with make run.", file=sys.stderr)
        return 1
    with sync_playwright() as playwright:
        program = playwright.chromium.launch(executable_path=browser.find(), args=browser.flags())
        for picture in PICTURES:
            take(program, address, picture)
        program.close()
    return 0


def take(program: Browser, address: str, picture: Picture) -> None:
    """Signs in, goes to the page and writes the picture."""
    context = program.new_context(
        base_url=address, viewport={"width": picture.width, "height": picture.height}, locale="en-GB"
    )
    page = context.new_page()
    page.goto("/sign-in/")
    page.fill("input[name=username]", picture.username)
    page.fill("input[name=password]", PASSWORD)
    page.click("main button[type=submit]")
    page.goto(picture.path)
    for words in picture.clicks:
        page.locator("main").get_by_role("link", name=words, exact=True).first.click()
        page.wait_for_load_state()
    path = FOLDER / f"{picture.name}.png"
    page.screenshot(path=path)
    context.close()
    print(f"{path.relative_to(FOLDER.parent.parent)}: {path.stat().st_size // 1024} kB", flush=True)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except browser.NoBrowser as error:
        sys.exit(str(error))
