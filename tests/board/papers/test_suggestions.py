"""Sentences that figures suggest: what they say, and that their numbers are codes of the table itself."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from tests.board.papers.test_narrative import content
from wmp.board.papers.content import FigureContent
from wmp.board.papers.narrative import filled, parsed, problems
from wmp.board.papers.past import NO_PAST, Before, Past, Then
from wmp.board.papers.section_pages import added
from wmp.board.papers.suggestions import Suggestion, offered, reaches, suggestions
from wmp.lib.control_charts import control_columns
from wmp.lib.figures import Headline
from wmp.lib.grids import Cell, Column, Grid, Row

NONE: Mapping[str, Grid] = {}
SERIES, WOMEN, STAFF = "welfare.assault_series", "people.female_recruits", "people.representation_by_staff_type"
HOURS, ROUTES = "people.specials_hours", "people.retention_by_entry_route"


def by_month(counts: list[int]) -> Grid:
    """Assaults with injury from April 2020 on, with their control chart."""
    months = [f"{2020 + (3 + i) // 12}-{(3 + i) % 12 + 1:02d}" for i in range(len(counts))]
    columns = [Column("With injury"), Column("Without injury")]
    grid = Grid([Row(month) for month in months], columns, [[Cell(n, None, n), Cell(5, None, 5)] for n in counts])
    for spec in control_columns("With injury"):
        grid = grid.with_column(Column(spec.label, decimals=1, aside=spec.aside), spec.function(grid))
    return grid


def hours(counts: list[int]) -> Grid:
    """Hours of specials by month, which have no control chart."""
    monthly = by_month(counts)
    column = [Column("Hours")]
    return Grid(monthly.rows, column, [[Cell(n, None, n)] for n in counts])


def routes(*kept: tuple[int, int]) -> Grid:
    """Recruits kept, of all, by entry route."""
    rows = [Row(name) for name in ("PCDA", "DHEP", "DC DHEP", "IPLDP")[: len(kept)]]
    cells = [[Cell.ratio(stayed, all_of_them, 100)] for stayed, all_of_them in kept]
    return Grid(rows, [Column("Retention", "percent", 1)], cells)


def women(share: int, target: int = 50) -> Grid:
    columns = [Column("New officers"), Column("Female"), Column("Share", "percent", 1), Column("Target", "percent", 1)]
    cells = [Cell(100, None, 100), Cell(share, None, share), Cell.ratio(share, 100, 100), Cell(value=target)]
    return Grid([Row("Since the target began")], columns, [cells])


def by_year(*rows: tuple[str, int, int]) -> Grid:
    columns = [Column("2022-01-01", "percent", 1), Column("2021-01-01", "percent", 1)]
    cells = [[Cell.ratio(now, 1000, 100), Cell.ratio(then, 1000, 100)] for _, now, then in rows]
    return Grid([Row(label, total=label == "Force") for label, _, _ in rows], columns, cells)


def before(key: str, grid: Grid) -> Before:
    return Before(date(2022, 1, 1), date(2022, 1, 26), {key: grid})


def said(key: str, grid: Grid, earlier: Before | None = None, then: Mapping[str, Grid] = NONE) -> dict[str, str]:
    """What is suggested first, by kind, as the paper prints it. `then` are nights, as d20210301."""
    figures: dict[str, FigureContent] = {key: content(key, grid)}
    found = suggestions([key], figures, Past(earlier, {key: nights(then)}))
    for each in found:
        assert problems(each.text, figures) == []
    return {
        each.kind: "".join(inline.text for inline in filled(parsed(each.text, figures), figures)[0].inlines)
        for each in reversed(found)
    }


def nights(then: Mapping[str, Grid]) -> list[Then]:
    return [Then(date.fromisoformat(on[1:]), grid, printed=False) for on, grid in then.items()]


def test_a_step_change_of_a_control_chart() -> None:
    found = said(SERIES, by_month([50, 51, 49, 50, 52, 48, 50, 51, 49, 50, *([70] * 10)]))
    assert "With injury had a step change up in February 2021. The mean has been 70.0 a month" in found["step"]


def test_an_old_step_change_is_no_news() -> None:
    assert "step" not in said(SERIES, by_month([*([50] * 10), *([70] * 20)]))


def test_beside_the_same_month_a_year_earlier() -> None:
    found = said(HOURS, hours([50] * 12 + [90]))
    assert found["year"] == f"In “{HOURS}”, Hours stood at 90 in April 2021, higher than 50 in April 2020."
    assert found["highest"].endswith("Hours stood at 90 in April 2021, the highest of the 13 numbers shown.")


@pytest.mark.parametrize("counts", [[50] * 12 + [59], [50] * 13])
def test_one_person_more_or_less_is_not_told(counts: list[int]) -> None:
    assert "year" not in said(HOURS, hours(counts))


def test_of_a_control_chart_no_month_is_told_beside_another() -> None:
    assert said(SERIES, by_month([50] * 12 + [90]), before(SERIES, by_month([50] * 10))) == {}


def test_a_month_is_not_compared_with_another_month_of_the_last_paper() -> None:
    assert "since-paper" not in said(HOURS, hours([50] * 11 + [90]), before(HOURS, hours([50] * 10)))


@pytest.mark.parametrize(("kept", "words"), [
    ((90, 80, 70), "Retention is highest for “PCDA”, 90.0%, and lowest for “DC DHEP”, 70.0%."),
    ((90, 70, 70), ""), ((90, 90, 80), ""), ((90, 70), ""),
])  # fmt: skip
def test_the_highest_and_the_lowest_of_a_table_without_times(kept: tuple[int, ...], words: str) -> None:
    found = said(ROUTES, routes(*((n * times, 100 * times) for times, n in enumerate(kept, 1)))).get("rows", "")
    assert found.endswith(words) if words else not found


def test_parts_of_one_whole_are_not_compared() -> None:
    assert "rows" not in said(ROUTES, routes((90, 100), (80, 100), (70, 100)))


def test_of_few_people_no_share_is_called_the_lowest() -> None:
    found = said(ROUTES, routes((90, 100), (85, 100), (70, 100), (1, 10)))
    assert found["rows"].startswith("Of the rows of 30 or more in ")
    assert found["rows"].endswith("lowest for “DC DHEP”, 70.0%.")


@pytest.mark.parametrize(("share", "then", "words"), [
    (39, None, "which has not reached its target of 50.0%."), (39, 52, "which no longer reaches its target of 50.0%."),
    (51, 48, "which has now reached its target of 50.0%."), (51, 52, "which has reached its target of 50.0%."),
])  # fmt: skip
def test_beside_its_target_and_whether_that_is_new(share: int, then: int | None, words: str) -> None:
    earlier = before(WOMEN, women(then)) if then else None
    assert said(WOMEN, women(share), earlier)["target"].endswith(words)


def test_the_largest_change_is_of_a_row_and_no_total() -> None:
    found = said(STAFF, by_year(("Police Officer", 130, 125), ("PCSO", 200, 250), ("Force", 300, 100)))
    assert (
        "PCSO changed most: it stood at 20.0% on 1 January 2022, lower than 25.0% on 1 January 2021."
        in found["largest"]
    )


def test_since_the_last_paper_only_which_way_it_went() -> None:
    found = said(WOMEN, women(45), before(WOMEN, women(39)))
    assert found["since-paper"].endswith("Share stands at 45.0%, higher than in the paper of 26 January 2022.")
    assert "39" not in found["since-paper"]


def test_a_sentence_stands_above_its_figure() -> None:
    suggestion = Suggestion(WOMEN, "target", "-", "A sentence.")
    assert added(f"Text.\n\n{{{WOMEN}}}", suggestion) == f"Text.\n\nA sentence.\n\n{{{WOMEN}}}"
    assert added("", suggestion) == "A sentence.\n"
    assert len(suggestion.key) < 200


def over_years(*shares: int, withheld: int = 0) -> FigureContent:
    """Women among recruits on the same day of five years, the first of them withheld."""
    cells = [[Cell(withheld="c") if at < withheld else Cell(value=share)] for at, share in enumerate(shares)]
    rows = [Row(f"{2023 - len(shares) + at}-04-01") for at in range(len(shares))]
    trend = Grid(rows, [Column("Since the target began, Share", "percent", 1)], cells)
    return replace(content(WOMEN, women(shares[-1])), trend=trend)


@pytest.mark.parametrize(("years", "words"), [
    ((30, 31, 35, 34, 39), "Share stands at 39.0%, the highest of the 5 years shown."), ((30, 31, 40, 34, 39), ""),
    ((30, 31, 40, 34, 29), "Share stands at 29.0%, the lowest of the 5 years shown."), ((31, 34, 39), ""),
])  # fmt: skip
def test_the_latest_of_five_years(years: tuple[int, ...], words: str) -> None:
    figures = {WOMEN: over_years(*years)}
    found = [each for each in suggestions([WOMEN], figures, NO_PAST) if each.kind.startswith("years")]
    told = ["".join(i.text for i in filled(parsed(each.text, figures), figures)[0].inlines) for each in found]
    assert [each.endswith(words) for each in told] == ([True] if words else [])


def test_of_a_year_that_is_withheld_nothing_is_said_to_everybody() -> None:
    years = (30, 31, 35, 34, 39)
    found = suggestions([WOMEN], {WOMEN: over_years(*years)}, NO_PAST)
    said_to_all = offered(found, {WOMEN: over_years(*years, withheld=1)}, NO_PAST)
    assert [each.restricted for each in said_to_all if each.kind == "years-highest"] == [True]


# --- what is new -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("share", "then", "words"), [
    (51, {"d20190401": 30, "d20200401": 40}, "which is at or above its target of 50.0% for the first time on record."),
    (51, {"d20190401": 52, "d20190501": 51, "d20200401": 40},
     "which is at or above its target of 50.0% for the first time since 1 May 2019."),
    (39, {"d20190401": 52, "d20200401": 50}, "which is below its target of 50.0% for the first time on record."),
    # It was so a year ago, and so it was when nothing is known of it.
    (51, {"d20190401": 40, "d20210331": 51}, "which has reached its target of 50.0%."),
    (51, {"d20211001": 40}, "which has reached its target of 50.0%."),
])  # fmt: skip
def test_first_is_said_by_every_day_that_is_kept(share: int, then: dict[str, int], words: str) -> None:
    kept = {on: women(n) for on, n in then.items()}
    assert said(WOMEN, women(share), then=kept)["target"].endswith(words)


def test_of_days_before_the_last_paper_and_not_of_those_since() -> None:
    then = {"d20210401": women(40), "d20220101": women(45), "d20220201": women(55)}
    found = said(WOMEN, women(51), before(WOMEN, women(45)), then)
    assert found["target"].endswith("which is at or above its target of 50.0% for the first time on record.")


def test_where_less_is_better_below_is_good_news() -> None:
    grid = Grid([Row("All", total=True)], [Column("Days"), Column("Aim")], [[Cell(9, None, 9), Cell(value=10)]])
    headline = Headline("All", "Days", target="Aim", better="lower")
    assert reaches(grid, headline) is True


def test_what_rounds_to_its_target_is_not_said_to_have_missed_it() -> None:
    cells = [*women(1).cells[0][:2], Cell.ratio(49_960, 100_000, 100), Cell(value=50)]
    grid = Grid(women(1).rows, women(1).columns, [cells])
    assert "target" not in said(WOMEN, grid)
    # Such a day may have been the first.
    found = said(WOMEN, women(51), then={"d20190101": grid, "d20200101": women(40)})
    assert found["target"].endswith("has reached its target of 50.0%.")


# --- what the public edition can say ---------------------------------------------------------------------------------


def public_or_not(exact: Grid, protected: Grid, past: Past = NO_PAST, public: Past = NO_PAST) -> dict[str, bool]:
    """By sentence as it is written: is it for the restricted edition alone?"""
    found = suggestions([WOMEN], {WOMEN: content(WOMEN, exact)}, past)
    return {each.text: each.restricted for each in offered(found, {WOMEN: content(WOMEN, protected)}, public)}


@pytest.mark.parametrize(("protected", "restricted"), [(women(39), False), (women(51), True)])
def test_what_does_not_hold_of_the_protected_figures_is_for_the_restricted_edition(
    protected: Grid, restricted: bool
) -> None:
    assert list(public_or_not(women(39), protected).values()) == [restricted]


def few(share: int) -> Grid:
    """Of twenty recruits: a public edition withholds it."""
    cells = [Cell(20, None, 20), Cell(1, None, 1), Cell.ratio(share * 20 // 100, 20, 100), Cell(value=50)]
    return Grid(women(1).rows, women(1).columns, [cells])


@pytest.mark.parametrize(("then", "printed", "words"), [
    (women(40), women(40), "first time on record"), (few(40), women(40), "has now reached"),
    (women(40), women(52), "has reached"),
])  # fmt: skip
def test_first_is_said_to_everybody_where_no_night_of_few_people_tells_it(
    then: Grid, printed: Grid, words: str
) -> None:
    nights_then = nights({"d20210401": then})
    issued = [Then(date(2022, 1, 1), printed, printed=True)]
    past = Past(before(WOMEN, women(40)), {WOMEN: [*nights_then, Then(date(2022, 1, 1), women(40), printed=True)]})
    found = public_or_not(women(51), women(51), past, Past(before(WOMEN, printed), {WOMEN: [*nights_then, *issued]}))
    target = [(text, restricted) for text, restricted in found.items() if "its target" in text]
    assert [(words in text, restricted) for text, restricted in target] == [(True, False)]


def test_what_is_for_the_restricted_edition_is_added_with_its_mark() -> None:
    assert added("", Suggestion(WOMEN, "target", "-", "A.", restricted=True)) == "Restricted only: A.\n"


def test_a_sentence_of_a_withheld_number_is_for_the_restricted_edition() -> None:
    grid = women(39)
    hidden = Grid(grid.rows, grid.columns, [[*grid.cells[0][:2], Cell(withheld="c"), grid.cells[0][3]]])
    assert list(public_or_not(grid, hidden).values()) == [True]


def test_a_step_that_withheld_months_hide_is_for_the_restricted_edition() -> None:
    grid = by_month([50, 51, 49, 50, 52, 48, 50, 51, 49, 50, *([70] * 10)])
    nothing = Grid(grid.rows, grid.columns, [[Cell(withheld="c")] * len(grid.columns) for _ in grid.rows])
    found = suggestions([SERIES], {SERIES: content(SERIES, grid)}, NO_PAST)
    assert found
    assert all(each.restricted for each in offered(found, {SERIES: content(SERIES, nothing)}, NO_PAST))
