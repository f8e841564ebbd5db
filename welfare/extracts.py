"""The incoming files of the welfare app, in the order of a first load."""

from welfare.wellbeing import extracts as wellbeing

EXTRACTS = [*wellbeing.EXTRACTS]
