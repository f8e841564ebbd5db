"""Record pages of the recruitment family."""

from wmp.lib.records import RecordPage

PAGES: list[RecordPage] = []
