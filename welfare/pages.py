"""The record pages of the welfare app, each with the registers of what belongs to the record."""

from welfare.cases.document_views import DOCUMENTS, DocumentPage
from welfare.cases.emergency import EmergencyPage
from welfare.cases.registers import CONTACTS, TASKS
from welfare.cases.task_views import TASK_PAGE
from welfare.cases.views import CasePage
from welfare.joining.pages import PAGES as JOINING
from welfare.passports.pages import PAGES as PASSPORTS
from welfare.referrals.pages import PAGES as REFERRALS
from welfare.resignations.views import ResignationPage
from wmp.lib.records import Part, RecordPage

PAGES: list[RecordPage] = [
    CasePage(
        [
            Part("tasks", "Tasks", TASKS, "case"),
            Part("contacts", "Contacts", CONTACTS, "case"),
            Part("documents", "Documents", DOCUMENTS, "case", many=False, add="welfare:documents-new"),
        ]
    ),
    TASK_PAGE,
    DocumentPage(),
    EmergencyPage(),
    ResignationPage(),
]

# Below the RA officers' section.
ADJUSTMENTS: list[RecordPage] = [*PASSPORTS, *JOINING, *REFERRALS]
