"""Texts that a spreadsheet would run as a formula: what our files put before them, and loads take off again."""

# At the start of a cell these make a spreadsheet run what follows. The wide forms are read as the plain ones
# where it is set to an East Asian language.
STARTS = "=+-@\t\r＝＋－＠"
GUARD = "'"


def inert(text: str) -> str:
    """The text with an apostrophe before anything that a spreadsheet would run."""
    return f"{GUARD}{text}" if text.startswith(tuple(STARTS)) else text
