"""The board and the building blocks."""

CLASSIFIED: dict[str, str] = {}
NOT_CLASSIFIED = {
    "board.Run": "names nobody",
    "board.Attempt": "names nobody",
    "board.Result": "aggregates; which figures somebody reads is the row rule's to say",
    "board.PublishedValue": "was published",
    "lib.Draft": "what somebody typed and has not saved: for whoever typed it, on the page where they did",
    "lib.SavedFilter": "the reader's own",
    "lib.ChosenColumns": "the reader's own",
    "lib.ReadLog": "who read which record, never what: the row rule suffices",
    "lib.LoadReport": "counts, and the name of a file: for those who may load its kind",
    "lib.LoadError": "quotes a cell of a file: for those who may load its kind",
    "lib.OutboxMessage": "task names, keys and dates",
    "lib.Alert": "whom to look at which record: names nobody, for the one who is told",
}
# Of each record about a person: its fields, none of which is classified.
ORDINARY_FIELDS: dict[str, str] = {}
