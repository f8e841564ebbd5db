"""The records that the building blocks keep for themselves."""

from wmp.lib.alerts import Alert
from wmp.lib.audit import ReadLog
from wmp.lib.drafts import Draft
from wmp.lib.extracts.reports import LoadError, LoadReport
from wmp.lib.outbox import OutboxMessage
from wmp.lib.registers.kept import ChosenColumns, SavedFilter
from wmp.lib.sent_once import SentForm

__all__ = [
    "Alert",
    "ChosenColumns",
    "Draft",
    "LoadError",
    "LoadReport",
    "OutboxMessage",
    "ReadLog",
    "SavedFilter",
    "SentForm",
]
