"""Record pages of the performance family."""

from people.performance.appraisal_pages import AppraisalPage
from people.performance.moderation_rating import RatingPage
from people.performance.panel_pages import PanelPage
from people.performance.review_pages import ReviewPage
from people.performance.year_pages import YearPage
from wmp.lib.records import RecordPage

PAGES: list[RecordPage] = [AppraisalPage(), YearPage(), PanelPage(), RatingPage(), ReviewPage()]
