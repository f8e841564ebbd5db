"""The charts of an edition as SVG, each drawn once, and as pictures for documents that take no SVG."""

from dataclasses import dataclass

from django.template.loader import render_to_string

from wmp.board.papers.printed import Printed
from wmp.lib.plots import Plot

TEMPLATE = "components/plot.svg"
# A chart on paper cannot break. One that would be higher, in centimetres, is drawn smaller, so that it leaves no page
# empty before it, and not so small that nobody reads its letters.
HIGHEST = 15
SMALLEST = 0.75


@dataclass(frozen=True)
class Chart:
    """A drawing with what it says to whoever does not see it. Sizes are in its own units."""

    svg: str
    alt: str
    note: str
    width: int
    height: float

    def part_of(self, room: float) -> float:
        """How much of `room`, the width in centimetres that it has on paper, it is drawn in."""
        return min(1, max(SMALLEST, HIGHEST * self.width / (room * self.height)))


def charts_of(paper: Printed) -> dict[str, Chart]:
    """The charts of all figures by the figure's anchor, and those of their trends by the anchor and `-trend`."""
    found = {}
    for figure in paper.figures:
        if figure.chart:
            found[figure.anchor] = _drawn(figure.chart, figure.anchor)
        if figure.trend_chart:
            found[trend_place(figure.anchor)] = _drawn(figure.trend_chart, trend_place(figure.anchor), narrow=True)
    return found


def trend_place(anchor: str) -> str:
    return f"{anchor}-trend"


def _drawn(plot: Plot, place: str, *, narrow: bool = False) -> Chart:
    drawing = plot.narrow if narrow else plot.wide
    svg = render_to_string(TEMPLATE, {"plot": plot, "drawing": drawing, "id": place})
    return Chart(svg, f"Chart: {plot.title}. {plot.description}", plot.note, drawing.width, drawing.height)
