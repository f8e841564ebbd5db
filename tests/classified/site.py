"""The board and the building blocks."""

CLASSIFIED: dict[str, str] = {
    "board.StoredKey": "the secret under which records and numbers of people have names: read by no page",
    "board.StoredTrace": "keys of the records behind each number, and so who declared what: read by no page as it is",
}
NOT_CLASSIFIED = {
    "board.Run": "names nobody",
    "board.Attempt": "names nobody",
    "board.Result": "aggregates; which figures somebody reads is the row rule's to say",
    "board.Alarm": "words about a figure, and whoever looked into it: for those who read the figure",
    "board.MorningMail": "who was written to on which morning",
    "board.PublishedValue": "was published",
    "board.Definition": "words and statements, no values",
    "board.Paper": "names nobody but who wrote it",
    "board.PaperChange": "moves of a paper",
    "board.Section": "text of a paper, for board secretaries until it is issued",
    "board.Comment": "on a section, for board secretaries",
    "board.SuggestionAnswer": "which sentences were taken",
    "board.Edition": "aggregates as issued: the row rule says which audience's",
    "board.EditionFile": "the same as a file",
    "board.Prepared": "what a paper would be issued as: for board secretaries, as the paper is",
    "board.EditionReader": "who was given a restricted edition: for board secretaries",
    "board.Token": "one's own, and only the digest of its secret",
    "lib.Draft": "what somebody typed and has not saved: for whoever typed it, on the page where they did",
    "lib.SentForm": "that somebody sent a form, and where it led: for whoever did",
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
