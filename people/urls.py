"""Addresses of the people app: each register's list, each record's page, its verbs, parts and form."""

from people.pages import PAGES
from people.registers import REGISTERS

app_name = "people"
urlpatterns = [url for part in (*REGISTERS, *PAGES) for url in part.urls()]
