"""Charts of any computed table, drawn once on the server for page, PDF and Word.

Bars are for categories, lines for series in time. A drawing is a list of marks in its own units, which
templates/components/plot.svg writes down as SVG. Series differ by shape, by the way their lines are broken and by the
filling of bars, never by colour alone. A chart is made of the cells of a table and of nothing else: what an edition
withholds is a gap in it.
"""

from wmp.lib.plots.choosing import plot
from wmp.lib.plots.kinds import Bars, Lines
from wmp.lib.plots.marks import Plot, Say

__all__ = ["Bars", "Lines", "Plot", "Say", "plot"]
