"""The app's incoming files, in the order of a first load."""

from people.workforce import extracts as workforce

EXTRACTS = [*workforce.EXTRACTS]
