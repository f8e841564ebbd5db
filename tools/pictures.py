"""Takes the pictures of the documents again, from a demo force that `make run` has started.

    .venv/bin/python -m tools.pictures [ADDRESS [NAME ...]]

Names are those of single pictures. `form-by-link` reads the mail of that force, in `VAR_DIR`. Needs the packages of
the tests (`make check` installs them) and a Chromium. Take them from a demo force that is new: what was done in it
shows.
"""

import os
import re
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import Browser, FilePayload, Page, Response, sync_playwright

from tests import browser

ADDRESS = "http://127.0.0.1:8000"
FOLDER = Path(__file__).resolve().parent.parent / "docs" / "pictures"
# As wmp.demo.cast has it, which cannot be read without Django.
PASSWORD = "demo-force-2022"

MAIL = Path(os.environ.get("VAR_DIR", "var")) / "mail"
ANSWERS = {
    "role": "I plan and lead talent programmes: workshops, interviews, and long reports at the end of each.",
    "impact": "Long documents take me twice as long. White screens blur after an hour.",
}
HELP = "A tinted screen filter"

HOURS_WITH_FAULTS = b"""employee_number,month,hours
100001,2022-03,-4
100002,March 2022,12
999999,2022-03,"1,200.5"
"""


@dataclass(frozen=True)
class Picture:
    """One page as one of the cast sees it. `clicks` are links to follow from it, by their words."""

    name: str
    username: str
    path: str
    height: int = 900
    width: int = 1280
    clicks: tuple[str, ...] = ()
    # A file to bring on the page, of the kind that its label names; the picture is of what was found in it.
    kind: str = ""
    file: bytes = b""
    # Words to type into the box of a label; `comes_back`: then left unsent, and opened again.
    label: str = ""
    words: str = ""
    comes_back: bool = False
    # Somebody else who saves another version of the record, while its form stands open here.
    beside: str = ""
    # What is done on the page before anything is clicked.
    first: Callable[[Page], None] | None = None


def begin_passport(page: Page) -> None:
    """Starts a passport where there is none, and answers some of its questions."""
    start = page.get_by_role("button", name="Start your passport")
    if not start.count():
        return
    start.click()
    page.wait_for_load_state()
    for slug, words in ANSWERS.items():
        page.goto(f"/welfare/passport/questions/{slug}/")
        page.get_by_role("textbox").fill(words)
        page.get_by_role("button", name="Save and come back later").click()
        page.wait_for_load_state()
    page.goto("/welfare/passport/questions/line-manager/")
    page.get_by_role("radio").first.check()
    page.get_by_role("button", name="Save and come back later").click()
    page.wait_for_load_state()
    page.goto("/welfare/passport/adjustments/new/")
    page.get_by_label("What would help?").fill(HELP)
    page.get_by_role("button", name="Save and").first.click()
    page.wait_for_load_state()
    page.goto("/welfare/passport/")


def follow(page: Page, words: str) -> None:
    """A link by its words, also one that looks like a button."""
    main = page.locator("main")
    link = main.get_by_role("link", name=words, exact=True)
    link.or_(main.get_by_role("button", name=words, exact=True)).first.click()
    page.wait_for_load_state()


def open_first(page: Page) -> None:
    """Follows the first link of a table: numbers of records are others on each demo force."""
    page.locator("main tbody a").first.click()
    page.wait_for_load_state()


def open_decision(page: Page) -> None:
    open_first(page)
    page.locator("main a", has_text="Decide about each adjustment").click()
    page.wait_for_load_state()


def open_form(page: Page) -> None:
    """As RA officer sends the first form once more; then follows the link of that mail, as whoever gets it does."""
    before = {path: path.stat().st_mtime_ns for path in MAIL.glob("*")}
    open_first(page)
    page.locator("main a", has_text="Send a new link").click()
    page.get_by_role("button", name="Send a new link").click()
    page.get_by_text("A new link goes to").wait_for()
    until = time.monotonic() + 330  # where the broker is away, a job comes round every five minutes
    while time.monotonic() < until:
        for path in MAIL.glob("*"):
            found = path.stat().st_mtime_ns != before.get(path) and re.findall(
                r"/before-you-join/\S+", path.read_text()
            )
            if found:
                page.context.clear_cookies()
                page.goto(f"/welfare{found[-1]}")
                return
        page.wait_for_timeout(1000)
    raise NotAPicture(f"No mail with a link came into {MAIL}.")


def sit_on_panel(page: Page) -> None:
    """The performance lead joins the panel that is open, and opens the first rating to decide about."""
    follow(page, "Neighbourhoods and operations")
    if not page.locator("main").get_by_text(LEAD).count():
        follow(page, "Add a member")
        page.get_by_label("Who sits on the panel?").fill(LEADS_NUMBER)
        page.keyboard.press("Tab")
        follow(page, "Add member")
    follow(page, "Moderation")
    follow(page, "Moderate the next rating")
    page.evaluate("window.scrollTo(0, 0)")


def open_review(page: Page) -> None:
    """Opens the next benefits review as the page suggests, unless one is open, and goes to it."""
    page.goto(OPEN_REVIEWS)
    if not page.locator("main tbody a").count():
        page.goto(f"{REVIEWS}open/")
        follow(page, "Open the review")
        page.goto(OPEN_REVIEWS)
    open_first(page)


def enter_amounts(page: Page) -> None:
    """In the grid of a project: one amount that is saved, and one that is not understood."""
    open_review(page)
    follow(page, "Connect")
    boxes = page.locator("[data-amount-grid] input:not([type=hidden])")
    boxes.nth(0).fill("£1,250,000" if boxes.nth(0).input_value() != "1,250,000" else "1,300,000")
    boxes.nth(0).press("Enter")
    page.get_by_text("Saved", exact=True).wait_for()
    boxes.nth(1).fill("1,50")
    boxes.nth(1).press("Tab")
    page.get_by_text("does not part thousands").wait_for()


def paste_table(page: Page) -> None:
    open_review(page)
    follow(page, "Paste a table")
    page.get_by_role("textbox").fill(TABLE_WITH_FAULTS)
    follow(page, "Check")


def compare_reviews(page: Page) -> None:
    page.get_by_label("From", exact=True).select_option(label="Annual Benefits Review 2020")
    page.get_by_label("To", exact=True).select_option(label="Annual Benefits Review 2021")
    follow(page, "Compare")


def say_worth(page: Page) -> None:
    follow(page, "Annual Benefits Review 2021")
    follow(page, "By project and portfolio")
    page.get_by_label("Worth at the rate of").select_option(label="Constable")
    follow(page, "Show")


def measure_benefit(page: Page) -> None:
    """The page that a reminder leads to."""
    page.locator(".govuk-summary-card", has_text="B-072").get_by_role("button").click()
    page.wait_for_load_state()


REVIEWS = "/change/reviews/benefits-reviews/"
OPEN_REVIEWS = f"{REVIEWS}?status=open"
TABLE_WITH_FAULTS = """Project\tKind\t2023/24\t2024/25\tTotal
Connect\tCapital\t1,250,000\t-\t1,250,000
\tCashable benefit\t£300,000\t1,50\t
Smrter R\tRecurring cost\t41,000\t(600)\t40,400
"""
LEAD, LEADS_NUMBER = "Imran Malik", "100008"
RETENTION = "/board/2022-04-01/people.retention_by_entry_route/"
MOVED = "/board/moved/people.retention_by_entry_route/why/?from=2021-07-01&to=2022-04-01&row=PCDA&column=Retention"
NIGHTS = "Nights are hard with two small children. I would like to talk it through."
TO_DECIDE = "/welfare/adjustments/passports/?status=with+RA+officer"
FORM_SENT = "/welfare/adjustments/dyslexia-referrals/?q=Wilkes"
PANELS = "/people/performance/moderation-panels/"
PROCESSES = "/people/promotion/promotion-processes/"
SPRING = "PC to Sgt Spring 2022"
RISKS = ("Low", "Medium", "High")
PICTURES = (
    Picture("board", "board-secretary", "/board/"),
    Picture("figure", "board-secretary", RETENTION, 1000),
    Picture("records", "people-data", RETENTION, clicks=("28",)),
    Picture("runs", "board-secretary", "/board/runs/", 600),
    Picture("why-it-moved", "board-secretary", MOVED, 1200),
    Picture("paper", "board-secretary", "/papers/writing/2/", 1100),
    Picture("paper-section", "board-secretary", "/papers/writing/3/sections/attendance/", 1000),
    Picture("edition", "board-reader", "/papers/editions/4/", 1200),
    Picture("home", "promotion-team", "/", 700),
    Picture("person", "student-officer", "/people/people/", 1000, clicks=("Sahota, Priya",)),
    Picture("phone", "student-officer", "/people/people/", 844, 390, clicks=("Sahota, Priya",)),
    Picture("portfolio", "change-manager", "/change/portfolio/overview/", 1250),
    Picture("project", "change-manager", "/change/portfolio/projects/?q=Smarter", 1250, clicks=("Smarter R",)),
    Picture("change-home", "change-manager", "/", 850),
    Picture("my-benefits", "benefit-owner", "/change/my-benefits/", 900),
    Picture("benefit", "benefit-owner", "/change/my-benefits/", 1500, clicks=("B-072 Fewer transfers between desks",)),
    Picture("measure", "benefit-owner", "/change/my-benefits/", 844, 390, first=measure_benefit),
    Picture("benefits-overview", "change-manager", "/change/benefits/overview/", 1250),
    Picture("review", "change-manager", REVIEWS, 1250, clicks=("Annual Benefits Review 2021",)),
    Picture("review-compare", "change-manager", "/change/reviews/compare/", 1250, first=compare_reviews),
    Picture("review-fte", "change-manager", REVIEWS, 1200, first=say_worth),
    Picture("review-grid", "change-manager", REVIEWS, 1250, first=enter_amounts),
    Picture("review-paste", "change-manager", REVIEWS, 1100, first=paste_table),
    Picture(
        "review-reconcile", "change-manager", REVIEWS, 1300, first=open_review, clicks=("Reconcile before freezing",)
    ),
    Picture("load", "people-data", "/loads/reports/new/", 1300),
    Picture("faults", "people-data", "/loads/reports/new/", kind="Specials' hours by month", file=HOURS_WITH_FAULTS),
    Picture("my-work", "welfare-officer", "/welfare/my-work/", 1000),
    Picture("case", "welfare-officer", "/welfare/my-work/", 1800, clicks=("Call PC Sahota",)),
    Picture("contact", "welfare-officer", "/welfare/contacts/new/", 900, label="Officer", words="saho"),
    Picture("team", "welfare-lead", "/welfare/team/", 1000),
    Picture("cases", "welfare-lead", "/welfare/cases/?standing=unassigned", 800),
    Picture("emergency", "welfare-officer", "/welfare/break-glass/", 1050),
    Picture("chart", "welfare-lead", "/board/2022-04-01/welfare.assault_series/", 900),
    Picture("advice", "line-manager", "/welfare/ask-advice/", 1350),
    Picture("briefing", "line-manager", "/", 800, clicks=("Read the briefing about Priya Sahota",)),
    Picture("support", "student-officer", "/welfare/own/", 844, 390),
    Picture(
        "draft",
        "student-officer",
        "/welfare/ask-support/",
        label="What would help you? (optional)",
        words=NIGHTS,
        comes_back=True,
    ),
    Picture(
        "versions", "welfare-officer", "/welfare/my-work/", 1000, clicks=("Call PC Sahota",), beside="welfare-lead"
    ),
    Picture("passport", "student-officer", "/welfare/passport/", 1150),
    Picture("passport-tasks", "talent-lead", "/welfare/passport/", 1000, first=begin_passport),
    Picture("passport-question", "talent-lead", "/welfare/passport/questions/impact/", 844, 390),
    Picture("passport-check", "talent-lead", "/welfare/passport/check/", 1850),
    Picture("passport-sharing", "student-officer", "/welfare/passport/sharing/", 950),
    Picture("passport-comment", "line-manager", "/", 1000, clicks=("Comment on section 4.1 for PC Liam Knight",)),
    Picture("ra-desk", "ra-officer", "/welfare/adjustments/desk/", 1200),
    Picture("ra-passport", "ra-officer", TO_DECIDE, 1300, first=open_first),
    Picture("ra-decide", "ra-officer", TO_DECIDE, 1000, first=open_decision),
    Picture("ra-board", "ra-officer", "/welfare/adjustments/board/", 1100),
    Picture("intakes", "ra-officer", "/welfare/adjustments/intakes/", 1000),
    Picture("diary", "dyslexia-assessor", "/welfare/adjustments/diary/", 800),
    Picture("form-by-link", "ra-officer", FORM_SENT, 844, 390, first=open_form),
    Picture("oh-consent", "student-officer", "/welfare/my-referrals/", 844, 390, first=open_first),
    Picture("oh-advice", "line-manager", "/welfare/oh-advice/", 700, clicks=("Liam Knight",)),
    Picture("my-team", "line-manager", "/people/team/", 1200),
    Picture("ratings-grid", "line-manager", "/people/team/", 1420, clicks=("Rate my team",)),
    Picture(
        "ratings-send", "line-manager", "/people/team/", 1150, clicks=("Rate my team", "Check and send to moderation")
    ),
    Picture("my-year", "student-officer", "/people/my-performance/", 844, 390),
    Picture("my-promotion", "line-manager", "/people/my-promotion/", 844, 390),
    Picture("progress", "performance-lead", "/people/performance/progress/", 1000),
    Picture("moderation", "performance-lead", PANELS, 1200, clicks=("Response", "Moderation")),
    Picture("moderation-case", "performance-lead", PANELS, 1450, first=sit_on_panel),
    Picture("promotion-process", "promotion-team", PROCESSES, 1280, clicks=(SPRING,)),
    Picture("results-grid", "promotion-team", PROCESSES, clicks=(SPRING, "Sift of applications")),
    Picture("outcomes", "promotion-team", PROCESSES, clicks=(SPRING, "Record outcomes")),
    Picture("equality", "promotion-team", "/people/promotion/equality-of-outcome/", 1450),
    Picture("talent-map", "talent-lead", "/people/talent/map/", 1450),
    Picture("succession", "talent-lead", "/people/talent/succession/", 1100),
)


class NotAPicture(RuntimeError):
    """A page answered with an error."""


def main() -> int:
    address = sys.argv[1].rstrip("/") if len(sys.argv) > 1 else ADDRESS
    try:
        urlopen(f"{address}/sign-in/", timeout=10).close()
    except (URLError, ValueError) as error:
        print(f"Nothing answers at {address} ({error}). Start it with make run.", file=sys.stderr)
        return 1
    with sync_playwright() as playwright:
        program = playwright.chromium.launch(executable_path=browser.find(), args=browser.flags())
        for picture in [each for each in PICTURES if each.name in sys.argv[2:]] or PICTURES:
            take(program, address, picture)
        program.close()
    return 0


def take(program: Browser, address: str, picture: Picture) -> None:
    """Signs in, goes to the page and writes the picture. Raises NotAPicture."""
    context = program.new_context(
        base_url=address, viewport={"width": picture.width, "height": picture.height}, locale="en-GB"
    )
    page = context.new_page()
    failed: list[Response] = []
    # The page on which two versions meet answers 409, and so does a grid that could not save an amount.
    least = 410 if picture.beside or picture.first is enter_amounts else 400
    page.on("response", lambda answer: failed.append(answer) if answer.status >= least else None)
    sign_in(page, picture.username)
    page.goto(picture.path)
    if picture.first:
        picture.first(page)
    for words in picture.clicks:
        follow(page, words)
    if picture.file:
        bring(page, picture)
    if picture.words:
        write(page, picture)
    if picture.beside:
        decide(program, address, page, picture)
    page.wait_for_load_state("networkidle")
    if failed:
        raise NotAPicture(f"{picture.name}: {failed[0].url} answered {failed[0].status}.")
    path = FOLDER / f"{picture.name}.png"
    page.screenshot(path=path)
    context.close()
    print(f"{path.relative_to(FOLDER.parent.parent)}: {path.stat().st_size // 1024} kB", flush=True)


def sign_in(page: Page, username: str) -> None:
    page.goto("/sign-in/")
    page.fill("input[name=username]", username)
    page.fill("input[name=password]", PASSWORD)
    page.click("main button[type=submit]")


def bring(page: Page, picture: Picture) -> None:
    """Uploads the file and waits until it has been checked."""
    page.get_by_label(picture.kind).check()
    upload: FilePayload = {"name": "hours-march.csv", "mimeType": "text/csv", "buffer": picture.file}
    page.set_input_files("input[type=file]", files=[upload])
    page.get_by_role("button", name="Check the file").click()
    page.get_by_text("Nothing was written").wait_for()


def write(page: Page, picture: Picture) -> None:
    """Types words where the picture says, as somebody would, and waits for what comes of it."""
    box = page.get_by_label(picture.label, exact=True)
    box.fill("")
    with page.expect_response(lambda answer: answer.ok and answer.request.resource_type in ("fetch", "xhr", "ping")):
        box.press_sequentially(picture.words)
    page.wait_for_load_state("networkidle")
    if picture.comes_back:
        page.goto(picture.path)


def decide(program: Browser, address: str, page: Page, picture: Picture) -> None:
    """Somebody else judges the risk of the case that is open here; then this reader saves yet another judgement."""
    page.get_by_role("link", name="Change details", exact=True).click()
    boxes = [page.get_by_label(risk, exact=True) for risk in RISKS]
    stands = next((place for place, box in enumerate(boxes) if box.is_checked()), 0)
    theirs, mine = RISKS[(stands + 1) % 3], RISKS[(stands + 2) % 3]
    other = program.new_context(base_url=address).new_page()
    sign_in(other, picture.beside)
    other.goto(page.url)
    other.get_by_label(theirs, exact=True).check()
    other.get_by_role("button", name="Save").click()
    other.wait_for_load_state()
    other.context.close()
    page.get_by_label(mine, exact=True).check()
    page.get_by_role("button", name="Save").click()
    page.get_by_role("heading", name="Which version do you want to keep?").wait_for()


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (browser.NoBrowser, NotAPicture) as error:
        sys.exit(str(error))
