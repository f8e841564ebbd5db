"""Record pages of the performance family."""

from wmp.lib.records import RecordPage

PAGES: list[RecordPage] = []
