"""Record pages of the performance family."""

from people.performance.appraisal_pages import AppraisalPage
from people.performance.year_pages import YearPage
from wmp.lib.records import RecordPage

PAGES: list[RecordPage] = [AppraisalPage(), YearPage()]
