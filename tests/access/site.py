"""Pages of the whole site: home, the board, files loaded, alerts, drafts, readings."""

from typing import Any

from django.utils import timezone

from people.roles import Role
from tests.access.rules import (
    BOB,
    CHANGE,
    EVERYBODY,
    LEAD,
    PEOPLE_DATA,
    PERFORMANCE,
    PROMOTION,
    RA,
    SECRETARY,
    TALENT,
    WELFARE_TEAM,
    Rule,
    Rules,
    record,
    those,
)
from tests.base import DAY, Cast
from wmp.board.extracts import extract_for
from wmp.board.models import Result, Run
from wmp.board.paper import FIGURES
from wmp.lib.alerts import Alert, alert
from wmp.lib.extracts import LoadState
from wmp.lib.extracts.load import new_report
from wmp.lib.grids import Grid

BOARD_READERS = frozenset({TALENT, PERFORMANCE, SECRETARY, PEOPLE_DATA, PROMOTION, CHANGE, RA, *WELFARE_TEAM})
LOADERS = frozenset({PROMOTION, SECRETARY, PEOPLE_DATA, CHANGE, LEAD})
HOURS = "people.specials_hours"
A_CELL = {"row": "2022-03", "column": "Specials"}
RETENTION = "people.retention_by_entry_route"
ALL_CASES = {"row": "All cases closed", "column": "Left"}


def run_page(allowed: frozenset[str] = BOARD_READERS, **options: Any) -> Rule:
    return Rule(allowed, kwargs={"day": DAY}, **options)


def figure_page(key: str, allowed: frozenset[str], **options: Any) -> Rule:
    """A figure is 404 to board readers whose role does not read it, and the board is 403 to everybody else."""
    kwargs = {"day": DAY, "key": key, **options.pop("kwargs", {})}
    return Rule(allowed, EVERYBODY - BOARD_READERS, others=404, kwargs=kwargs, **options)


RULES: Rules = {
    "home": [Rule(EVERYBODY)],
    "sign-in": [],  # open to all; signed in, it leads home
    "sign-out": [],  # a POST that ends the session
    "password": [Rule(EVERYBODY)],
    "accessibility": [Rule(EVERYBODY)],
    "privacy": [Rule(EVERYBODY)],
    "board:latest": [Rule(BOARD_READERS)],
    "board:board": [run_page()],
    "board:runs": [Rule(BOARD_READERS)],
    "board:run": [run_page()],
    "board:compute": [run_page(those(SECRETARY), post=True, ok=302)],
    "board:figure": [
        figure_page(HOURS, those(SECRETARY, PEOPLE_DATA)),
        figure_page("people.promotion_success", those(SECRETARY, PROMOTION)),
        figure_page("change.portfolio", those(SECRETARY, CHANGE)),
        figure_page(RETENTION, those(SECRETARY, PEOPLE_DATA, LEAD)),
        figure_page("people.uplift_recruits", those(SECRETARY, PEOPLE_DATA, TALENT)),
        figure_page("people.female_recruits", those(SECRETARY, PEOPLE_DATA, TALENT)),
        figure_page("welfare.leaving_themes", those(SECRETARY, *WELFARE_TEAM)),
        figure_page("welfare.passports", those(SECRETARY, RA)),
        figure_page("welfare.oh_waits", those(SECRETARY, RA)),
        figure_page("welfare.assault_series", those(SECRETARY, PEOPLE_DATA, *WELFARE_TEAM)),
    ],
    "board:download": [figure_page(HOURS, those(SECRETARY, PEOPLE_DATA), kwargs={"format": "csv"})],
    "board:records": [
        figure_page(HOURS, those(SECRETARY, PEOPLE_DATA), query=A_CELL),
        figure_page("welfare.leaving_themes", those(SECRETARY, *WELFARE_TEAM), query=ALL_CASES),
    ],
    # Whoever reads the figure and not the cases behind it is refused.
    "board:further": [
        Rule(
            those(LEAD),
            (EVERYBODY - BOARD_READERS) | those(SECRETARY, PEOPLE_DATA),
            others=404,
            kwargs={"day": DAY, "key": RETENTION, "slug": "cases"},
            query={"row": "PCDA", "column": "Recruited"},
        )
    ],
    # Files: whoever may load one of a kind sees what became of that kind.
    "loads:reports-list": [Rule(LOADERS)],
    "loads:reports-new": [Rule(LOADERS)],
    "loads:reports-detail": [record("load", PEOPLE_DATA)],
    "loads:errors": [record("load", PEOPLE_DATA)],
    "loads:load": [record("load", PEOPLE_DATA, post=True, ok=302)],
    "loads:cancel": [record("load", PEOPLE_DATA, post=True, ok=302)],
    "drafts:save": [],  # open to whoever holds a page's signed token; tests/test_drafts.py
    "drafts:start-afresh": [Rule(EVERYBODY, post=True, ok=400)],  # without a token
    "audit:readings-list": [Rule(those(Role.AUDITOR))],
    "audit:about-me-list": [Rule(EVERYBODY)],
    "alerts:list": [Rule(EVERYBODY)],
    "alerts:follow": [record("alert", BOB, ok=302)],
    "alerts:seen": [Rule(EVERYBODY, post=True, ok=302)],
}


def records(cast: Cast) -> dict[str, int]:
    """A run with every figure, a file that was checked, and an alert to Bob."""
    attempt = Run.objects.create(day=DAY).attempts.create(
        number=1, snapshot="-", shown=True, finished_at=timezone.now()
    )
    Result.objects.bulk_create(_result(attempt, key) for key in FIGURES)
    workforce = extract_for("workforce")
    assert workforce is not None
    alert([cast.bob], subject="W1", text="-", path="/")
    return {
        "load": new_report(workforce, "workforce.csv", by=None, dry_run=True, state=LoadState.CHECKED).pk,
        "alert": Alert.objects.visible_to(cast.bob).get(subject="W1").pk,
    }


def _result(attempt: Any, key: str) -> Result:
    """The figure as the run would store it."""
    grid: Grid = FIGURES[key].table(DAY).compute()
    return Result(attempt=attempt, key=key, status="computed", stored_grid=grid.to_json(), seconds=0.1)
