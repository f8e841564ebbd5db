"""The record pages of the welfare app, each with the registers of what belongs to the record."""

from welfare.cases.views import CasePage
from wmp.lib.records import RecordPage

PAGES: list[RecordPage] = [
    CasePage(),
]
