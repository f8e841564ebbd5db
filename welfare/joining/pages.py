"""Record pages: needs told before joining."""

from wmp.lib.records import RecordPage

PAGES: list[RecordPage] = []
