"""Administration of the change app: reference data. No change record is registered here."""

from django.contrib import admin

from change.models import InvestmentPrinciple
from people.admin import ReferenceAdmin


@admin.register(InvestmentPrinciple)
class InvestmentPrincipleAdmin(ReferenceAdmin):
    list_display = ["number", "name"]
