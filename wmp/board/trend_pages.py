"""The five-year trend of a figure on its page: each computed number leads to its records, and a line shows the way."""

from dataclasses import dataclass, replace

from wmp.board.lineage.links import trend_url
from wmp.board.models import Result
from wmp.board.pages import ShownFigure, shown_rows
from wmp.board.papers.content import TREND
from wmp.board.papers.printed import SAY
from wmp.board.printing import in_few_words
from wmp.lib.figures import Figure
from wmp.lib.plots import Plot, plot


@dataclass(frozen=True)
class ShownTrend:
    """`shown` is the table, as that of a figure."""

    shown: ShownFigure
    chart: Plot | None


def trend_shown(figure: Figure, result: Result) -> ShownTrend | None:
    """None where the run has no trend of the figure."""
    grid = result.trend
    if grid is None:
        return None
    title = TREND.format(figure.title)
    rows = shown_rows(grid, range(len(grid.columns)), lambda *cell: trend_url(result.attempt, figure.key, *cell))
    columns = [in_few_words(column.label) for column in grid.columns]
    shown = ShownFigure(replace(figure, title=title), result, "", columns, rows, coverage=[], failures=[])
    return ShownTrend(shown, plot(None, grid, title, SAY))
