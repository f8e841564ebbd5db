"""Addresses of the people app: each register's list, each record's page, its verbs, parts and form."""

from people.pages import PAGES
from people.registers import REGISTERS

app_name = "people"
urlpatterns = [url for register in REGISTERS for url in register.urls(REGISTERS)]
urlpatterns += [url for page in PAGES for url in page.urls()]
