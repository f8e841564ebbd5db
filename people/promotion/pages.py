"""Record pages of the promotion family."""

from people.promotion.registers import APPLICATIONS
from people.promotion.views import ApplicationPage, ProcessPage
from wmp.lib.records import Part, RecordPage

PAGES: list[RecordPage] = [
    ProcessPage([Part("applications", "Applications", APPLICATIONS, "process")]),
    ApplicationPage(),
]
