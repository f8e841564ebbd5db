"""The welfare section of the board paper: no figures yet."""

from wmp.lib.figures import Figure

FIGURES: list[Figure] = []
