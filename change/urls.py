"""Addresses of the change app: each register's list, each record's page, its verbs, parts and form."""

from change.pages import PAGES
from change.registers import REGISTERS

app_name = "change"
urlpatterns = [url for part in (*REGISTERS, *PAGES) for url in part.urls()]
