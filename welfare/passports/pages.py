"""Record pages: passports and adjustments."""

from wmp.lib.records import RecordPage

PAGES: list[RecordPage] = []
