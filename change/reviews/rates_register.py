"""The rate card as a list: every category, and every rate that it has had."""

import django_tables2 as tables
from django.db.models import Q

from change.access import ChangeRegister
from change.reviews.rates import Rate
from wmp.lib import clock
from wmp.lib.registers.columns import Column, MoneyColumn
from wmp.lib.registers.filters import ConditionFilter, Filters, TextFilter


class RateTable(tables.Table):
    category = Column(orderable=True)
    starts_on = Column(orderable=True)
    pounds = MoneyColumn(orderable=True)
    source = Column(orderable=False)


class RateFilters(Filters):
    category = TextFilter("category", "Category")
    standing = ConditionFilter(
        {
            "begun": ("Begun by today", lambda: Q(starts_on__lte=clock.today())),
            "to come": ("To come", lambda: Q(starts_on__gt=clock.today())),
        },
        label="When",
    )


class RateRegister(ChangeRegister):
    model = Rate
    title = "Rate card"
    slug = "rates"
    table = RateTable
    filters = RateFilters
    search = ("category", "source")
    search_label = "Search by category or source"
    order = "category"


RATES = RateRegister()
