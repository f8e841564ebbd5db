"""The records that the building blocks keep for themselves."""

from wmp.lib.audit import ReadLog
from wmp.lib.extracts.reports import LoadError, LoadReport
from wmp.lib.outbox import OutboxMessage

__all__ = ["LoadError", "LoadReport", "OutboxMessage", "ReadLog"]
