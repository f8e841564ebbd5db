"""Record pages: passports and adjustments."""

from welfare.passports.adjustment_pages import ADJUSTMENT_PAGE
from welfare.passports.passport_page import PassportPage
from wmp.lib.records import RecordPage

PAGES: list[RecordPage] = [PassportPage(), ADJUSTMENT_PAGE]
