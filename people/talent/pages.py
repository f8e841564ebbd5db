"""Record pages of the talent family."""

from wmp.lib.records import RecordPage

PAGES: list[RecordPage] = []
