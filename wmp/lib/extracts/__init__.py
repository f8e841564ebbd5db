"""Extracts: incoming files, each format declared once, checked as a whole and loaded all or nothing.

class SpecialHours(Extract):
    kind = "special_hours"
    columns = [Text("employee_number", key=True), Month("month", key=True), Number("hours", required=True)]
    lookups = [Lookup("person", "employee_number", "LEFT JOIN ...", "is nobody's employee number")]

    def write(self, load): load.upsert(SpecialDuty, source="FROM staged s", key={...}, values={...})
"""

from wmp.lib.extracts.columns import Amount, Choice, Column, Date, FinancialYear, Month, Number, Text, WholeNumber
from wmp.lib.extracts.extract import Extract, Lookup, RowRule
from wmp.lib.extracts.faults import ExtractError
from wmp.lib.extracts.load import Load, load, new_report
from wmp.lib.extracts.reports import LoadError, LoadReport, LoadState

__all__ = [
    "Amount",
    "Choice",
    "Column",
    "Date",
    "Extract",
    "ExtractError",
    "FinancialYear",
    "Load",
    "LoadError",
    "LoadReport",
    "LoadState",
    "Lookup",
    "Month",
    "Number",
    "RowRule",
    "Text",
    "WholeNumber",
    "load",
    "new_report",
]
