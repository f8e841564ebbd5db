"""Record pages of the promotion family."""

from people.promotion.pool_views import PAGE as POOL_PAGE
from people.promotion.process_page import ProcessPage
from people.promotion.registers import APPLICATIONS
from people.promotion.views import PAGE as APPLICATION_PAGE
from wmp.lib.records import Part, RecordPage

PAGES: list[RecordPage] = [
    ProcessPage([Part("applications", "Applications", APPLICATIONS, "process")]),
    APPLICATION_PAGE,
    POOL_PAGE,
]
