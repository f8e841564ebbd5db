"""Registers of this family."""

import django_tables2 as tables

from change.access import ChangeRegister
from change.surveys.models import SurveyWave
from wmp.lib.registers import Register
from wmp.lib.registers.columns import Column, MoneyColumn, MonthColumn
from wmp.lib.registers.filters import Filters, FromFilter, ToFilter


class WaveTable(tables.Table):
    month = MonthColumn(orderable=True)
    sent = Column(orderable=True)
    returned = Column(orderable=True)
    cost = MoneyColumn(orderable=True)


class WaveFilters(Filters):
    since = FromFilter("month", "From the month that begins on")
    until = ToFilter("month", "To the month that begins on")


class WaveRegister(ChangeRegister):
    model = SurveyWave
    one, many = "month of surveys", "months of surveys"
    title = "SMS surveys"
    slug = "survey-waves"
    table = WaveTable
    filters = WaveFilters
    order = "-month"


WAVES = WaveRegister()

REGISTERS: list[Register] = [WAVES]
