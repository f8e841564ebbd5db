"""The incoming files of the welfare app, in the order of a first load."""

from wmp.lib.extracts import Extract

EXTRACTS: list[Extract] = []
