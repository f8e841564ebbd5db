"""The records that the building blocks keep for themselves."""

from wmp.lib.audit import ReadLog
from wmp.lib.outbox import OutboxMessage

__all__ = ["OutboxMessage", "ReadLog"]
