"""Sentences that the figures of a section suggest. Their numbers are codes, so that no table contradicts them.

A sentence tells of numbers that stand in the same table, and of earlier days only which way things went, or what is
new: a number of another edition would be typed, and may be withheld from the public. It is silent about small changes,
so that nobody's coming or going is told by a sentence.

What does not hold of the public edition's own figures too is suggested for the restricted edition only.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from hashlib import sha256

from wmp.board.disclosure.rule import Rule
from wmp.board.paper import FIGURES
from wmp.board.papers.content import FigureContent
from wmp.board.papers.narrative import Figures, filled, parsed
from wmp.board.papers.past import NO_PAST, Past, Then
from wmp.board.papers.quoting import WITHHELD_NUMBER, Place, code_of
from wmp.board.printing import in_words
from wmp.lib.control_charts import MEAN, RUN, series_of
from wmp.lib.days import years_before
from wmp.lib.figures import DATED, LATEST, Headline
from wmp.lib.grids import Cell, Column, Grid
from wmp.lib.words import counted, long_day

#: The least change that is told: so many people, or points of a percentage.
LEAST_COUNT, LEAST_POINTS = 10, Decimal(1)
#: Of fewer numbers than this, the highest is no news.
LEAST_SERIES = 4
#: Rows are compared where so many are shares of so many people.
LEAST_ROWS, LEAST_OF = 3, 30


@dataclass(frozen=True)
class Suggestion:
    """`key` tells it apart in a paper: the figure, the kind and the cell. `restricted`: for that edition alone."""

    figure: str
    kind: str
    cell: str
    text: str
    restricted: bool = False

    @property
    def key(self) -> str:
        return f"{self.figure}:{self.kind}:{sha256(self.cell.encode()).hexdigest()[:12]}"


def suggestions(keys: Sequence[str], figures: Figures, past: Past, *, public: bool = False) -> list[Suggestion]:
    """For the figures of a section, in order; of those with one key, the one that tells most comes first."""
    found = [each for key in keys if key in figures for each in _of(_Figure(figures[key], past, public))]
    return [each for each in found if "{" in each.text]


def offered(found: Sequence[Suggestion], protected: Figures, past: Past) -> list[Suggestion]:
    """One of each key: the one that tells most of those that the public edition can say as well, whose own figures and
    `past` suggest the same with no number withheld; else the first, for the restricted edition alone."""
    keys = list(dict.fromkeys(each.figure for each in found))
    same = [each for each in suggestions(keys, protected, past, public=True) if not _withheld(each, protected)]
    chosen = {each.key: replace(each, restricted=True) for each in reversed(found)}
    chosen |= {each.key: each for each in reversed(found) if each in same}
    return [chosen[key] for key in dict.fromkeys(each.key for each in found)]


def _withheld(suggestion: Suggestion, figures: Figures) -> bool:
    blocks = filled(parsed(suggestion.text, figures), figures)
    return any(inline.text == WITHHELD_NUMBER for block in blocks for inline in block.inlines)


@dataclass(frozen=True)
class _Series:
    """The numbers of a headline that the table has by time, oldest first: (label, place, cell)."""

    points: Sequence[tuple[str, Place, Cell]]
    column: Column

    @property
    def latest(self) -> tuple[str, Place, Cell]:
        return self.points[-1]

    def year_before(self) -> tuple[str, Place, Cell] | None:
        """The number of the same day, month or quarter a year earlier."""
        label = _a_year_earlier(self.latest[0])
        return next((point for point in self.points if point[0] == label), None)


@dataclass(frozen=True)
class _Figure:
    figure: FigureContent
    past: Past = NO_PAST
    public: bool = False

    @property
    def grid(self) -> Grid:
        return self.figure.grid

    @property
    def headlines(self) -> Sequence[Headline]:
        return FIGURES[self.figure.key].headlines

    def code(self, place: Place) -> str:
        return code_of(self.figure.key, self.grid, place)

    def said(self, kind: str, place: Place, text: str) -> Suggestion:
        return Suggestion(self.figure.key, kind, "\n".join(place), text)

    def subject(self, headline: Headline) -> str:
        """What the number is of, to begin with. A total needs no name where no other headline has one."""
        found = headline.find(self.grid)
        alone = sum(each.column == headline.column for each in self.headlines) == 1
        row = headline.row if headline.row != LATEST and not (alone and found and found[0].total) else ""
        names = ", ".join(part for part in (row, headline.column) if part)
        return f"In “{self.figure.title}”, {names}" if names else f"“{self.figure.title}”"

    def drawn_with_limits(self, headline: Headline) -> bool:
        """Of a control chart, only a step change is told: one month higher than another is chance."""
        return MEAN.format(headline.column) in [column.label for column in self.grid.columns]

    def series(self, headline: Headline) -> _Series | None:
        """None for a headline of no time, and where the table has one of it only."""
        found = headline.find(self.grid)
        if found is None or LATEST not in (headline.row, headline.column):
            return None
        row, column, _ = found
        by_row = headline.row == LATEST
        rest = row.label.partition(",")[2] if by_row else ""
        labels = [each.label for each in (self.grid.rows if by_row else self.grid.columns)]
        points = []
        for label in labels:
            if DATED.match(label) and (not by_row or label.partition(",")[2] == rest):
                place = Place(label, column.label) if by_row else Place(row.label, label)
                cell = self.grid.cell(place.row, place.column)
                if cell.value is not None:
                    points.append((label, place, cell))
        points.sort(key=lambda point: point[0])
        return _Series(points, column) if len(points) > 1 else None

    @property
    def last(self) -> Grid | None:
        """Its table in the last issued paper."""
        return self.past.before.grids.get(self.figure.key) if self.past.before else None

    @property
    def last_paper(self) -> str:
        """How a sentence names the last issued paper."""
        return f"the paper of {long_day(self.past.before.meeting_on)}" if self.past.before else ""


def _of(figure: _Figure) -> Iterator[Suggestion]:
    for headline in figure.headlines:
        if figure.drawn_with_limits(headline):
            continue
        yield from _since_last_paper(figure, headline)
        yield from _beside_target(figure, headline)
        if series := figure.series(headline):
            yield from _since_last_year(figure, headline, series)
            yield from _extreme(figure, headline, series)
        yield from _over_the_years(figure, headline)
        yield from _largest_since_last_paper(figure, headline)
    yield from _largest_change(figure)
    for column in dict.fromkeys(headline.column for headline in figure.headlines):
        yield from _between_rows(figure, column)
    yield from _step_changes(figure)


def _since_last_paper(figure: _Figure, headline: Headline) -> Iterator[Suggestion]:
    """Which way the headline went since the last issued paper. One of a month was then of another, and is left out."""
    if LATEST in (headline.row, headline.column):
        return
    found, earlier = headline.find(figure.grid), headline.find(figure.last) if figure.last else None
    if found and earlier and (way := _way(earlier[2], found[2], found[1])):
        place = Place(found[0].label, found[1].label)
        text = f"{figure.subject(headline)} stands at {figure.code(place)}, {way} than in {figure.last_paper}."
        yield figure.said("since-paper", place, text)


def _beside_target(figure: _Figure, headline: Headline) -> Iterator[Suggestion]:
    """Whether the headline has reached its target: first of all, when it was so last."""
    found = headline.find(figure.grid) if headline.target else None
    reached = reaches(figure.grid, headline)
    if found is None or reached is None:
        return
    place, aim = Place(found[0].label, found[1].label), Place(found[0].label, headline.target)
    ways = ["has reached its target of {}" if reached else "has not reached its target of {}"]
    if figure.last and reaches(figure.last, headline) == (not reached):
        ways.insert(0, "has now reached its target of {}" if reached else "no longer reaches its target of {}")
    if news := _news(figure, headline, reached):
        above, below = ("at or below", "above") if headline.better == "lower" else ("at or above", "below")
        ways.insert(0, f"is {above if reached else below} its target of {{}} {news}")
    for way in ways:
        words = way.format(figure.code(aim))
        yield figure.said("target", place, f"{figure.subject(headline)} stands at {figure.code(place)}, which {words}.")


def _news(figure: _Figure, headline: Headline, reached: bool) -> str:
    """Since when a headline was not on this side of its target, by every day that is kept; "" where it was so when the
    last paper was made, or a year ago where there is none."""
    before, day = figure.past.before, date.fromisoformat(figure.figure.day)
    since = before.day if before else years_before(day, 1)
    past = [then for then in figure.past.tables.get(figure.figure.key, ()) if then.day <= since]
    was = [(then.day, _then(figure, then, headline)) for then in past if headline.find(then.grid)]
    known = [so for _, so in was if so is not None]
    if not known or known[-1] == reached:
        return ""
    last = max((on for on, so in was if so == reached), default=date.min)
    if any(so is None and on > last for on, so in was):  # that day may have been the first
        return ""
    return "for the first time on record" if last == date.min else f"for the first time since {long_day(last)}"


def _then(figure: _Figure, then: Then, headline: Headline) -> bool | None:
    """As `reaches` of an earlier day. Of the few that an edition would withhold, no night tells the public."""
    found = headline.find(then.grid)
    if figure.public and figure.figure.about_people and found and not then.printed:
        rule, cell = Rule(), found[2]
        told = cell.d >= rule.share_of if cell.d is not None else rule.count(cell.value) is not None
        return reaches(then.grid, headline) if told else None
    return reaches(then.grid, headline)


def reaches(grid: Grid, headline: Headline) -> bool | None:
    """None where a table does not tell, and where the numbers that it prints stand otherwise than the exact ones."""
    found, aim = headline.find(grid), Headline(headline.row, headline.target).find(grid)
    if not (found and aim) or found[2].value is None or aim[2].value is None:
        return None
    exact = (Decimal(found[2].value), Decimal(aim[2].value))
    printed = tuple(each[2].rounded(each[1].decimals) or Decimal(0) for each in (found, aim))
    sides = {value <= target if headline.better == "lower" else value >= target for value, target in (exact, printed)}
    return sides.pop() if len(sides) == 1 else None


def _since_last_year(figure: _Figure, headline: Headline, series: _Series) -> Iterator[Suggestion]:
    earlier, (label, place, cell) = series.year_before(), series.latest
    if earlier and (way := _way(earlier[2], cell, series.column)):
        text = (
            f"{figure.subject(headline)} stood at {figure.code(place)} {_when(label)}, "
            f"{way} than {figure.code(earlier[1])} {_when(earlier[0])}."
        )
        yield figure.said("year", place, text)


def _extreme(figure: _Figure, headline: Headline, series: _Series) -> Iterator[Suggestion]:
    """The latest number alone at the top or the bottom of its series."""
    label, place, _ = series.latest
    if word := _end_of([point[2] for point in series.points], series.column):
        text = (
            f"{figure.subject(headline)} stood at {figure.code(place)} {_when(label)}, "
            f"the {word} of the {counted(len(series.points), 'number')} shown."
        )
        yield figure.said(word, place, text)


def _over_the_years(figure: _Figure, headline: Headline) -> Iterator[Suggestion]:
    """The same of its five-year trend, of which no number but the latest is quoted: the others are of no one table."""
    found, trend = headline.find(figure.grid), figure.figure.trend
    if not (found and trend) or len(trend.columns) != len(figure.headlines):
        return
    at = list(figure.headlines).index(headline)
    cells = [line[at] for line in trend.cells]
    if (word := _end_of(cells, trend.columns[at])) and all(cell.value is not None for cell in cells):
        place = Place(found[0].label, found[1].label)
        text = f"{figure.subject(headline)} stands at {figure.code(place)}, the {word} of the {len(cells)} years shown."
        yield figure.said(f"years-{word}", place, text)


def _end_of(cells: Sequence[Cell], column: Column) -> str:
    """Is the last of several numbers alone at one end of them, as they are printed? "highest", "lowest" or ""."""
    *others, latest = [cell.rounded(column.decimals) for cell in cells]
    numbers = [each for each in others if each is not None]
    if len(cells) < LEAST_SERIES or latest is None or not numbers:
        return ""
    return "highest" if latest > max(numbers) else "lowest" if latest < min(numbers) else ""


def _largest_change(figure: _Figure) -> Iterator[Suggestion]:
    """Of all rows of a table whose columns are times, the one that changed most in a year, or since the first."""
    grid = figure.grid
    labels = sorted(column.label for column in grid.columns if DATED.match(column.label))
    if len(labels) < 2 or len(grid.rows) < 2:
        return
    now, then = labels[-1], _a_year_earlier(labels[-1])
    then = then if then in labels else labels[0]
    changes = []
    for place, row in enumerate(grid.rows):
        cells, column = grid.by_label(place), next(each for each in grid.columns if each.label == now)
        if not row.total and (way := _way(cells[then], cells[now], column)):
            changes.append((abs(Decimal(cells[now].value or 0) - Decimal(cells[then].value or 0)), row.label, way))
    if not changes:
        return
    _, label, way = max(changes, key=lambda change: change[0])
    place_now, place_then = Place(label, now), Place(label, then)
    text = (
        f"In “{figure.figure.title}”, {in_words(label)} changed most: it stood at {figure.code(place_now)} "
        f"{_when(now)}, {way} than {figure.code(place_then)} {_when(then)}."
    )
    yield figure.said("largest", place_now, text)


def _largest_since_last_paper(figure: _Figure, headline: Headline) -> Iterator[Suggestion]:
    """Of all rows of a table without times, the one whose number changed most since the last issued paper."""
    if figure.last is None or headline.row == LATEST or headline.column == LATEST:
        return
    changes = []
    for row, column, cell in figure.grid:
        earlier = figure.last.find(row.label, column.label)
        if column.label == headline.column and not row.total and earlier and (way := _way(earlier[2], cell, column)):
            changes.append((abs(Decimal(cell.value or 0) - Decimal(earlier[2].value or 0)), row.label, way))
    if len(changes) > 1:
        _, label, way = max(changes, key=lambda change: change[0])
        place = Place(label, headline.column)
        text = (
            f"In “{figure.figure.title}”, {in_words(label)} changed most: {headline.column} stands at "
            f"{figure.code(place)}, {way} than in {figure.last_paper}."
        )
        yield figure.said("largest", place, text)


def _between_rows(figure: _Figure, label: str) -> Iterator[Suggestion]:
    """The highest and the lowest share of a table without times, each alone at its end, among the rows of enough people
    for a share to tell something. Not of rows that are parts of one whole."""
    shares = [
        (cell.rounded(column.decimals), Place(row.label, label), cell.d)
        for row, column, cell in figure.grid
        if column.label == label
        and column.unit == "percent"
        and not row.total
        and cell.d
        and not DATED.match(row.label)
    ]
    counted_in = sorted((value, place) for value, place, of in shares if of >= LEAST_OF and value is not None)
    if DATED.match(label) or len(counted_in) < LEAST_ROWS or len({of for *_, of in shares}) == 1:
        return
    (least, lowest), (most, highest) = counted_in[0], counted_in[-1]
    if least == counted_in[1][0] or most == counted_in[-2][0] or most - least < LEAST_POINTS:
        return
    among = "In" if all(of >= LEAST_OF for *_, of in shares) else f"Of the rows of {LEAST_OF} or more in"
    text = (
        f"{among} “{figure.figure.title}”, {label} is highest for “{in_words(highest.row)}”, {figure.code(highest)}, "
        f"and lowest for “{in_words(lowest.row)}”, {figure.code(lowest)}."
    )
    yield figure.said("rows", highest, text)


def _step_changes(figure: _Figure) -> Iterator[Suggestion]:
    """The last step change of each series of a control chart, within what a reader may still call news."""
    columns = [column.label for column in figure.grid.columns]
    for series in columns:
        if MEAN.format(series) not in columns:
            continue
        stretches = series_of(figure.grid, series)
        if len(stretches) < 2 or len(stretches[-1].values) > 2 * RUN:
            continue
        after = stretches[-1]
        rows = figure.grid.rows
        now, then = (Place(rows[at].label, MEAN.format(series)) for at in (after.start, after.start - 1))
        way = "up" if after.mean > stretches[-2].mean else "down"
        text = (
            f"In “{figure.figure.title}”, {series} had a step change {way} {_when(rows[after.start].label)}. "
            f"The mean has been {figure.code(now)} a month since then, and was {figure.code(then)} before."
        )
        yield figure.said("step", now, text)


# --- words -----------------------------------------------------------------------------------------------------------


def _way(before: Cell, after: Cell, column: Column) -> str:
    """ "higher" or "lower" where it shows and is worth telling; "" else."""
    old, new = before.rounded(column.decimals), after.rounded(column.decimals)
    if old is None or new is None or old == new:
        return ""
    least = LEAST_POINTS if column.unit.startswith("percent") else LEAST_COUNT if column.unit == "count" else 0
    return "" if abs(new - old) < least else "higher" if new > old else "lower"


def _when(label: str) -> str:
    """How a sentence says a time: on 1 January 2022, in March 2022, from 1 January to 31 March 2022, in 2020/21."""
    words = in_words(label.partition(",")[0])
    if " to " in words:
        return f"from {words}"
    return f"on {words}" if words[:1].isdigit() and "/" not in words else f"in {words}"


def _a_year_earlier(label: str) -> str:
    """The label of a year earlier: every year in it one less."""
    years = {str(year): str(year - 1) for year in range(1990, 2100)}
    begin = label.partition(",")[0]
    if "/" in begin:
        first = int(begin[:4]) - 1
        return f"{first}/{(first + 1) % 100:02d}"
    words = [years.get(word[:4], word[:4]) + word[4:] for word in begin.split(" ")]
    return " ".join(words) + label[len(begin) :]
